//! YAML as a tree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::CharIndices;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};
use tmplint_ir::{NoteKind, ParseNote, Span};

use crate::align::Style;
use crate::tree::{Node, NodeId, Tree};

/// Collections in collections that are read.
const MAX_DEPTH: usize = 200;

/// Reads a file; what comes after an error is left out.
pub(crate) fn read(text: &str) -> (Tree, Option<ParseNote>) {
    let mut reader = Reader {
        tree: Tree::default(),
        open: Vec::new(),
        anchors: HashMap::new(),
        offsets: Offsets { text, characters: text.char_indices(), index: 0, offset: 0 },
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let note = reader.note(&error);
                return (reader.tree, Some(note));
            }
        };
        if reader.open.len() > MAX_DEPTH {
            break;
        }
        reader.event(event, span);
    }
    (reader.tree, None)
}

struct Reader<'t> {
    tree: Tree,
    /// The collections around this, each with the key that waits for its value.
    open: Vec<(NodeId, Option<NodeId>)>,
    anchors: HashMap<usize, NodeId>,
    offsets: Offsets<'t>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: YamlSpan) {
        match event {
            Event::Scalar(value, style, anchor, _) => self.scalar(value, style, anchor, span),
            Event::Alias(anchor) => {
                if let Some(node) = self.anchors.get(&anchor).copied() {
                    self.put(node);
                }
            }
            Event::SequenceStart(anchor, _) => self.enter(Node::List(Vec::new()), anchor),
            Event::MappingStart(anchor, _) => self.enter(Node::Map(Vec::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn scalar(&mut self, value: Cow<'_, str>, style: ScalarStyle, anchor: usize, span: YamlSpan) {
        let range = self.offsets.at(span.start.index())..self.offsets.at(span.end.index());
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let node = self.tree.add(Node::Scalar { value: value.into_owned(), range, style });
        self.anchors.insert(anchor, node);
        self.put(node);
    }

    fn enter(&mut self, node: Node, anchor: usize) {
        let node = self.tree.add(node);
        self.anchors.insert(anchor, node);
        self.put(node);
        self.open.push((node, None));
    }

    fn put(&mut self, node: NodeId) {
        let Some((parent, key)) = self.open.last_mut() else {
            self.tree.roots.push(node);
            return;
        };
        if self.tree.is_map(*parent) && key.is_none() {
            *key = Some(node);
        } else {
            self.tree.put(*parent, key.take(), node);
        }
    }

    fn note(&mut self, error: &ScanError) -> ParseNote {
        let at = self.offsets.at(error.marker().index());
        ParseNote {
            kind: NoteKind::SyntaxError,
            span: Span::new(at, at),
            message: "the YAML has a syntax error".to_owned(),
        }
    }
}

/// Byte offsets of characters that are asked for mostly in order.
struct Offsets<'t> {
    text: &'t str,
    characters: CharIndices<'t>,
    index: usize,
    offset: usize,
}

impl Offsets<'_> {
    fn at(&mut self, index: usize) -> usize {
        if index < self.index {
            // Only ends that overlap the next start go back, by a few characters.
            let before = self.text.get(..self.offset).unwrap_or("");
            let back = before.char_indices().rev().nth(self.index - index - 1);
            return back.map_or(0, |(offset, _)| offset);
        }
        while self.index < index {
            let Some((offset, character)) = self.characters.next() else { break };
            self.offset = offset + character.len_utf8();
            self.index += 1;
        }
        self.offset
    }
}
