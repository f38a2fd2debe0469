//! Structured hosts, YAML and JSON, as a tree whose values know where they stand.

use std::collections::BTreeSet;
use std::ops::Range;

use tmplint_ir::HostedText;

use crate::align::{Style, align};
use crate::{Script, Scripts};

/// Script text taken from one file, in bytes: aliases let a small file hold the same text often.
const MAX_TEXT: usize = 8 << 20;

/// Lists in lists that are followed.
const MAX_NESTED: usize = 4;

/// Items of a list that are followed.
const MAX_ITEMS: usize = 10_000;

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

/// A value.
#[derive(Debug)]
pub(crate) enum Node {
    Scalar { value: String, range: Range<usize>, style: Style },
    Map(Vec<(NodeId, NodeId)>),
    List(Vec<NodeId>),
}

/// The values of a file.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    pub(crate) roots: Vec<NodeId>,
}

impl Tree {
    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() - 1)
    }

    /// Puts a value into a collection: maps take keys and values in turn.
    pub(crate) fn put(&mut self, parent: NodeId, key: Option<NodeId>, child: NodeId) {
        match (self.nodes.get_mut(parent.0), key) {
            (Some(Node::List(items)), _) => items.push(child),
            (Some(Node::Map(entries)), Some(key)) => entries.push((key, child)),
            _ => {}
        }
    }

    pub(crate) fn is_map(&self, node: NodeId) -> bool {
        matches!(self.nodes.get(node.0), Some(Node::Map(_)))
    }

    pub(crate) fn entries(&self, node: NodeId) -> &[(NodeId, NodeId)] {
        match self.nodes.get(node.0) {
            Some(Node::Map(entries)) => entries,
            _ => &[],
        }
    }

    pub(crate) fn items(&self, node: NodeId) -> &[NodeId] {
        match self.nodes.get(node.0) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    /// The values of a list, or the one value that stands for a list of it.
    pub(crate) fn one_or_more(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut pending = vec![(node, 0)];
        while let Some((node, depth)) = pending.pop() {
            if found.len() >= MAX_ITEMS {
                break;
            }
            match self.nodes.get(node.0) {
                Some(Node::Scalar { .. }) => found.push(node),
                Some(Node::List(items)) if depth < MAX_NESTED => {
                    let room = MAX_ITEMS.saturating_sub(pending.len());
                    let items = items.get(..items.len().min(room)).unwrap_or(&[]);
                    pending.extend(items.iter().rev().map(|item| (*item, depth + 1)));
                }
                _ => {}
            }
        }
        found
    }

    pub(crate) fn get(&self, node: NodeId, key: &str) -> Option<NodeId> {
        let found = self.entries(node).iter().rev().find(|(name, _)| self.str(*name) == Some(key));
        found.map(|(_, value)| *value)
    }

    pub(crate) fn path(&self, node: NodeId, keys: &[&str]) -> Option<NodeId> {
        keys.iter().try_fold(node, |node, key| self.get(node, key))
    }

    pub(crate) fn str(&self, node: NodeId) -> Option<&str> {
        match self.nodes.get(node.0) {
            Some(Node::Scalar { value, .. }) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn str_at(&self, node: NodeId, keys: &[&str]) -> Option<&str> {
        self.str(self.path(node, keys)?)
    }

    pub(crate) fn range(&self, node: NodeId) -> Option<Range<usize>> {
        match self.nodes.get(node.0)? {
            Node::Scalar { range, .. } => Some(range.clone()),
            _ => None,
        }
    }

    pub(crate) fn node(&self, node: NodeId) -> Option<&Node> {
        self.nodes.get(node.0)
    }

    /// A value's text with the places of its characters.
    fn text(&self, host: &str, node: NodeId) -> HostedText {
        match self.nodes.get(node.0) {
            Some(Node::Scalar { value, range, style }) => align(host, range.clone(), *style, value),
            _ => HostedText::default(),
        }
    }
}

/// Collects scripts from a tree, each once and not too much of them.
pub(crate) struct Collector<'t> {
    host: &'t str,
    pub(crate) tree: &'t Tree,
    taken: BTreeSet<Vec<NodeId>>,
    length: usize,
    found: Scripts,
}

impl<'t> Collector<'t> {
    pub(crate) fn new(host: &'t str, tree: &'t Tree) -> Self {
        Self { host, tree, taken: BTreeSet::new(), length: 0, found: Scripts::default() }
    }

    /// Takes values that together are one script. `read` makes a script of their texts.
    pub(crate) fn take(
        &mut self,
        values: &[NodeId],
        read: impl FnOnce(Vec<HostedText>) -> Option<Script>,
    ) {
        let length: usize =
            values.iter().filter_map(|value| self.tree.str(*value)).map(str::len).sum();
        if length == 0 || self.length + length > MAX_TEXT || !self.taken.insert(values.to_vec()) {
            return;
        }
        self.length += length;
        let texts = values.iter().map(|value| self.tree.text(self.host, *value)).collect();
        self.found.scripts.extend(read(texts));
    }

    /// Adds a script that was put together otherwise.
    pub(crate) fn add(&mut self, script: Script) {
        self.found.scripts.push(script);
    }

    pub(crate) fn finish(self) -> Scripts {
        self.found
    }
}

/// Texts as the lines of one, after a line that says what runs them.
pub(crate) fn joined(header: &str, texts: &[HostedText]) -> HostedText {
    let mut all = HostedText::default();
    all.add(header);
    for text in texts {
        all.append(text, 0..text.text().len());
        if !text.text().ends_with('\n') {
            all.add("\n");
        }
    }
    all
}

/// A text in which each expression between two signs, `${{ … }}`, is a value nobody knows.
pub(crate) fn with_holes(text: &HostedText, open: &str, close: &str) -> HostedText {
    let whole = text.text();
    if !whole.contains(open) {
        return text.clone();
    }
    let mut filled = HostedText::default();
    let mut at = 0;
    while let Some(start) = whole[at..].find(open).map(|found| at + found) {
        let Some(end) = whole[start..].find(close).map(|found| start + found + close.len()) else {
            break;
        };
        filled.append(text, at..start);
        filled.hole(text.origin(start..end).unwrap_or(0..0));
        at = end;
    }
    filled.append(text, at..whole.len());
    filled
}
