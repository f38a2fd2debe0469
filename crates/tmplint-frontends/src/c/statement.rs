//! Statements: control flow becomes blocks.

use tmplint_ir::{Arg, BlockId, Callee, CompareOp, Span, Test, Value};

use super::body::{Body, Case};
use super::call::Target;
use super::literal;
use super::place::strip;
use super::syntax::Syntax;

impl Body<'_, '_> {
    /// Lowers statements in order.
    pub(crate) fn statements(&mut self, statements: &[Syntax<'_>]) {
        for &statement in statements {
            self.statement(statement);
        }
    }

    /// Leaves the function; by ways of its own for each of the values that a condition chooses
    /// from, so that what they tell of success and failure stays with what was done.
    fn return_statement(&mut self, node: Syntax<'_>) {
        let span = self.span(node);
        let Some(value) = node.child() else {
            self.leave_scopes(0);
            self.code.ret(None, span);
            return;
        };
        let condition = strip(value);
        let operator = condition.field("operator").map_or("", Syntax::text);
        let arms = match condition.kind() {
            "conditional_expression" => {
                let arm = |name| condition.field(name).map(|arm| (Some(arm), 0));
                match (condition.field("condition"), arm("consequence"), arm("alternative")) {
                    (Some(condition), Some(then), Some(otherwise)) => {
                        Some((condition, then, otherwise))
                    }
                    _ => None,
                }
            }
            "binary_expression"
                if matches!(operator, "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||") =>
            {
                Some((condition, (None, 1), (None, 0)))
            }
            "unary_expression" if operator == "!" => Some((condition, (None, 1), (None, 0))),
            _ => None,
        };
        let Some((condition, then, otherwise)) = arms else {
            let value = self.value(value);
            self.leave_scopes(0);
            self.code.ret(Some(value), span);
            return;
        };
        let blocks = [self.code.new_block(), self.code.new_block()];
        self.condition(condition, blocks[0], blocks[1]);
        for (block, (arm, number)) in blocks.into_iter().zip([then, otherwise]) {
            self.code.switch_to(block);
            let value = match arm {
                Some(arm) => self.value(arm),
                None => Value::Number(number),
            };
            self.leave_scopes(0);
            self.code.ret(Some(value), span);
        }
    }

    pub(crate) fn statement(&mut self, node: Syntax<'_>) {
        self.nested(node, |body| body.statement_of(node));
    }

    fn statement_of(&mut self, node: Syntax<'_>) {
        let is_target = matches!(
            node.kind(),
            "labeled_statement" | "case_statement" | "compound_statement" | "ERROR"
        );
        if self.code.is_closed() && !is_target {
            self.code.start_unreachable();
        }
        match node.kind() {
            "compound_statement" => self.in_scope(|body| body.statements(&node.children())),
            "expression_statement" => {
                if let Some(expression) = node.child() {
                    self.effect(expression);
                }
            }
            "declaration" => self.declaration(node),
            "init_declarator" => self.declarator(node, None),
            "if_statement" => self.if_statement(node),
            "while_statement" if self.is_loop_macro(node) => self.loop_macro(node),
            "while_statement" => self.while_statement(node),
            "do_statement" => self.do_statement(node),
            "for_statement" => self.for_statement(node),
            "switch_statement" => self.switch_statement(node),
            "case_statement" => self.case_statement(node),
            "labeled_statement" => self.labeled_statement(node),
            "return_statement" => self.return_statement(node),
            "goto_statement" => {
                if let Some(name) = node.field("label") {
                    let label = self.label(name.text());
                    self.code.goto(label);
                }
            }
            "break_statement" => {
                if let Some(&exit) = self.breaks.last() {
                    self.jump(exit);
                }
            }
            "continue_statement" => {
                if let Some(&exit) = self.continues.last() {
                    self.jump(exit);
                }
            }
            "preproc_if" | "preproc_ifdef" | "preproc_elif" | "preproc_elifdef" => {
                self.conditional_group(node);
            }
            "attributed_statement" => {
                if let Some(&last) = node.children().last() {
                    self.statement(last);
                }
            }
            // A macro with a block after it may look like a function inside the function.
            "function_definition" => {
                if let Some(block) = node.field("body") {
                    let name = node.text().split('(').next().unwrap_or("");
                    self.maybe_repeated(name, node, block);
                }
            }
            "identifier" | "type_identifier" => self.effect(node),
            "type_definition"
            | "parameter_list"
            | "struct_specifier"
            | "union_specifier"
            | "enum_specifier"
            | "preproc_call"
            | "preproc_include"
            | "preproc_def"
            | "preproc_function_def" => {}
            kind if kind.ends_with("_expression") => self.effect(node),
            // Broken code, and rare constructs: what they are made of.
            _ => self.statements(&node.children()),
        }
    }

    /// `else if` chains are followed in a loop: they are long in real code.
    fn if_statement(&mut self, node: Syntax<'_>) {
        let exit = self.code.new_block();
        let mut node = node;
        loop {
            let alternative = node.field("alternative");
            let then = self.code.new_block();
            let otherwise = if alternative.is_some() { self.code.new_block() } else { exit };
            self.branch(node.field("condition"), node, then, otherwise);
            self.code.switch_to(then);
            if let Some(consequence) = node.field("consequence") {
                self.statement(consequence);
            }
            self.code.goto(exit);
            let Some(alternative) = alternative else { break };
            self.code.switch_to(otherwise);
            let statements = alternative.children();
            match statements[..] {
                [next] if next.kind() == "if_statement" => node = next,
                _ => {
                    self.statements(&statements);
                    self.code.goto(exit);
                    break;
                }
            }
        }
        self.code.switch_to(exit);
    }

    fn branch(
        &mut self,
        condition: Option<Syntax<'_>>,
        statement: Syntax<'_>,
        then: BlockId,
        otherwise: BlockId,
    ) {
        if let Some(condition) = condition {
            return self.condition(condition, then, otherwise);
        }
        let span = self.span(statement);
        self.code.branch(Test::Opaque, span, then, otherwise);
    }

    fn while_statement(&mut self, node: Syntax<'_>) {
        let head = self.code.new_block();
        let (body, exit) = (self.code.new_block(), self.code.new_block());
        self.code.goto(head);
        self.code.switch_to(head);
        self.branch(node.field("condition"), node, body, exit);
        self.code.switch_to(body);
        self.repeated(node.field("body"), head, exit);
        self.code.goto(head);
        self.code.switch_to(exit);
    }

    fn do_statement(&mut self, node: Syntax<'_>) {
        let body = self.code.new_block();
        let (head, exit) = (self.code.new_block(), self.code.new_block());
        self.code.goto(body);
        self.code.switch_to(body);
        self.repeated(node.field("body"), head, exit);
        self.code.goto(head);
        self.code.switch_to(head);
        self.branch(node.field("condition"), node, body, exit);
        self.code.switch_to(exit);
    }

    fn for_statement(&mut self, node: Syntax<'_>) {
        self.in_scope(|lowering| {
            if let Some(initialiser) = node.field("initializer") {
                match initialiser.kind() {
                    "declaration" => lowering.declaration(initialiser),
                    _ => lowering.effect(initialiser),
                }
            }
            let head = lowering.code.new_block();
            let (body, update) = (lowering.code.new_block(), lowering.code.new_block());
            let exit = lowering.code.new_block();
            lowering.code.goto(head);
            lowering.code.switch_to(head);
            match node.field("condition") {
                Some(condition) => lowering.condition(condition, body, exit),
                None => lowering.code.goto(body),
            }
            lowering.code.switch_to(body);
            lowering.repeated(node.field("body"), update, exit);
            lowering.code.goto(update);
            lowering.code.switch_to(update);
            if let Some(step) = node.field("update") {
                lowering.effect(step);
            }
            lowering.code.goto(head);
            lowering.code.switch_to(exit);
        });
    }

    /// Lowers the body of a loop.
    fn repeated(&mut self, body: Option<Syntax<'_>>, next: BlockId, exit: BlockId) {
        self.breaks.push(self.exit(exit));
        self.continues.push(self.exit(next));
        if let Some(body) = body {
            self.statement(body);
        }
        self.breaks.pop();
        self.continues.pop();
    }

    /// The cases are found while the body is lowered; the branches to them come before it.
    fn switch_statement(&mut self, node: Syntax<'_>) {
        let subject = node.field("condition").map(|condition| self.value(condition));
        let dispatch = self.code.current();
        let exit = self.code.new_block();
        self.code.start_unreachable();
        self.switches.push(Vec::new());
        self.breaks.push(self.exit(exit));
        if let Some(body) = node.field("body") {
            self.statement(body);
        }
        self.code.goto(exit);
        self.breaks.pop();
        let cases = self.switches.pop().unwrap_or_default();
        self.code.switch_to(dispatch);
        let mut default = exit;
        for Case { block, label } in cases {
            let Some((span, value)) = label else {
                default = block;
                continue;
            };
            let test = match (&subject, value) {
                (None | Some(Value::Opaque), _) | (_, None) => Test::Opaque,
                (Some(subject), Some(value)) => Test::Compare {
                    op: CompareOp::Equal,
                    left: subject.clone(),
                    right: Value::Number(value),
                },
            };
            let next = self.code.new_block();
            self.code.branch(test, span, block, next);
            self.code.switch_to(next);
        }
        self.code.goto(default);
        self.code.switch_to(exit);
    }

    fn case_statement(&mut self, node: Syntax<'_>) {
        let block = self.code.new_block();
        self.code.goto(block);
        self.code.switch_to(block);
        let value = node.field("value");
        let label = value.map(|value| (self.span(value), case_number(value)));
        if let Some(cases) = self.switches.last_mut() {
            cases.push(Case { block, label });
        }
        let skip = usize::from(value.is_some());
        self.statements(node.children().get(skip..).unwrap_or_default());
    }

    fn labeled_statement(&mut self, node: Syntax<'_>) {
        let Some(name) = node.field("label") else { return };
        let label = self.label(name.text());
        self.code.goto(label);
        self.code.switch_to(label);
        self.statements(node.children().get(1..).unwrap_or_default());
    }

    /// The arms of `#if` inside a function. They declare names for the block around.
    fn conditional_group(&mut self, node: Syntax<'_>) {
        let exit = self.code.new_block();
        let mut node = node;
        loop {
            let alternative = node.field("alternative");
            let then = self.code.new_block();
            let otherwise = if alternative.is_some() { self.code.new_block() } else { exit };
            let condition = node.field("condition").or_else(|| node.field("name"));
            let span = condition.map_or_else(|| self.span(node), |condition| self.span(condition));
            self.code.branch(Test::Opaque, span, then, otherwise);
            self.code.switch_to(then);
            let statements: Vec<_> = node
                .children()
                .into_iter()
                .filter(|&child| Some(child.span()) != condition.map(Syntax::span))
                .filter(|child| !child.kind().starts_with("preproc_el"))
                .collect();
            self.statements(&statements);
            self.code.goto(exit);
            let Some(alternative) = alternative else { break };
            self.code.switch_to(otherwise);
            if alternative.kind() == "preproc_else" {
                self.statements(&alternative.children());
                self.code.goto(exit);
                break;
            }
            node = alternative;
        }
        self.code.switch_to(exit);
    }

    /// Whether a macro stands here that was written over with `while`.
    fn is_loop_macro(&self, node: Syntax<'_>) -> bool {
        !self.is_expanding_any() && self.file.loops.contains(&(node.span().start as usize))
    }

    /// `FOREACH(x, list) { … }`, where the macro is of some header: a call, then a loop.
    fn loop_macro(&mut self, node: Syntax<'_>) {
        let source = self.file.source;
        let start = node.span().start as usize;
        let rest = source.get(start..).unwrap_or("");
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let name = rest.split(|character| !is_word(character)).next().unwrap_or("");
        let mut args = Vec::new();
        let mut next = node.field("condition").map(strip);
        while let Some(argument) = next {
            let (first, rest) = match argument.kind() {
                "comma_expression" => (argument.field("left"), argument.field("right")),
                _ => (Some(argument), None),
            };
            if let Some(first) = first {
                args.push(Arg { name: None, value: self.value(first), span: first.span() });
            }
            next = rest;
        }
        let callee = Callee::Unknown(name.to_owned());
        let name_span = Span::new(start, start + name.len());
        let end = node.field("condition").map_or(name_span, Syntax::span);
        self.push_call(callee, args, Target::Nowhere, name_span.cover(end), name_span);
        if let Some(body) = node.field("body") {
            self.maybe_repeated(name, node, body);
        }
    }

    /// A block behind a macro of some header: it runs any number of times if the macro's name says
    /// so, else once, as under `RUN_WITH_UMASK(0077)`.
    fn maybe_repeated(&mut self, name: &str, macro_call: Syntax<'_>, block: Syntax<'_>) {
        let name = name.to_ascii_lowercase();
        if !["each", "for", "loop", "while", "iter"].iter().any(|word| name.contains(word)) {
            self.statement(block);
            return;
        }
        let head = self.code.new_block();
        let (body, exit) = (self.code.new_block(), self.code.new_block());
        self.code.goto(head);
        self.code.switch_to(head);
        let span = self.span(macro_call);
        self.code.branch(Test::Opaque, span, body, exit);
        self.code.switch_to(body);
        self.repeated(Some(block), head, exit);
        self.code.goto(head);
        self.code.switch_to(exit);
    }
}

/// The number a case stands for, if it is written as one.
fn case_number(value: Syntax<'_>) -> Option<i64> {
    let text = value.text();
    match value.kind() {
        "number_literal" => literal::number(text),
        "unary_expression" => {
            literal::number(text.strip_prefix('-')?.trim_start()).and_then(i64::checked_neg)
        }
        _ => None,
    }
}
