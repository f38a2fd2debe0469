//! Statements.

use tmplint_ir::{Arg, Call, Callee, Span, Step, Value};
use tree_sitter::Node;

use super::lowering::Lowering;
use super::scopes::Binding;
use super::syntax::{bare, child_of_kind, children, compact, field, fields, span, text};

impl<'t> Lowering<'t> {
    /// The statements of a body, as far as control gets.
    pub(super) fn suite(&mut self, block: Option<Node<'t>>) {
        if let Some(block) = block {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: Node<'t>) {
        let mut cursor = block.walk();
        for statement in block.named_children(&mut cursor) {
            if self.is_closed() {
                break;
            }
            self.statement(statement);
        }
    }

    pub(super) fn statement(&mut self, node: Node<'t>) {
        if !node.is_extra() || node.is_error() {
            self.nested(node, |this| this.statement_of_kind(node));
        }
    }

    fn statement_of_kind(&mut self, node: Node<'t>) {
        match node.kind() {
            "expression_statement" => {
                for expression in children(node) {
                    self.expression(expression);
                }
            }
            "return_statement" => self.return_statement(node),
            "raise_statement" => self.raise_statement(node),
            "break_statement" => self.break_statement(),
            "continue_statement" => self.continue_statement(),
            "if_statement" => self.if_statement(node),
            "for_statement" => self.for_statement(node),
            "while_statement" => self.while_statement(node),
            "try_statement" => self.try_statement(node),
            "with_statement" => self.with_statement(node),
            "match_statement" => self.match_statement(node),
            "function_definition" => self.function_definition(node),
            "class_definition" => self.class_definition(node),
            "decorated_definition" => self.decorated(node),
            "assert_statement" => {
                for expression in children(node) {
                    self.effects(expression);
                }
            }
            "delete_statement" => self.delete(node),
            "print_statement" => self.print(node),
            "exec_statement" => self.exec(node),
            "import_statement" | "import_from_statement" => self.import(node),
            "block" => self.block(node),
            // Statements of their own only inside of what the parser could not read.
            "assignment" | "augmented_assignment" | "call" => self.expression(node),
            "ERROR" => self.broken(node),
            _ => {}
        }
    }

    /// An expression that stands as a statement.
    fn expression(&mut self, node: Node<'t>) {
        match node.kind() {
            "assignment" => self.assignment(node),
            "augmented_assignment" => self.augmented(node),
            _ => {
                let inner = bare(node);
                if inner.kind() == "call" {
                    self.nested(inner, |this| this.call(inner, None, false));
                } else {
                    self.effects(node);
                }
            }
        }
    }

    /// What the parser could not put together. The whole statements and the calls in it are
    /// lowered; its scraps are not.
    fn broken(&mut self, node: Node<'t>) {
        let mut cursor = node.walk();
        for inner in node.named_children(&mut cursor) {
            if self.is_closed() {
                break;
            }
            self.statement(inner);
        }
    }

    fn delete(&mut self, node: Node<'t>) {
        let mut pending = children(node);
        pending.reverse();
        while let Some(target) = pending.pop() {
            match target.kind() {
                "expression_list" | "tuple" | "list" | "parenthesized_expression" => {
                    pending.extend(children(target).into_iter().rev());
                }
                "identifier" | "attribute" => match self.target_place(target) {
                    Some(place) => self.push(Step::EndScope { place, span: span(target) }),
                    None => self.effects(target),
                },
                _ => self.effects(target),
            }
        }
    }

    /// Python 2's `print a, b` and `print >>file, a`.
    fn print(&mut self, node: Node<'t>) {
        let mut args = Vec::new();
        if let Some(chevron) = child_of_kind(node, "chevron")
            && let Some(&file) = children(chevron).first()
        {
            let value = self.value(file);
            args.push(Arg { name: Some("file".to_owned()), value, span: span(file) });
        }
        for argument in fields(node, "argument") {
            let value = self.value(argument);
            args.push(Arg { name: None, value, span: span(argument) });
        }
        self.keyword_call("print", args, node);
    }

    /// Python 2's `exec code in globals, locals`.
    fn exec(&mut self, node: Node<'t>) {
        let mut args = Vec::new();
        for argument in children(node) {
            let value = self.value(argument);
            args.push(Arg { name: None, value, span: span(argument) });
        }
        self.keyword_call("exec", args, node);
    }

    fn keyword_call(&mut self, name: &str, args: Vec<Arg>, node: Node<'t>) {
        let start = node.start_byte();
        self.push(Step::Call(Call {
            into: None,
            callee: Callee::Api(name.into()),
            receiver: None,
            args,
            checked: false,
            span: span(node),
            name_span: Span::new(start, start + name.len()),
        }));
    }

    /// An import assigns only where the name is a variable, with other assignments beside it.
    fn import(&mut self, node: Node<'t>) {
        let from = field(node, "module_name").map(|module| compact(self.text(module)));
        for imported in fields(node, "name") {
            let (path, alias) = if imported.kind() == "aliased_import" {
                (field(imported, "name"), field(imported, "alias"))
            } else {
                (Some(imported), children(imported).first().copied())
            };
            let (Some(path), Some(alias)) = (path, alias) else { continue };
            let Some(Binding::Place(place)) = self.resolve(text(alias, self.source)) else {
                continue;
            };
            let path = compact(self.text(path));
            let name = match &from {
                Some(module) if module.ends_with('.') => format!("{module}{path}"),
                Some(module) => format!("{module}.{path}"),
                None if imported.kind() == "aliased_import" => path,
                None => self.text(alias).to_owned(),
            };
            self.set(place, Value::Name(name.into()), span(imported));
        }
    }
}
