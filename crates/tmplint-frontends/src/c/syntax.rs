//! Pieces of the file as tree-sitter sees them.

use std::ops::ControlFlow;

use tmplint_ir::Span;
use tree_sitter::{Node, ParseOptions, ParseState, Parser, Tree};

/// Work the parser may do for one file, in steps of 100 operations of its own: two seconds or so, and
/// half as much again as ordinary code of the largest size accepted takes. The
/// clock is no measure, since output must not depend on it.
const MAX_PARSE_STEPS: usize = 40_000;

/// The parser, with what it may still do.
pub(crate) struct CParser {
    parser: Parser,
    steps: usize,
}

impl CParser {
    /// None if the grammar does not fit the library, which a build cannot get wrong halfway.
    pub(crate) fn new() -> Option<Self> {
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_c::LANGUAGE.into()).ok()?;
        Some(Self { parser, steps: MAX_PARSE_STEPS })
    }

    /// Parses `text` of the file, which starts at `start`, between two words that make it
    /// something the grammar takes.
    pub(crate) fn parse(
        &mut self,
        before: &str,
        text: &str,
        after: &str,
        start: usize,
    ) -> Option<Fragment> {
        if self.steps == 0 {
            return None;
        }
        let whole = [before, text, after].concat();
        let bytes = whole.as_bytes();
        let steps = &mut self.steps;
        let mut count = |_: &ParseState| {
            *steps = steps.saturating_sub(1);
            if *steps == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut count);
        let mut read = |at: usize, _| bytes.get(at..).unwrap_or_default();
        let tree = self.parser.parse_with_options(&mut read, None, Some(options));
        self.parser.reset();
        Some(Fragment { lead: before.len(), length: text.len(), start, text: whole, tree: tree? })
    }
}

/// A parsed piece of the file.
pub(crate) struct Fragment {
    text: String,
    tree: Tree,
    /// Bytes put before the piece.
    lead: usize,
    length: usize,
    /// Where the piece stands in the file.
    start: usize,
}

impl Fragment {
    pub(crate) fn root(&self) -> Syntax<'_> {
        Syntax { node: self.tree.root_node(), fragment: self }
    }
}

/// A node, with the text it is of.
#[derive(Clone, Copy)]
pub(crate) struct Syntax<'t> {
    node: Node<'t>,
    fragment: &'t Fragment,
}

impl<'t> Syntax<'t> {
    pub(crate) fn kind(self) -> &'t str {
        self.node.kind()
    }

    pub(crate) fn text(self) -> &'t str {
        self.fragment.text.get(self.node.byte_range()).unwrap_or("")
    }

    /// Where it stands in the file.
    pub(crate) fn span(self) -> Span {
        let Fragment { lead, length, start, .. } = *self.fragment;
        let place = |offset: usize| start + offset.saturating_sub(lead).min(length);
        Span::new(place(self.node.start_byte()), place(self.node.end_byte()))
    }

    pub(crate) fn field(self, name: &str) -> Option<Self> {
        self.node.child_by_field_name(name).map(|node| Self { node, ..self })
    }

    /// All children but comments, punctuation included.
    pub(crate) fn parts(self) -> Vec<Self> {
        let mut cursor = self.node.walk();
        self.node
            .children(&mut cursor)
            .filter(|node| node.kind() != "comment")
            .map(|node| Self { node, ..self })
            .collect()
    }

    /// The named children but comments.
    pub(crate) fn children(self) -> Vec<Self> {
        let mut parts = self.parts();
        parts.retain(|part| part.node.is_named());
        parts
    }

    pub(crate) fn child(self) -> Option<Self> {
        self.children().into_iter().next()
    }

    /// The children of a field that may repeat.
    pub(crate) fn fields(self, name: &str) -> Vec<Self> {
        let mut cursor = self.node.walk();
        self.node
            .children_by_field_name(name, &mut cursor)
            .map(|node| Self { node, ..self })
            .collect()
    }

    pub(crate) fn is_named(self) -> bool {
        self.node.is_named()
    }

    pub(crate) fn has_error(self) -> bool {
        self.node.has_error()
    }

    /// The first place the parser could not make sense of. A missing token is none: macros leave
    /// out semicolons everywhere.
    pub(crate) fn first_error(self) -> Option<Span> {
        let mut cursor = self.node.walk();
        loop {
            let node = cursor.node();
            if node.is_error() {
                return Some(Self { node, ..self }.span());
            }
            // Only subtrees with an error are entered, so this takes one path down.
            if node.has_error() && cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return None;
                }
            }
        }
    }

    /// Whether a node of one of these kinds is in it, itself included.
    pub(crate) fn contains(self, kinds: &[&str]) -> bool {
        let mut cursor = self.node.walk();
        loop {
            if kinds.contains(&cursor.node().kind()) {
                return true;
            }
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return false;
                }
            }
        }
    }
}
