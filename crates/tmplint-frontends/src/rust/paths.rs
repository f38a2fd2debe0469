//! Paths in expressions and patterns.

use syn::ExprPath;
use tmplint_ir::{QualName, Span, Value};

use super::collect::{import_path, named_type, text};
use super::lowerer::{Lowered, Lowerer, Want};
use super::resolve::{Meaning, Namespace};

impl Lowerer {
    pub(super) fn path(&mut self, path: &ExprPath, want: Want, here: Span) -> Lowered {
        if let (None, Some(name)) = (&path.qself, path.path.get_ident())
            && let Some(place) = self.variable(&text(name))
        {
            if matches!(want, Want::Value | Want::Into(_)) {
                self.moved.insert(place);
            }
            return Lowered::place(place, here);
        }
        let value = match self.path_meaning(path.qself.as_ref(), &path.path, Namespace::Value) {
            Meaning::Function(id) => Value::Function(id),
            Meaning::Constant(place) => Value::Place(place),
            Meaning::Outside(name) if variant(&name) == Some("None") => Value::Absent,
            Meaning::Outside(name)
            | Meaning::Inside(name)
            | Meaning::Member(name)
            | Meaning::Unresolved(name) => Value::Name(QualName(name)),
            Meaning::Type(id) => Value::Name(self.names.type_names(id).path.as_str().into()),
            Meaning::Module(_) => Value::Opaque,
        };
        Lowered::new(value, here)
    }

    /// The meaning of a path with or without a type in front.
    pub(super) fn path_meaning(
        &self,
        of: Option<&syn::QSelf>,
        path: &syn::Path,
        namespace: Namespace,
    ) -> Meaning {
        let path = import_path(path);
        let Some(of) = of else {
            return self.names.resolve(self.scope, &path, namespace, self.self_type);
        };
        let joined = path.segments.join("::");
        let owner = named_type(&of.ty);
        let rest = path.segments.get(of.position..).unwrap_or_default();
        if let Some(owner) = owner {
            let mut full = import_path(owner);
            full.segments.extend_from_slice(rest);
            let meaning = self.names.resolve(self.scope, &full, namespace, self.self_type);
            // `<Type as Trait>::f` is the trait's, unless the file gives it to the type.
            if of.position == 0 || matches!(meaning, Meaning::Function(_) | Meaning::Constant(_)) {
                return meaning;
            }
        }
        if of.position == 0 {
            return Meaning::Unresolved(joined);
        }
        self.names.resolve(self.scope, &path, namespace, self.self_type)
    }
}

/// `Ok`, `Err`, `Some` or `None`, however it is written.
pub(super) fn variant(name: &str) -> Option<&'static str> {
    let (of, last) = name.rsplit_once("::").unwrap_or(("", name));
    let of = of.rsplit("::").next().unwrap_or(of);
    match (of, last) {
        ("" | "Result" | "result", "Ok") => Some("Ok"),
        ("" | "Result" | "result", "Err") => Some("Err"),
        ("" | "Option" | "option", "Some") => Some("Some"),
        ("" | "Option" | "option", "None") => Some("None"),
        _ => None,
    }
}
