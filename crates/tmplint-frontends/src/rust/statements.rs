//! Blocks and their statements.

use std::collections::HashMap;

use syn::{Block, Expr, Item, Local, Pat, Stmt};
use tmplint_ir::{Scope as PlaceScope, Span, Test, Value};

use super::collect::text;
use super::conditions::{Holds, statement_holds};
use super::hints::written_type;
use super::lowerer::{Lowered, Lowerer, Want};
use super::macro_items;
use super::patterns::Holder;
use super::places::is_place;

impl Lowerer {
    /// Lowers a block that is not a function's own: what it binds ends with it.
    pub(super) fn block(&mut self, block: &Block, want: Want) -> Lowered {
        let span = self.spans.of(block.brace_token.span.join());
        let end = self.spans.of(block.brace_token.span.close());
        self.variables.push(HashMap::new());
        self.push_block_frame();
        let result = self
            .deeper(
                |_| span,
                |this| {
                    let result = this.block_statements(&block.stmts, want, end);
                    this.keep_past_ends(result)
                },
            )
            .unwrap_or_else(|| Lowered::opaque(span));
        self.pop_frame(end);
        self.variables.pop();
        let is_call = false;
        self.deliver(Lowered { span, is_call, ..result }, want)
    }

    /// Lowers statements in the scope that is open, and gives the value of the last, which stands
    /// before `end`.
    pub(super) fn block_statements(
        &mut self,
        statements: &[Stmt],
        want: Want,
        end: Span,
    ) -> Lowered {
        let outer = self.scope;
        self.block_items(statements);
        let mut result = Lowered::opaque(end);
        let last = statements.iter().rposition(|statement| statement_holds(statement) != Holds::No);
        for (index, statement) in statements.iter().enumerate() {
            let is_last = Some(index) == last;
            let wanted = if is_last { want } else { Want::Nothing };
            match (statement, statement_holds(statement)) {
                (_, Holds::No) => {}
                (Stmt::Expr(..) | Stmt::Macro(_), Holds::Maybe) if !is_last => {
                    self.perhaps(end, |this| {
                        this.statement(statement, wanted);
                    });
                }
                _ => {
                    if let Some(value) = self.statement(statement, wanted) {
                        result = value;
                    }
                }
            }
        }
        self.scope = outer;
        result
    }

    /// Lowers what some builds leave out.
    pub(super) fn perhaps(&mut self, span: Span, inner: impl FnOnce(&mut Self)) {
        let (then, otherwise) = (self.new_block(), self.new_block());
        self.branch(Test::Opaque, span, then, otherwise);
        self.switch_to(then);
        inner(self);
        let mut ends: Vec<_> = self.live_end().into_iter().collect();
        self.switch_to(otherwise);
        ends.extend(self.live_end());
        self.join(ends);
    }

    /// The items of a block are in sight in all of it.
    fn block_items(&mut self, statements: &[Stmt]) {
        let mut items: Vec<&Item> = Vec::new();
        let mut from_macros = Vec::new();
        for statement in statements {
            match statement {
                Stmt::Item(item) => items.push(item),
                Stmt::Macro(invocation) => {
                    from_macros.extend(macro_items::statics_of(&invocation.mac));
                }
                _ => {}
            }
        }
        if items.is_empty() && from_macros.is_empty() {
            return;
        }
        let scope = self.names.add_block(self.scope);
        let all: Vec<&Item> = items.into_iter().chain(&from_macros).collect();
        let inherited = self.inherited.clone();
        self.scoped_items(&all, scope, &inherited);
        self.scope = scope;
    }

    /// Lowers a statement; one without `;` at the end of its block has the block's value.
    fn statement(&mut self, statement: &Stmt, want: Want) -> Option<Lowered> {
        match statement {
            Stmt::Local(local) => {
                self.local(local);
                None
            }
            Stmt::Item(_) => None,
            Stmt::Expr(expression, semicolon) => {
                let want = if semicolon.is_some() { Want::Nothing } else { want };
                self.push_statement_frame();
                let result = self.expression(expression, want);
                let result = self.keep_past_ends(result);
                let span = semicolon.map_or(result.span, |token| self.spans.of(token.span));
                self.pop_frame(span);
                semicolon.is_none().then_some(result)
            }
            Stmt::Macro(invocation) => {
                if macro_items::is_statics(&invocation.mac) {
                    return None;
                }
                let has_value = invocation.semi_token.is_none();
                self.push_statement_frame();
                let want = if has_value { want } else { Want::Nothing };
                let result = self.macro_expression(&invocation.mac, want);
                let result = self.deliver(result, want);
                let result = self.keep_past_ends(result);
                self.pop_frame(result.span);
                has_value.then_some(result)
            }
        }
    }

    fn local(&mut self, local: &Local) {
        let end = self.spans.of(local.semi_token.span);
        let Some(init) = &local.init else {
            self.declare_names(&local.pat);
            return;
        };
        let pattern = without_type(&local.pat);
        if let (Pat::Ident(name), None) = (pattern, &init.diverge)
            && name.subpat.is_none()
        {
            let name_span = self.spans.of(name.ident.span());
            let name = text(&name.ident);
            // Not in sight yet: `let x = f(x)` reads the former one.
            let place = self.unit.place(&name, PlaceScope::Local, name_span);
            self.push_statement_frame();
            self.learn_from_value(place, &init.expr);
            self.learn_structure(place, &init.expr);
            let mut members = None;
            if let Some(of) = written_type(&local.pat) {
                self.learn_from_type(place, of);
                self.learn_collected(&init.expr, of);
                members = self.deserialized(place, of, name_span);
            }
            self.expression(&init.expr, Want::Into(place));
            if let Some(members) = members.filter(|_| !self.is_dead()) {
                let either = Value::Choice(vec![Value::Place(place), members]);
                self.assign(place, either, name_span);
            }
            self.pop_frame(end);
            if let Some(innermost) = self.variables.last_mut() {
                innermost.insert(name, place);
            }
            // A second name for something may be a reference to it, whose end means nothing.
            if !is_place(&init.expr) {
                self.ends_with_block(place);
            }
            return;
        }
        if matches!(pattern, Pat::Wild(_)) && init.diverge.is_none() {
            self.drop_at_once(&init.expr);
            return;
        }
        self.push_statement_frame();
        let holder = Holder::of(&init.expr);
        let value = self.scrutinee(&init.expr);
        match &init.diverge {
            None => self.test(pattern, &value, None, holder),
            Some((_, diverge)) => {
                let fail = self.new_block();
                self.test(pattern, &value, Some(fail), holder);
                let matched = self.function.body.current();
                self.switch_to(fail);
                self.expression(diverge, Want::Nothing);
                // The block must leave; should it seem not to, nothing is known of what follows.
                if !self.is_dead() {
                    self.diverge();
                }
                self.switch_to(matched);
            }
        }
        self.pop_frame(end);
    }

    /// `let _ = e` and `drop(e)`: a value without a name ends where it was made.
    pub(super) fn drop_at_once(&mut self, expression: &Expr) {
        self.push_statement_frame();
        let value = self.expression(expression, Want::Drop);
        if let Value::Place(place) = value.value
            && !is_place(expression)
            && self.unit.place_mut(place).scope == PlaceScope::Temporary
            && !self.is_dead()
        {
            self.end_scope(place, value.span);
        }
        self.pop_frame(value.span);
    }
}

fn without_type(pattern: &Pat) -> &Pat {
    match pattern {
        Pat::Type(typed) => &typed.pat,
        other => other,
    }
}
