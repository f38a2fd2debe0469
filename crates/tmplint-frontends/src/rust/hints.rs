//! What syntax alone tells of types: which expressions are references, which variables strings.
//!
//! Nothing here is sure. An expression that is not seen to be a reference counts as moved, a
//! variable that is not seen to be a string as anything else.

use syn::{Expr, GenericArgument, Lit, Pat, PathArguments, Type};
use tmplint_ir::PlaceId;

use super::collect::text;
use super::lowerer::Lowerer;

/// Links of a chain that are looked through.
const MAX_LINKS: usize = 32;

/// Methods that by convention give a reference to what they are called on, or a part of it.
const LENDING: [&str; 17] = [
    "as_bytes",
    "as_deref",
    "as_mut",
    "as_os_str",
    "as_path",
    "as_ref",
    "as_slice",
    "as_str",
    "borrow",
    "deref",
    "display",
    "file_name",
    "iter",
    "parent",
    "path",
    "to_str",
    "to_string_lossy",
];

/// Methods that hand on what they are called on.
const PASSING: [&str; 12] = [
    "cloned",
    "context",
    "copied",
    "enumerate",
    "expect",
    "ok",
    "ok_or",
    "ok_or_else",
    "skip",
    "unwrap",
    "unwrap_or_default",
    "with_context",
];

impl Lowerer {
    /// Whether an expression is a reference to something that stays where it is.
    pub(super) fn is_lent(&self, expression: &Expr) -> bool {
        let mut at = expression;
        for _ in 0..MAX_LINKS {
            at = match at {
                Expr::Reference(_) => return true,
                Expr::Paren(inner) => &inner.expr,
                Expr::Group(inner) => &inner.expr,
                Expr::Try(inner) => &inner.expr,
                Expr::Await(inner) => &inner.base,
                // What is moved out of a reference is copied.
                Expr::Field(field) => &field.base,
                Expr::MethodCall(call) => {
                    let name = call.method.to_string();
                    if LENDING.contains(&name.as_str()) {
                        return true;
                    }
                    if !PASSING.contains(&name.as_str()) {
                        return false;
                    }
                    &call.receiver
                }
                Expr::Path(path) => {
                    return path.path.get_ident().is_some_and(|name| {
                        self.known_variable(&text(name))
                            .is_some_and(|place| self.references.contains(&place))
                    });
                }
                _ => return false,
            };
        }
        false
    }

    /// Whether an expression is text rather than a path.
    fn is_string(&self, expression: &Expr) -> bool {
        let mut at = expression;
        for _ in 0..MAX_LINKS {
            at = match at {
                Expr::Paren(inner) => &inner.expr,
                Expr::Try(inner) => &inner.expr,
                Expr::Reference(inner) => &inner.expr,
                Expr::Macro(invocation) => {
                    return invocation
                        .mac
                        .path
                        .segments
                        .last()
                        .is_some_and(|last| last.ident == "format" || last.ident == "concat");
                }
                Expr::Call(call) => {
                    let Expr::Path(path) = &*call.func else { return false };
                    let mut segments = path.path.segments.iter().rev().skip(1);
                    return segments.next().is_some_and(|of| is_text_name(&text(&of.ident)));
                }
                Expr::MethodCall(call) => {
                    let name = call.method.to_string();
                    match name.as_str() {
                        "to_string" | "into_string" | "into_os_string" | "to_os_string"
                        | "to_lowercase" | "to_uppercase" | "repeat" => return true,
                        "clone" | "to_owned" | "into_owned" => &call.receiver,
                        _ if PASSING.contains(&name.as_str()) => &call.receiver,
                        _ => return false,
                    }
                }
                Expr::Path(path) => {
                    return path.path.get_ident().is_some_and(|name| {
                        self.known_variable(&text(name))
                            .is_some_and(|place| self.strings.contains(&place))
                    });
                }
                Expr::Lit(literal) => return matches!(literal.lit, Lit::Str(_)),
                _ => return false,
            };
        }
        false
    }

    /// Learns what a variable is from what it is made of.
    pub(super) fn learn_from_value(&mut self, variable: PlaceId, value: &Expr) {
        if self.is_lent(value) {
            self.references.insert(variable);
        }
        if self.is_string(value) {
            self.strings.insert(variable);
        }
    }

    /// Learns what a variable is from its type.
    pub(super) fn learn_from_type(&mut self, variable: PlaceId, of: &Type) {
        if is_reference(of) {
            self.references.insert(variable);
        }
        if is_text_type(of) {
            self.strings.insert(variable);
        }
    }

    /// Learns what the `collect` at the end of an expression makes: `collect::<T>()` written so, or
    /// where a `T` is wanted.
    pub(super) fn learn_collected(&mut self, expression: &Expr, of: &Type) {
        let Some(path) = plain_type(of) else { return };
        let mut at = expression;
        for _ in 0..MAX_LINKS {
            at = match at {
                Expr::Paren(inner) => &inner.expr,
                Expr::MethodCall(call) if call.method == "collect" && call.turbofish.is_none() => {
                    let start = self.spans.of(call.method.span()).start;
                    self.collected = Some((start, path.clone()));
                    return;
                }
                _ => return,
            };
        }
    }

    /// The type that a call of `collect` makes, if it is one without arguments.
    pub(super) fn collected_type<'a>(
        &'a self,
        call: &'a syn::ExprMethodCall,
    ) -> Option<&'a syn::Path> {
        if call.method != "collect" {
            return None;
        }
        if let Some(turbofish) = &call.turbofish {
            return turbofish.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(of) => plain_type(of),
                _ => None,
            });
        }
        let start = self.spans.of(call.method.span()).start;
        self.collected.as_ref().filter(|(at, _)| *at == start).map(|(_, of)| of)
    }

    /// What a loop over references binds are references.
    pub(super) fn learn_from_items(&mut self, items: &Expr) {
        if self.is_lent(items)
            && let Some(innermost) = self.variables.last()
        {
            self.references.extend(innermost.values().copied());
        }
    }

    /// Whether `receiver.push(argument)` puts a character or string behind another.
    pub(super) fn pushes_text(&self, receiver: Option<PlaceId>, argument: Option<&Expr>) -> bool {
        let character = matches!(
            argument,
            Some(Expr::Lit(literal)) if matches!(literal.lit, Lit::Char(_))
        );
        character || receiver.is_some_and(|place| self.strings.contains(&place))
    }
}

/// The type written beside a pattern.
pub(super) fn written_type(pattern: &Pat) -> Option<&Type> {
    match pattern {
        Pat::Type(typed) => Some(&typed.ty),
        _ => None,
    }
}

/// A type that is a path without arguments.
fn plain_type(of: &Type) -> Option<&syn::Path> {
    match of {
        Type::Path(path)
            if path.qself.is_none()
                && path.path.segments.iter().all(|segment| segment.arguments.is_none()) =>
        {
            Some(&path.path)
        }
        _ => None,
    }
}

fn is_text_name(name: &str) -> bool {
    matches!(name, "String" | "OsString")
}

fn is_reference(of: &Type) -> bool {
    match of {
        Type::Reference(_) => true,
        Type::Paren(inner) => is_reference(&inner.elem),
        // `Option<&Path>`.
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            matches!(&last.arguments, PathArguments::AngleBracketed(arguments)
            if arguments.args.iter().any(|argument| {
                matches!(argument, GenericArgument::Type(Type::Reference(_)))
            }))
        }),
        _ => false,
    }
}

fn is_text_type(of: &Type) -> bool {
    match of {
        Type::Reference(reference) => is_text_type(&reference.elem),
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| is_text_name(&text(&last.ident)))
        }
        _ => false,
    }
}
