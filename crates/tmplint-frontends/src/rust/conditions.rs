//! `#[cfg(…)]`, as far as it can be told on the systems that are judged: any Unix.

use syn::{Attribute, Expr, Meta, Stmt, Token, punctuated::Punctuated};

/// Conditions inside one another that are looked into.
const MAX_DEPTH: usize = 16;

/// Whether something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    /// In some builds.
    Maybe,
}

impl Holds {
    fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
        }
    }
}

/// Whether what has these attributes is there.
pub(super) fn holds(attributes: &[Attribute]) -> Holds {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let parsed = conditions.map(|condition| {
        condition.parse_args::<Meta>().map_or(Holds::Maybe, |condition| evaluate(&condition, 0))
    });
    all(parsed)
}

/// Whether a statement is there.
pub(super) fn statement_holds(statement: &Stmt) -> Holds {
    match statement {
        Stmt::Local(local) => holds(&local.attrs),
        Stmt::Expr(expression, _) => holds(attributes_of(expression)),
        Stmt::Macro(invocation) => holds(&invocation.attrs),
        Stmt::Item(_) => Holds::Yes,
    }
}

fn evaluate(condition: &Meta, depth: usize) -> Holds {
    if depth > MAX_DEPTH {
        return Holds::Maybe;
    }
    match condition {
        Meta::Path(word) if word.is_ident("unix") => Holds::Yes,
        Meta::Path(word) if word.is_ident("windows") => Holds::No,
        Meta::Path(_) => Holds::Maybe,
        Meta::NameValue(entry) => {
            let value = match &entry.value {
                Expr::Lit(literal) => match &literal.lit {
                    syn::Lit::Str(text) => text.value(),
                    _ => String::new(),
                },
                _ => String::new(),
            };
            let is_system =
                entry.path.is_ident("target_os") || entry.path.is_ident("target_family");
            match value.as_str() {
                "windows" if is_system => Holds::No,
                "unix" if is_system => Holds::Yes,
                _ => Holds::Maybe,
            }
        }
        Meta::List(list) => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            let Ok(parts) = parts else { return Holds::Maybe };
            let mut parts = parts.iter().map(|part| evaluate(part, depth + 1));
            if list.path.is_ident("not") {
                parts.next().map_or(Holds::Maybe, Holds::negated)
            } else if list.path.is_ident("any") {
                all(parts.map(Holds::negated)).negated()
            } else {
                all(parts)
            }
        }
    }
}

fn all(parts: impl Iterator<Item = Holds>) -> Holds {
    parts.fold(Holds::Yes, |all, part| match (all, part) {
        (Holds::No, _) | (_, Holds::No) => Holds::No,
        (Holds::Yes, Holds::Yes) => Holds::Yes,
        _ => Holds::Maybe,
    })
}

/// The attributes of an expression that may stand as a statement.
fn attributes_of(expression: &Expr) -> &[Attribute] {
    match expression {
        Expr::Assign(inner) => &inner.attrs,
        Expr::Block(inner) => &inner.attrs,
        Expr::Call(inner) => &inner.attrs,
        Expr::ForLoop(inner) => &inner.attrs,
        Expr::If(inner) => &inner.attrs,
        Expr::Loop(inner) => &inner.attrs,
        Expr::Macro(inner) => &inner.attrs,
        Expr::Match(inner) => &inner.attrs,
        Expr::MethodCall(inner) => &inner.attrs,
        Expr::Return(inner) => &inner.attrs,
        Expr::Try(inner) => &inner.attrs,
        Expr::Unsafe(inner) => &inner.attrs,
        Expr::While(inner) => &inner.attrs,
        _ => &[],
    }
}
