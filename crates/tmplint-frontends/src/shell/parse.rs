//! Builds the syntax tree: the grammar's nesting, filled with what the lexer found.

use std::ops::ControlFlow;

use tree_sitter::{Node, ParseOptions, Parser, Tree};

use super::fragment::{Extent, Fragment};
use super::lex::{self, Prefix, Skeleton};
use super::syntax::{AfterArm, CaseArm, Connector, ForHeader, Kind, Redirect, Statement};

/// Nesting of compound commands that is followed.
const MAX_DEPTH: usize = 200;

/// Work the parser may do for one file, in steps of 100 operations of its own: a few seconds,
/// and several times what scripts of the largest size accepted take. The clock is no measure, since
/// output must not depend on it.
const MAX_PARSE_STEPS: usize = 100_000;

/// A parser with the work it may still do for the file.
pub(super) struct ScriptParser {
    parser: Option<Parser>,
    steps: usize,
}

/// A parsed script.
#[derive(Default)]
pub(super) struct Script {
    pub(super) statements: Vec<Statement>,
    /// Names of the functions defined in it, at any level.
    pub(super) functions: Vec<Extent>,
    /// The first syntax error.
    pub(super) error: Option<Extent>,
    /// The parser would have had to do too much; the script is empty.
    pub(super) gave_up: bool,
}

impl ScriptParser {
    pub(super) fn new() -> Self {
        let mut parser = Parser::new();
        let usable = parser.set_language(&tree_sitter_bash::LANGUAGE.into()).is_ok();
        Self { parser: usable.then_some(parser), steps: MAX_PARSE_STEPS }
    }

    /// Parses a part of a fragment.
    pub(super) fn parse(&mut self, fragment: &Fragment<'_>, extent: &Extent) -> Script {
        let skeleton = lex::skeleton(fragment, extent);
        let Some(tree) = self.tree(&skeleton.shown) else {
            return Script { gave_up: true, ..Script::default() };
        };
        let mut builder = Builder { fragment, skeleton };
        let functions = builder.function_names();
        let root = tree.root_node();
        let error = first_error(root).map(|node| builder.extent(node));
        let error = error.or(builder.skeleton.unclosed.take());
        let statements = builder.sequence(root, 0);
        Script { statements, functions, error, gave_up: false }
    }

    fn tree(&mut self, text: &[u8]) -> Option<Tree> {
        let parser = self.parser.as_mut()?;
        let steps = &mut self.steps;
        let mut count = |_: &tree_sitter::ParseState| {
            *steps = steps.saturating_sub(1);
            if *steps == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let tree = parser.parse_with_options(
            &mut |at, _| text.get(at..).unwrap_or(&[]),
            None,
            Some(ParseOptions::new().progress_callback(&mut count)),
        );
        if tree.is_none() {
            parser.reset();
        }
        tree
    }
}

/// The first node that is wrong or was made up.
fn first_error(root: Node<'_>) -> Option<Node<'_>> {
    let mut node = root;
    while node.has_error() && !node.is_error() && !node.is_missing() {
        let mut cursor = node.walk();
        let bad = node.children(&mut cursor).find(|child| child.has_error() || child.is_missing());
        let Some(child) = bad else { break };
        node = child;
    }
    (node.is_error() || node.is_missing()).then_some(node)
}

struct Builder<'f, 's> {
    fragment: &'f Fragment<'s>,
    skeleton: Skeleton,
}

impl Builder<'_, '_> {
    fn extent(&self, node: Node<'_>) -> Extent {
        self.skeleton.extent(&node.byte_range())
    }

    fn function_names(&self) -> Vec<Extent> {
        let prefixes = self.skeleton.prefixes.values().flatten();
        let mut names: Vec<_> = prefixes
            .filter_map(|prefix| match prefix {
                Prefix::Function { name, .. } => Some(name.clone()),
                Prefix::Not | Prefix::Loop { .. } => None,
            })
            .collect();
        names.sort_by_key(|name| name.start);
        names
    }

    /// The statements among a node's children.
    fn sequence(&mut self, node: Node<'_>, depth: usize) -> Vec<Statement> {
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        let mut statements = Vec::new();
        self.collect(&children, depth, &mut statements);
        statements
    }

    fn collect(&mut self, nodes: &[Node<'_>], depth: usize, statements: &mut Vec<Statement>) {
        for &node in nodes {
            match node.kind() {
                "&" => {
                    if let Some(last) = statements.pop() {
                        let extent = last.extent.clone();
                        let kind = Kind::Background(Box::new(last));
                        statements.push(Statement { kind, extent, redirects: Vec::new() });
                    }
                }
                // Whatever parsed inside an error stands in its place. A command that is longer
                // than the lexer's ate what follows it.
                "ERROR" | "command" => {
                    let end = self.extent(node).end;
                    let command = match node.kind() {
                        "ERROR" => self.simple(node),
                        _ => self.statement(node, depth),
                    };
                    let whole = command.as_ref().is_some_and(|it| it.extent.end == end);
                    statements.extend(command);
                    if !whole && depth < MAX_DEPTH {
                        let mut cursor = node.walk();
                        let children: Vec<_> = node.children(&mut cursor).collect();
                        self.collect(&children, depth + 1, statements);
                    }
                }
                _ => statements.extend(self.statement(node, depth)),
            }
        }
    }

    /// The statement a node is, if it is one.
    fn statement(&mut self, node: Node<'_>, depth: usize) -> Option<Statement> {
        if node.child_count() == 0 {
            return self.simple(node);
        }
        if depth > MAX_DEPTH {
            let extent = self.extent(node);
            return Some(Statement { kind: Kind::TooDeep, extent, redirects: Vec::new() });
        }
        match node.kind() {
            "list" | "pipeline" => self.and_or(node, depth),
            _ => {
                let start = self.extent(node).start;
                let element = self.element(node, depth)?;
                Some(self.negated(element, start))
            }
        }
    }

    /// An and-or list. The grammar nests `list` and `pipeline` either way round, so they are taken
    /// apart and put together again by the shell's precedence.
    fn and_or(&mut self, node: Node<'_>, depth: usize) -> Option<Statement> {
        let mut items: Vec<(Connector, Vec<Statement>, usize)> = Vec::new();
        let (mut connector, mut piped) = (Connector::And, false);
        for part in flattened(node) {
            match part.kind() {
                "&&" => (connector, piped) = (Connector::And, false),
                "||" => (connector, piped) = (Connector::Or, false),
                "|" | "|&" => piped = true,
                "ERROR" => {}
                _ => {
                    let start = self.extent(part).start;
                    let Some(element) = self.element(part, depth) else { continue };
                    match items.last_mut() {
                        Some((_, pipeline, _)) if piped => pipeline.push(element),
                        _ => items.push((connector, vec![element], start)),
                    }
                }
            }
        }
        let mut items: Vec<_> = items
            .into_iter()
            .filter_map(|(connector, mut parts, start)| {
                let pipeline = if parts.len() > 1 {
                    let extent = start..parts.last()?.extent.end;
                    Statement { kind: Kind::Pipeline(parts), extent, redirects: Vec::new() }
                } else {
                    parts.pop()?
                };
                Some((connector, self.negated(pipeline, start)))
            })
            .collect();
        if items.len() < 2 {
            return items.pop().map(|(_, item)| item);
        }
        let extent = items.first()?.1.extent.start..items.last()?.1.extent.end;
        Some(Statement { kind: Kind::AndOr(items), extent, redirects: Vec::new() })
    }

    /// Wraps what starts at `start` in the negation before it, if there is one.
    fn negated(&mut self, statement: Statement, start: usize) -> Statement {
        let prefixes = self.skeleton.prefixes.get(&start).map_or(&[][..], Vec::as_slice);
        let negations = prefixes.iter().filter(|prefix| matches!(prefix, Prefix::Not)).count();
        if negations.is_multiple_of(2) {
            return statement;
        }
        let extent = statement.extent.clone();
        let kind = Kind::Not(Box::new(statement));
        Statement { kind, extent, redirects: Vec::new() }
    }

    /// A command with the headers of functions and loops before it.
    fn element(&mut self, node: Node<'_>, depth: usize) -> Option<Statement> {
        let start = self.extent(node).start;
        let mut statement = self.command(node, depth)?;
        let prefixes = self.skeleton.prefixes.get(&start).cloned().unwrap_or_default();
        for prefix in prefixes.into_iter().rev() {
            let end = statement.extent.end;
            (statement.kind, statement.extent) = match prefix {
                Prefix::Not => continue,
                Prefix::Function { name, header } => {
                    let body = Box::new(Statement {
                        redirects: std::mem::take(&mut statement.redirects),
                        ..statement
                    });
                    (Kind::Function { name, body }, header.start..end)
                }
                Prefix::Loop { header, start } => match statement.kind {
                    Kind::Group(body) => (Kind::For { header, body }, start..end),
                    other => (other, statement.extent),
                },
            };
        }
        Some(statement)
    }

    fn command(&mut self, node: Node<'_>, depth: usize) -> Option<Statement> {
        let inner = depth + 1;
        let extent = self.extent(node);
        if depth > MAX_DEPTH {
            return Some(Statement { kind: Kind::TooDeep, extent, redirects: Vec::new() });
        }
        let kind = match node.kind() {
            "if_statement" => self.if_statement(node, inner),
            "while_statement" => {
                let until = self.fragment.slice(&extent).starts_with("until");
                let (condition, body) = self.loop_parts(node, inner);
                Kind::While { until, condition, body }
            }
            "for_statement" => {
                let header = self.skeleton.loops.remove(&extent.start);
                let header = header.unwrap_or_else(|| ForHeader::Words {
                    name: extent.start..extent.start,
                    words: Some(Vec::new()),
                });
                let (mut body, rest) = self.loop_parts(node, inner);
                body.extend(rest);
                Kind::For { header, body }
            }
            "case_statement" => self.case_statement(node, inner),
            "compound_statement" => Kind::Group(self.sequence(node, inner)),
            "subshell" => Kind::Subshell(self.sequence(node, inner)),
            // The grammar sees a negation only where the lexer did not.
            _ => {
                if let Some(simple) = self.simple(node) {
                    return Some(simple);
                }
                let statements = self.sequence(node, inner);
                if statements.is_empty() {
                    return None;
                }
                Kind::Group(statements)
            }
        };
        let redirects = self.redirects(extent.end);
        Some(Statement { kind, extent, redirects })
    }

    fn redirects(&mut self, end: usize) -> Vec<Redirect> {
        self.skeleton.redirects.remove(&end).unwrap_or_default()
    }

    /// The simple command that starts where a node does.
    fn simple(&mut self, node: Node<'_>) -> Option<Statement> {
        let start = self.extent(node).start;
        let simple = self.skeleton.simple.remove(&start)?;
        let extent = simple.extent.clone();
        let redirects = self.redirects(extent.end);
        Some(Statement { kind: Kind::Simple(simple), extent, redirects })
    }

    fn if_statement(&mut self, node: Node<'_>, depth: usize) -> Kind {
        let mut arms = vec![(Vec::new(), Vec::new())];
        let mut otherwise = Vec::new();
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        let mut section = Section::Condition;
        for child in children {
            match child.kind() {
                "if" | "fi" => {}
                "then" => section = Section::Body,
                "elif_clause" => {
                    let mut arm = (Vec::new(), Vec::new());
                    let mut cursor = child.walk();
                    let parts: Vec<_> = child.children(&mut cursor).collect();
                    let then = parts.iter().position(|part| part.kind() == "then");
                    let (condition, body) = parts.split_at(then.unwrap_or(parts.len()));
                    self.collect(condition, depth, &mut arm.0);
                    self.collect(body, depth, &mut arm.1);
                    arms.push(arm);
                }
                "else_clause" => otherwise.extend(self.sequence(child, depth)),
                _ => {
                    let Some((condition, body)) = arms.last_mut() else { continue };
                    let into = if section == Section::Condition { condition } else { body };
                    self.collect(&[child], depth, into);
                }
            }
        }
        Kind::If { arms, otherwise }
    }

    /// What stands before a loop's `do`, and what stands after it.
    fn loop_parts(&mut self, node: Node<'_>, depth: usize) -> (Vec<Statement>, Vec<Statement>) {
        let (mut condition, mut body) = (Vec::new(), Vec::new());
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        for child in children {
            if child.kind() == "do_group" {
                body.extend(self.sequence(child, depth));
            } else {
                self.collect(&[child], depth, &mut condition);
            }
        }
        (condition, body)
    }

    fn case_statement(&mut self, node: Node<'_>, depth: usize) -> Kind {
        let start = self.extent(node).start;
        let word = self.skeleton.subjects.remove(&start).unwrap_or(start..start);
        let mut arms = Vec::new();
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        for child in children {
            match child.kind() {
                "case_item" => {
                    let arm = self.case_item(child, depth);
                    arms.push(arm);
                }
                "ERROR" => {
                    let body = self.sequence(child, depth);
                    arms.push(CaseArm { patterns: Vec::new(), body, after: AfterArm::Leave });
                }
                _ => {}
            }
        }
        Kind::Case { word, arms }
    }

    fn case_item(&mut self, node: Node<'_>, depth: usize) -> CaseArm {
        let mut arm = CaseArm { patterns: Vec::new(), body: Vec::new(), after: AfterArm::Leave };
        let mut cursor = node.walk();
        let children: Vec<_> = node.children(&mut cursor).collect();
        for child in children {
            let extent = self.extent(child);
            if let Some(patterns) = self.skeleton.patterns.remove(&extent.start) {
                arm.patterns = patterns;
            } else if child.kind() == ";;" {
                let rest = self.fragment.text.get(extent.start..).unwrap_or("");
                arm.after = if rest.starts_with(";;&") {
                    AfterArm::TestNext
                } else if rest.starts_with(";&") {
                    AfterArm::FallThrough
                } else {
                    AfterArm::Leave
                };
            } else {
                self.collect(&[child], depth, &mut arm.body);
            }
        }
        arm
    }
}

#[derive(PartialEq)]
enum Section {
    Condition,
    Body,
}

/// Commands and operators of nested `list` and `pipeline` nodes, in order.
fn flattened(node: Node<'_>) -> Vec<Node<'_>> {
    let (mut parts, mut open) = (Vec::new(), vec![node]);
    while let Some(node) = open.pop() {
        if matches!(node.kind(), "list" | "pipeline") {
            let mut cursor = node.walk();
            let children: Vec<_> = node.children(&mut cursor).collect();
            open.extend(children.into_iter().rev());
        } else {
            parts.push(node);
        }
    }
    parts
}
