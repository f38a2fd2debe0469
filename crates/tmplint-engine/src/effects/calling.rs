//! Functions that a call is given to call, and classes that are nothing but fields.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, Value};
use tmplint_rules::{Action, ArgSpec};

use super::{Done, Site, join_all};
use crate::domain::{Abstract, Alternative, State};
use crate::effects::spread;
use crate::flow::Interpreter;

/// Arguments that such a function is called with, and fields of such a class.
const MAX_ARGUMENTS: usize = 32;

impl Interpreter<'_> {
    /// `Thread(target=function, args=(path,))`, `pool.submit(function, path)`. When it runs, and
    /// whether before what follows here, is not known.
    pub(super) fn call_given(
        &mut self,
        action: &Action,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let Action::Call { function, with, list, named, keywords } = action else { return None };
        let function = join_all(&site.arguments.get(function));
        if !function.iter().any(is_callable) {
            return None;
        }
        let mut given: Vec<(Option<String>, Abstract)> = Vec::new();
        for each in site.arguments.get(with) {
            given.push((None, each.value));
        }
        given.extend(spread(Some("*"), &join_all(&site.arguments.get(list))));
        let named = join_all(&site.arguments.get(named));
        if !named.is_unassigned() {
            given.extend(spread(Some("**"), &named));
        }
        if *keywords {
            let own = site.arguments.keywords.iter();
            given.extend(own.map(|(name, given)| (Some(name.clone()), given.value.clone())));
        }
        given.truncate(MAX_ARGUMENTS);
        let span = site.call.span;
        let arg = |name: &Option<String>| Arg { name: name.clone(), value: Value::Opaque, span };
        let call = Call {
            into: None,
            callee: Callee::Unknown(String::new()),
            receiver: None,
            args: given.iter().map(|(name, _)| arg(name)).collect(),
            checked: true,
            span,
            name_span: site.call.name_span,
        };
        let values: Vec<Abstract> = given.into_iter().map(|(_, value)| value).collect();
        let mut after = state.clone();
        let result = self.call_value(&function, &call, &values, None, &mut after).value;
        self.take_in(after, state);
        for value in &values {
            self.escape(value, state);
        }
        Some(Done::value(result))
    }

    /// `namedtuple("Settings", "host log")`
    pub(super) fn make_record(fields: &ArgSpec, site: &Site<'_>) -> Done {
        let mut names: Vec<String> = Vec::new();
        for alternative in join_all(&site.arguments.get(fields)).iter() {
            match alternative {
                Alternative::Text(text) => {
                    let text = text.as_literal().unwrap_or_default();
                    let words = text.split(|letter: char| letter == ',' || letter.is_whitespace());
                    names.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
                }
                // `NamedTuple("Settings", [("host", str)])`
                Alternative::List(items) => names.extend(items.iter().map(|item| {
                    let first = match item.0.as_slice() {
                        [Alternative::List(pair)] => pair.first(),
                        _ => Some(item),
                    };
                    first.and_then(Abstract::literal).unwrap_or_default()
                })),
                _ => {}
            }
        }
        names.truncate(MAX_ARGUMENTS);
        Done::value(Abstract::one(Alternative::Record(Rc::new(names))))
    }

    /// An object of such a class.
    pub(super) fn record_of(fields: &[String], call: &Call, values: &[Abstract]) -> Abstract {
        let mut entries: Vec<(String, Abstract)> = Vec::new();
        let mut names = fields.iter();
        for (arg, value) in call.args.iter().zip(values) {
            for (name, value) in spread(arg.name.as_deref(), value) {
                let Some(name) = name.or_else(|| names.next().cloned()) else { continue };
                // Its items have numbers as well.
                if let Some(index) = fields.iter().position(|field| *field == name) {
                    entries.push((index.to_string(), value.clone()));
                }
                entries.push((name, value));
            }
        }
        entries.truncate(2 * MAX_ARGUMENTS);
        Abstract::one(Alternative::Map(Rc::new(entries)))
    }
}

fn is_callable(alternative: &Alternative) -> bool {
    matches!(alternative, Alternative::Function(_) | Alternative::Partial(_) | Alternative::Name(_))
}
