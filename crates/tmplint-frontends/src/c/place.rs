//! What names and lvalues stand for.

use tmplint_ir::{FunctionId, PlaceId, Scope, Value};

use super::body::{Body, MacroArguments};
use super::head::is_capital;
use super::syntax::Syntax;

/// What a name stands for.
pub(crate) enum Binding {
    /// A parameter of the macro under expansion.
    Argument(Value),
    /// A variable.
    Place(PlaceId),
    /// A macro of the file.
    Macro,
    /// A function of the file.
    Function(FunctionId),
    /// Something from outside of the file.
    Outside,
}

impl Body<'_, '_> {
    pub(crate) fn resolve(&mut self, name: Syntax<'_>) -> Binding {
        let text = name.text();
        if let Some((value, _)) = self.argument(text) {
            return Binding::Argument(value.clone());
        }
        if let Some(place) = self.local(text) {
            return Binding::Place(place);
        }
        if self.is_macro(text) {
            return Binding::Macro;
        }
        if let Some(&function) = self.file.functions.get(text) {
            return Binding::Function(function);
        }
        if let Some(&place) = self.file.globals.get(text) {
            return Binding::Place(place);
        }
        Binding::Outside
    }

    /// The place an expression denotes. Has no side effects.
    pub(crate) fn place_of(&mut self, node: Syntax<'_>) -> Option<PlaceId> {
        self.nested(node, |body| body.place_in(strip(node))).flatten()
    }

    /// The place that an assignment puts its value in. A name that nothing in the file declares is
    /// a variable of some header from then on.
    pub(crate) fn assigned_place(&mut self, node: Syntax<'_>) -> Option<PlaceId> {
        let mut base = strip(node);
        while matches!(base.kind(), "field_expression" | "pointer_expression") {
            base = strip(base.field("argument")?);
        }
        if base.kind() == "identifier" && matches!(self.resolve(base), Binding::Outside) {
            let name = base.text();
            // `errno` is no variable, and assigned only to be cleared.
            if name != "errno" && !is_capital(name) && !self.file.macros.is_macro(name) {
                let place = self.file.unit.place(name, Scope::Global, base.span());
                self.file.globals.insert(name.to_owned(), place);
            }
        }
        self.place_of(node)
    }

    fn place_in(&mut self, node: Syntax<'_>) -> Option<PlaceId> {
        match node.kind() {
            "identifier" => match self.resolve(node) {
                Binding::Place(place) | Binding::Argument(Value::Place(place)) => Some(place),
                Binding::Macro => self.place_of_macro(node),
                _ => None,
            },
            "pointer_expression" => {
                let argument = strip(node.field("argument")?);
                if is_address(node) && argument.kind() == "subscript_expression" {
                    // `&a[0]` is `a`.
                    let first = argument.field("index").is_some_and(|index| index.text() == "0");
                    return first.then(|| self.place_of(argument.field("argument")?)).flatten();
                }
                self.place_of(argument)
            }
            "field_expression" => {
                let base = self.place_of(node.field("argument")?)?;
                let field = node.field("field")?;
                Some(self.file.unit.field(base, field.text(), node.span()))
            }
            _ => None,
        }
    }

    fn place_of_macro(&mut self, name: Syntax<'_>) -> Option<PlaceId> {
        let text = name.text();
        let file = &mut *self.file;
        let bodies = file.macros.bodies(text, false, file.source, &mut file.parser);
        let body = bodies.first()?;
        let expression = body.expression()?;
        let site = self.span(name);
        self.expanding(text, MacroArguments::none(), site, |lowering| lowering.place_of(expression))
    }
}

/// The node without parentheses and casts around it.
pub(crate) fn strip(node: Syntax<'_>) -> Syntax<'_> {
    let mut node = node;
    loop {
        let inner = match node.kind() {
            "parenthesized_expression" => {
                node.child().filter(|inner| inner.kind() != "compound_statement")
            }
            "cast_expression" => node.field("value"),
            "extension_expression" => node.child(),
            _ => None,
        };
        match inner {
            Some(inner) => node = inner,
            None => return node,
        }
    }
}

/// Whether a pointer expression is `&x`, not `*x`.
pub(crate) fn is_address(node: Syntax<'_>) -> bool {
    node.field("operator").is_some_and(|operator| operator.text() == "&")
}
