//! Structures of the file: what their fields hold where it is not seen how they came about.
//!
//! A field of a type of the file is a member of that type wherever a value of it is made. Who is
//! given such a value from outside of the file reads what the file puts into its members.

use std::collections::HashMap;

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{
    Expr, ExprCall, ExprLit, ExprPath, Field, GenericArgument, ItemStruct, Lit, Path,
    PathArguments, Token, Type,
};
use tmplint_ir::{PlaceId, Value};

use super::collect::{import_path, text};
use super::lowerer::{Lowered, Lowerer, Want};
use super::names::TypeId;
use super::places::member_name;
use super::resolve::{Meaning, Namespace};

/// Fields of one type that are followed.
pub(super) const MAX_MEMBERS: usize = 32;

/// Types around a type that are looked through: `Arc<Mutex<Config>>`.
const MAX_WRAPPERS: usize = 4;

impl Lowerer {
    /// What attributes say that the fields of a structure hold if nothing else is given.
    pub(super) fn field_defaults(&mut self, item: &ItemStruct) {
        let path = Path::from(item.ident.clone());
        let Some(of) = self.type_at(&path) else { return };
        for (field, member) in item.fields.iter().zip(item.fields.members()).take(MAX_MEMBERS) {
            let Some(default) = field_default(field) else { continue };
            let default = self.called_if_function(default);
            let span = self.spans.of(item.ident.span());
            let Some(place) = self.member_place(of, &member_name(&member), span) else { continue };
            self.in_globals(span, |this| {
                this.expression(&default, Want::Into(place));
            });
        }
    }

    /// `#[serde(default = "default_path")]`: a text that names a function of the file stands for
    /// what that gives.
    fn called_if_function(&self, default: Expr) -> Expr {
        let Expr::Lit(ExprLit { lit: Lit::Str(literal), .. }) = &default else { return default };
        let Ok(path) = literal.parse::<Path>() else { return default };
        let meaning =
            self.names.resolve(self.scope, &import_path(&path), Namespace::Value, self.self_type);
        if !matches!(meaning, Meaning::Function(_)) {
            return default;
        }
        Expr::Call(ExprCall {
            attrs: Vec::new(),
            func: Box::new(Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })),
            paren_token: syn::token::Paren(literal.span()),
            args: Punctuated::new(),
        })
    }

    /// The type of the file that a path names.
    pub(super) fn type_at(&self, path: &Path) -> Option<TypeId> {
        match self.names.resolve(self.scope, &import_path(path), Namespace::Type, self.self_type) {
            Meaning::Type(of) => Some(of),
            _ => None,
        }
    }

    /// The type of the file that a path to one of its functions or variants begins with.
    pub(super) fn owner_of(&self, path: &ExprPath) -> Option<TypeId> {
        if let Some(of) = &path.qself {
            return self.local_type(&of.ty);
        }
        self.owner_of_path(&path.path)
    }

    fn owner_of_path(&self, path: &Path) -> Option<TypeId> {
        let mut owner = import_path(path);
        owner.segments.pop()?;
        if owner.segments.is_empty() {
            return None;
        }
        match self.names.resolve(self.scope, &owner, Namespace::Type, self.self_type) {
            Meaning::Type(of) => Some(of),
            _ => None,
        }
    }

    /// The type of the file whose variant a path names, and how that one's fields begin.
    pub(super) fn variant_at(&self, path: &Path) -> Option<(TypeId, String)> {
        let of = self.owner_of_path(path)?;
        let name = text(&path.segments.last()?.ident);
        let prefix = format!("{name}.");
        self.names.type_names(of).variants.contains(&name).then_some((of, prefix))
    }

    /// The type of the file that a type is, or has around it: `&Arc<Config>` is `Config`, as is
    /// `Result<Config, Error>`.
    pub(super) fn local_type(&self, of: &Type) -> Option<TypeId> {
        self.local_type_in(of, self.self_type)
    }

    fn local_type_in(&self, of: &Type, own: Option<TypeId>) -> Option<TypeId> {
        let mut of = of;
        for _ in 0..MAX_WRAPPERS {
            of = match of {
                Type::Reference(reference) => &reference.elem,
                Type::Paren(inner) => &inner.elem,
                Type::Group(inner) => &inner.elem,
                Type::TraitObject(object) => return self.bounding_trait(&object.bounds),
                Type::ImplTrait(implements) => return self.bounding_trait(&implements.bounds),
                Type::Path(path) => {
                    if path.path.is_ident("Self") {
                        return own;
                    }
                    if path.qself.is_none()
                        && let Some(of) = self.type_at(&path.path)
                    {
                        return Some(of);
                    }
                    let is_result =
                        path.path.segments.last().is_some_and(|last| last.ident == "Result");
                    let PathArguments::AngleBracketed(arguments) =
                        &path.path.segments.last()?.arguments
                    else {
                        return None;
                    };
                    let mut types = arguments.args.iter().filter_map(|argument| match argument {
                        GenericArgument::Type(of) => Some(of),
                        _ => None,
                    });
                    match (types.next(), types.next()) {
                        (Some(only), None) => only,
                        (Some(value), _) if is_result => value,
                        _ => return None,
                    }
                }
                _ => return None,
            };
        }
        None
    }

    /// The first of these bounds that is a trait of the file.
    fn bounding_trait(
        &self,
        bounds: &Punctuated<syn::TypeParamBound, Token![+]>,
    ) -> Option<TypeId> {
        bounds.iter().find_map(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => self.type_at(&bound.path),
            _ => None,
        })
    }

    /// A value of a type as far as its members tell.
    pub(super) fn members_of(&mut self, of: TypeId, span: tmplint_ir::Span) -> Option<Value> {
        let fields = self.names.type_names(of).fields.clone();
        let mut entries = Vec::new();
        for name in fields {
            let place = self.member_place(of, &name, span)?;
            entries.push((name, Value::Place(place)));
        }
        (!entries.is_empty()).then_some(Value::Map(entries))
    }

    /// A variable of a type whose attributes say what its fields hold if nothing else is given:
    /// whatever makes its value may give these.
    pub(super) fn deserialized(
        &mut self,
        variable: PlaceId,
        of: &Type,
        span: tmplint_ir::Span,
    ) -> Option<Value> {
        let of = self.local_type(of)?;
        self.structures.insert(variable, of);
        if self.names.type_names(of).has_defaults { self.members_of(of, span) } else { None }
    }

    /// Learns which type of the file a variable holds from what it is made of.
    pub(super) fn learn_structure(&mut self, variable: PlaceId, value: &Expr) {
        let mut at = value;
        for _ in 0..MAX_WRAPPERS {
            at = match at {
                Expr::Try(inner) => &inner.expr,
                Expr::Paren(inner) => &inner.expr,
                Expr::Await(inner) => &inner.base,
                Expr::Struct(construction) => {
                    if let Some(of) = self.type_at(&construction.path) {
                        self.structures.insert(variable, of);
                    }
                    return;
                }
                Expr::Call(call) => {
                    if let Expr::Path(path) = &*call.func
                        && let Some(of) = self.made_by(path)
                    {
                        self.structures.insert(variable, of);
                    }
                    return;
                }
                Expr::MethodCall(call) if passes_on(&call.method.to_string()) => &call.receiver,
                _ => return,
            };
        }
    }

    /// The type of the file of what a function gives.
    fn made_by(&self, path: &ExprPath) -> Option<TypeId> {
        let owner = self.owner_of(path);
        match self.path_meaning(path.qself.as_ref(), &path.path, Namespace::Value) {
            Meaning::Function(id) => self.local_type_in(self.names.output(id)?, owner),
            // A macro derives it.
            _ => owner,
        }
    }

    /// What was put into a field of a variable is in the member of its type as well.
    pub(super) fn store_field_as_member(&mut self, left: &Expr, assigned: PlaceId) {
        let Expr::Field(field) = left else { return };
        let Expr::Path(base) = &*field.base else { return };
        let known = base.path.get_ident().and_then(|name| self.known_variable(&text(name)));
        let Some(of) = known.and_then(|place| self.structures.get(&place).copied()) else { return };
        let span = self.here(left);
        let value = Lowered::place(assigned, span);
        self.store_in_member(Some(of), &member_name(&field.member), &value);
    }

    /// `..rest` of a construction gives the fields that are not named.
    pub(super) fn rest_of(
        &mut self,
        of: Option<TypeId>,
        rest: &Expr,
        entries: &mut Vec<(String, Value)>,
    ) {
        let rest = self.expression_of_type(rest, of);
        let rest = self.spill(rest);
        let fields = of.map(|of| self.names.type_names(of).fields.clone()).unwrap_or_default();
        for name in fields {
            if !entries.iter().any(|(known, _)| *known == name) {
                entries.push((name.clone(), Value::Field(Box::new(rest.value.clone()), name)));
            }
        }
    }

    /// An expression whose type is known: `Default::default()` is that type's own.
    fn expression_of_type(&mut self, expression: &Expr, of: Option<TypeId>) -> Lowered {
        if let (Expr::Call(call), Some(of)) = (expression, of)
            && let Expr::Path(path) = &*call.func
            && call.args.is_empty()
            && import_path(&path.path).segments.as_slice() == ["Default", "default"]
            && let Some(id) = self.names.associated_function(of, "default")
        {
            let span = self.here(expression);
            let callee = tmplint_ir::Callee::Local(id);
            return self.make(callee, None, Vec::new(), (span, span), Want::Value);
        }
        self.expression(expression, Want::Borrow)
    }
}

/// Methods that give what they are called on, or fail.
fn passes_on(name: &str) -> bool {
    matches!(name, "unwrap" | "expect" | "context" | "with_context" | "map_err" | "clone")
}

/// The types of the file that variables hold.
pub(super) type Structures = HashMap<PlaceId, TypeId>;

/// What an attribute says that a field holds if nothing else is given: `default_value = "x"`.
pub(super) fn field_default(field: &Field) -> Option<Expr> {
    let entries = Punctuated::<Expr, Token![,]>::parse_terminated;
    field.attrs.iter().filter_map(|attribute| attribute.meta.require_list().ok()).find_map(|list| {
        entries.parse2(list.tokens.clone()).ok()?.into_iter().find_map(|entry| match entry {
            Expr::Assign(assign) => match *assign.left {
                Expr::Path(key)
                    if key
                        .path
                        .get_ident()
                        .is_some_and(|key| key.to_string().starts_with("default")) =>
                {
                    Some(*assign.right)
                }
                _ => None,
            },
            _ => None,
        })
    })
}
