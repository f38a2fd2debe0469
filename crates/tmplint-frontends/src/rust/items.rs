//! Items: functions, methods and the initialisers of constants.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{
    AttrStyle, Attribute, Block, Expr, ExprCall, ExprClosure, FnArg, ImplItem, Item, ItemImpl,
    ItemTrait, Pat, ReturnType, Signature, Stmt, TraitItem, Type,
};
use tmplint_ir::{
    Arg, Call, Callee, FunctionId, FunctionKind, Param, PlaceId, QualName, Scope as PlaceScope,
    Span,
};

use super::collect::{Collector, import_path, named_type, text};
use super::hints::written_type;
use super::lowerer::{FunctionState, Lowerer, Want};
use super::names::{Names, ScopeId};
use super::resolve::{Meaning, Namespace};

impl Lowerer {
    /// Learns the names of a file's items, then lowers each.
    pub(super) fn file(&mut self, items: &[Item], inherited: &[QualName]) {
        let items: Vec<_> = items.iter().collect();
        self.scoped_items(&items, Names::ROOT, inherited);
    }

    /// Learns the names of the items of a scope, then lowers each.
    pub(super) fn scoped_items(&mut self, items: &[&Item], scope: ScopeId, inherited: &[QualName]) {
        Collector { names: &mut self.names, unit: &mut self.unit, spans: self.spans }
            .collect(items, scope);
        let outer = std::mem::replace(&mut self.scope, scope);
        for item in items {
            self.item(item, inherited);
        }
        self.scope = outer;
    }

    fn module(&mut self, items: &[Item], scope: ScopeId, inherited: &[QualName]) {
        let outer = std::mem::replace(&mut self.scope, scope);
        for item in items {
            self.item(item, inherited);
        }
        self.scope = outer;
    }

    /// Lowers one item whose names are known.
    fn item(&mut self, item: &Item, inherited: &[QualName]) {
        match item {
            Item::Fn(item) => {
                let attributes = self.attributes(&item.attrs, inherited);
                let start = start(&item.attrs, &item.sig);
                self.lower_function(&item.sig, &item.block, start, attributes);
            }
            Item::Const(item) => self.constant(&item.ident, &item.expr),
            Item::Static(item) => self.constant(&item.ident, &item.expr),
            Item::Struct(item) => self.field_defaults(item),
            Item::Impl(item) => self.implementation(item, inherited),
            Item::Trait(item) => self.defaults(item, inherited),
            Item::Mod(item) => {
                if let Some((_, items)) = &item.content
                    && let Some(scope) = self.names.module_at(self.spans.of(item.ident.span()))
                {
                    let inherited = inherit(&item.attrs, inherited);
                    let span = self.spans.of(item.ident.span());
                    self.deeper(|_| span, |this| this.module(items, scope, &inherited));
                }
            }
            _ => {}
        }
    }

    fn implementation(&mut self, item: &ItemImpl, inherited: &[QualName]) {
        let inherited = inherit(&item.attrs, inherited);
        let of = named_type(&item.self_ty).and_then(|path| {
            match self.names.resolve(self.scope, &import_path(path), Namespace::Type, None) {
                Meaning::Type(id) => Some(id),
                Meaning::Inside(name) | Meaning::Outside(name) | Meaning::Unresolved(name) => {
                    self.names.known_foreign_type(&name)
                }
                _ => None,
            }
        });
        let outer = std::mem::replace(&mut self.self_type, of);
        for member in &item.items {
            match member {
                ImplItem::Fn(method) => {
                    let attributes = self.attributes(&method.attrs, &inherited);
                    let start = start(&method.attrs, &method.sig);
                    self.lower_function(&method.sig, &method.block, start, attributes);
                }
                ImplItem::Const(constant) => self.constant(&constant.ident, &constant.expr),
                _ => {}
            }
        }
        self.self_type = outer;
    }

    fn defaults(&mut self, item: &ItemTrait, inherited: &[QualName]) {
        let inherited = inherit(&item.attrs, inherited);
        let path = syn::Path::from(item.ident.clone());
        let of = match self.names.resolve(self.scope, &import_path(&path), Namespace::Type, None) {
            Meaning::Type(id) => Some(id),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.self_type, of);
        for member in &item.items {
            match member {
                TraitItem::Fn(method) => {
                    if let Some(block) = &method.default {
                        let attributes = self.attributes(&method.attrs, &inherited);
                        let start = start(&method.attrs, &method.sig);
                        self.lower_function(&method.sig, block, start, attributes);
                    }
                }
                TraitItem::Const(constant) => {
                    if let Some((_, value)) = &constant.default {
                        self.constant(&constant.ident, value);
                    }
                }
                _ => {}
            }
        }
        self.self_type = outer;
    }

    fn lower_function(
        &mut self,
        signature: &Signature,
        block: &Block,
        start: proc_macro2::Span,
        attributes: Vec<QualName>,
    ) {
        let name_span = self.spans.of(signature.ident.span());
        let Some(id) = self.names.function_at(name_span) else { return };
        let span = self.spans.between(start, block.brace_token.span.close());
        let variables = std::mem::replace(&mut self.variables, vec![HashMap::new()]);
        let moved = std::mem::take(&mut self.moved);
        let state = std::mem::replace(&mut self.function, FunctionState::new(span));
        let self_place = self.self_place.take();
        let outer_inherited = std::mem::replace(&mut self.inherited, inherited_by(&attributes));

        self.push_function_frame();
        let mut params = Vec::new();
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    let span = self.spans.of(receiver.self_token.span);
                    self.self_place = Some(self.declare_variable("self", span));
                }
                FnArg::Typed(input) => {
                    let by_reference = is_mutable_reference(&input.ty);
                    let mut param = self.parameter(&input.pat, by_reference);
                    self.learn_from_type(param.place, &input.ty);
                    if let Some(of) = self.local_type(&input.ty) {
                        self.structures.insert(param.place, of);
                        param.default = self.members_of(of, name_span);
                    }
                    params.push(param);
                }
            }
        }
        if attributes.iter().any(|name| name.last() == "rstest") {
            self.fixtures(&params, name_span);
        }
        let has_value = !matches!(signature.output, ReturnType::Default);
        if let (ReturnType::Type(_, of), Some(Stmt::Expr(last, None))) =
            (&signature.output, block.stmts.last())
        {
            self.learn_collected(last, of);
        }
        self.function_body(block, has_value);

        let state = std::mem::replace(&mut self.function, state);
        self.inherited = outer_inherited;
        self.self_place = self_place;
        self.moved = moved;
        self.variables = variables;
        self.unit.define(id, state.body);
        let function = self.unit.function_mut(id);
        function.params = params;
        function.attributes = attributes;
        function.span = span;
        function.name_span = name_span;
    }

    /// What a test of `rstest` is given is what the function gives that is called the same.
    fn fixtures(&mut self, params: &[Param], span: Span) {
        for param in params {
            let name = param.name.trim_start_matches('_').to_owned();
            let path = super::names::ImportPath { segments: vec![name], absolute: false };
            let meaning = self.names.resolve(self.scope, &path, Namespace::Value, None);
            if let Meaning::Function(id) = meaning {
                let want = Want::Into(param.place);
                self.make(Callee::Local(id), None, Vec::new(), (span, span), want);
            }
        }
    }

    fn function_body(&mut self, block: &Block, has_value: bool) {
        let want = if has_value { Want::Value } else { Want::Nothing };
        let end = self.spans.of(block.brace_token.span.close());
        let result = self.block_statements(&block.stmts, want, end);
        self.pop_frame(end);
        if !self.is_dead() {
            let (value, span) =
                if has_value { (Some(result.value), result.span) } else { (None, end) };
            self.ret(value, span);
        }
    }

    fn parameter(&mut self, pattern: &Pat, by_reference: bool) -> Param {
        if let Pat::Ident(name) = pattern
            && name.subpat.is_none()
        {
            let span = self.spans.of(name.ident.span());
            let name = text(&name.ident);
            let place = self.declare_variable(&name, span);
            return Param { place, name, by_reference, default: None };
        }
        let span = self.spans.of(pattern.span());
        let place = self.unit.place("_", PlaceScope::Local, span);
        self.bind(pattern, &tmplint_ir::Value::Place(place));
        Param { place, name: String::new(), by_reference, default: None }
    }

    /// Lowers a closure to a function that shares the places in sight.
    pub(super) fn closure(&mut self, closure: &ExprClosure) -> (FunctionId, Span) {
        let first = closure.capture.map_or(closure.inputs_begin.span, |word| word.span);
        let start = self.spans.of(first);
        let moves = closure.capture.is_some();
        let mut span = start;
        let id = self.closure_function(start, moves, |this| {
            let mut params = Vec::new();
            for input in &closure.inputs {
                let (pattern, by_reference) = match input {
                    Pat::Type(typed) => (&*typed.pat, is_mutable_reference(&typed.ty)),
                    other => (other, false),
                };
                let param = this.parameter(pattern, by_reference);
                if let Some(of) = written_type(input) {
                    this.learn_from_type(param.place, of);
                }
                params.push(param);
            }
            let result = this.expression(&closure.body, Want::Value);
            span = start.cover(result.span);
            (params, result)
        });
        self.unit.function_mut(id).span = span;
        (id, span)
    }

    /// A closure whose parameters and value `inside` lowers.
    pub(super) fn closure_function(
        &mut self,
        span: Span,
        moves: bool,
        inside: impl FnOnce(&mut Self) -> (Vec<Param>, super::lowerer::Lowered),
    ) -> FunctionId {
        let id = self.unit.declare("", FunctionKind::Closure, span);
        let mut state = FunctionState::new(span);
        state.captured_below =
            if moves { self.variables.len() } else { self.function.captured_below };
        let outer = std::mem::replace(&mut self.function, state);
        self.variables.push(HashMap::new());
        self.push_function_frame();
        self.push_statement_frame();
        let (params, result) = inside(self);
        let result = self.keep_past_ends(result);
        self.pop_frame(span);
        self.pop_frame(span);
        self.ret(Some(result.value), result.span);
        self.variables.pop();
        let state = std::mem::replace(&mut self.function, outer);
        self.unit.define(id, state.body);
        self.unit.function_mut(id).params = params;
        id
    }

    /// Lowers the value of a constant in function 0.
    fn constant(&mut self, name: &syn::Ident, value: &Expr) {
        let Some(place) = self.names.constant_at(self.spans.of(name.span())) else { return };
        let span = self.spans.of(name.span());
        self.in_globals(span, |this| match lazy_value(value) {
            Some((call, closure)) => this.lazy_constant(place, call, closure),
            None => {
                this.expression(value, Want::Into(place));
            }
        });
    }

    /// Lowers what belongs to function 0.
    pub(super) fn in_globals(&mut self, span: Span, inner: impl FnOnce(&mut Self)) {
        let variables = std::mem::replace(&mut self.variables, vec![HashMap::new()]);
        // A constant inside a constant's value is initialised where that one is.
        let outermost = !std::mem::replace(&mut self.in_constant, true);
        if outermost {
            std::mem::swap(&mut self.function, &mut self.globals);
        }
        self.push_statement_frame();
        inner(self);
        self.pop_frame(span);
        if outermost {
            std::mem::swap(&mut self.function, &mut self.globals);
            self.in_constant = false;
        }
        self.variables = variables;
    }

    /// `LazyLock::new(|| value)`: the value is what the closure gives.
    fn lazy_constant(&mut self, place: PlaceId, call: &ExprCall, closure: &ExprClosure) {
        let (id, closure_span) = self.closure(closure);
        let span = self.spans.of(call.func.span()).cover(closure_span);
        let call = Call {
            into: None,
            callee: Callee::Local(id),
            receiver: None,
            args: Vec::<Arg>::new(),
            checked: true,
            span,
            name_span: closure_span,
        };
        self.call(call, Want::Into(place));
    }

    /// The names of attributes, with what modules around pass on.
    fn attributes(&self, attributes: &[Attribute], inherited: &[QualName]) -> Vec<QualName> {
        let mut names = inherited.to_vec();
        for attribute in attributes {
            let path = attribute.path();
            if path.is_ident("doc") {
                continue;
            }
            if path.is_ident("cfg") {
                let name = condition(attribute);
                if !names.contains(&name) {
                    names.push(name);
                }
                continue;
            }
            let path = import_path(path);
            let name = match self.names.resolve(self.scope, &path, Namespace::Macro, None) {
                Meaning::Outside(name) | Meaning::Inside(name) | Meaning::Unresolved(name) => name,
                _ => path.segments.join("::"),
            };
            names.push(name.into());
        }
        names
    }
}

/// Conditions pass on to everything inside.
pub(super) fn inherit(attributes: &[Attribute], inherited: &[QualName]) -> Vec<QualName> {
    let mut names = inherited.to_vec();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
        let condition = condition(attribute);
        if !names.contains(&condition) {
            names.push(condition);
        }
    }
    names
}

/// What the items inside a function inherit from it: those of a test are for testing.
fn inherited_by(attributes: &[QualName]) -> Vec<QualName> {
    let is_test = |name: &QualName| name.0 == "cfg(test)" || name.last() == "test";
    if attributes.iter().any(is_test) { vec!["cfg(test)".into()] } else { Vec::new() }
}

/// A `cfg` attribute as one word; any that asks for a test build is `cfg(test)`.
fn condition(attribute: &Attribute) -> QualName {
    let Ok(list) = attribute.meta.require_list() else { return "cfg".into() };
    if asks_for_test(list.tokens.clone()) {
        return "cfg(test)".into();
    }
    let mut words: String = list.tokens.to_string();
    words.retain(|character| !character.is_whitespace());
    format!("cfg({words})").into()
}

/// `test`, or `all(…)` with `test` in it.
fn asks_for_test(tokens: TokenStream) -> bool {
    let mut before = String::new();
    for token in tokens {
        match &token {
            TokenTree::Ident(word) => before = word.to_string(),
            TokenTree::Group(group) if before == "all" => {
                if asks_for_test(group.stream()) {
                    return true;
                }
                before.clear();
            }
            TokenTree::Punct(_) if before == "test" => return true,
            _ => before.clear(),
        }
    }
    before == "test"
}

/// Where a function's definition begins.
fn start(attributes: &[Attribute], signature: &Signature) -> proc_macro2::Span {
    attributes
        .iter()
        .find(|attribute| matches!(attribute.style, AttrStyle::Outer))
        .map_or_else(|| signature.span(), |attribute| attribute.pound_token.span)
}

fn is_mutable_reference(of: &Type) -> bool {
    matches!(of, Type::Reference(reference) if reference.mutability.is_some())
}

/// The closure of an initialiser such as `LazyLock::new(|| value)`.
fn lazy_value(value: &Expr) -> Option<(&ExprCall, &ExprClosure)> {
    let Expr::Call(call) = value else { return None };
    match (call.args.len(), call.args.first()) {
        (1, Some(Expr::Closure(closure))) if closure.inputs.is_empty() => Some((call, closure)),
        _ => None,
    }
}
