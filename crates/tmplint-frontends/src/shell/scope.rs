//! Variables: which place a name means.

use std::collections::{BTreeSet, HashMap};

use tmplint_ir::{FunctionId, Param, PlaceId, Scope, Span};

use super::Lowering;

/// Positional parameters of a function that get a place, so that `${999999}` costs nothing.
const MAX_POSITIONAL: u32 = 64;

/// All variables of a file.
#[derive(Default)]
pub(super) struct Scopes {
    globals: HashMap<String, PlaceId>,
    /// Those of the function being lowered; none in the script itself.
    function: Option<FunctionScope>,
    /// Whether the text being read is a `trap` action: it sees the script's positional parameters,
    /// whatever function sets it. A local variable it sees while that function runs.
    pub(super) in_handler: bool,
    /// Places read in place of others: while an assignment before a command holds, the command's
    /// own words still have the old value.
    pub(super) shadows: Vec<(PlaceId, PlaceId)>,
}

/// The variables of one function.
#[derive(Default)]
struct FunctionScope {
    locals: HashMap<String, PlaceId>,
    positional: BTreeSet<u32>,
}

/// A function's variables, put away while another function is lowered.
pub(super) struct PutAway {
    function: Option<FunctionScope>,
    in_handler: bool,
}

impl Lowering {
    /// The place of a variable or special parameter, to be read.
    pub(super) fn variable(&mut self, name: &str, span: Span) -> PlaceId {
        let place = self.assigned_variable(name, span);
        let shadow = self.scopes.shadows.iter().rev().find(|(shadowed, _)| *shadowed == place);
        shadow.map_or(place, |&(_, shadow)| shadow)
    }

    /// The place of a variable, to be assigned.
    pub(super) fn assigned_variable(&mut self, name: &str, span: Span) -> PlaceId {
        let position = name.parse().ok().filter(|number| (1..=MAX_POSITIONAL).contains(number));
        let positional = position.is_some() || matches!(name, "@" | "*" | "#");
        if let Some(function) = &mut self.scopes.function
            && !(positional && self.scopes.in_handler)
        {
            if let Some(&local) = function.locals.get(name) {
                return local;
            }
            if positional {
                let place = self.unit.place(name, Scope::Local, span);
                function.locals.insert(name.to_owned(), place);
                function.positional.extend(position);
                return place;
            }
        }
        self.global(name, span)
    }

    fn global(&mut self, name: &str, span: Span) -> PlaceId {
        if let Some(&known) = self.scopes.globals.get(name) {
            return known;
        }
        let place = self.unit.place(name, Scope::Global, span);
        self.unit.place_mut(place).from_environment = true;
        self.scopes.globals.insert(name.to_owned(), place);
        place
    }

    /// Makes a name local to the function from here on; outside of functions it stays global.
    pub(super) fn declare_local(&mut self, name: &str, span: Span) {
        if let Some(function) = &mut self.scopes.function
            && !function.locals.contains_key(name)
        {
            let place = self.unit.place(name, Scope::Local, span);
            function.locals.insert(name.to_owned(), place);
        }
    }

    /// Starts the variables of a function.
    pub(super) fn enter_scope(&mut self) -> PutAway {
        PutAway {
            function: self.scopes.function.replace(FunctionScope::default()),
            in_handler: std::mem::take(&mut self.scopes.in_handler),
        }
    }

    /// Goes back to the variables put away, and gives the function its parameters.
    pub(super) fn leave_scope(&mut self, outer: PutAway, id: FunctionId) {
        let inner = std::mem::replace(&mut self.scopes.function, outer.function);
        self.scopes.in_handler = outer.in_handler;
        let Some(mut inner) = inner else { return };
        let last = inner.positional.last().copied().unwrap_or(0);
        let mut params = Vec::new();
        for number in 1..=last {
            let name = number.to_string();
            let place = inner.locals.get(&name).copied().unwrap_or_else(|| {
                let span = self.unit.function_mut(id).name_span;
                self.unit.place(&name, Scope::Local, span)
            });
            params.push(Param { place, name, by_reference: false, default: None });
        }
        // All parameters come after the single ones: they get what is left over.
        for name in ["@", "*"] {
            if let Some(place) = inner.locals.remove(name) {
                let name = name.to_owned();
                params.push(Param { place, name, by_reference: false, default: None });
            }
        }
        self.unit.function_mut(id).params = params;
    }
}
