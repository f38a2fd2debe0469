//! JSON as a tree.

use std::ops::Range;

use jsonc_parser::tokens::Token;
use jsonc_parser::{Scanner, ScannerOptions};
use tmplint_ir::{HostedText, NoteKind, ParseNote, Span};

use crate::align::{Style, align};
use crate::tree::{Node, NodeId, Tree};

/// Collections in collections that are read.
const MAX_DEPTH: usize = 200;

/// Reads a file; what comes after an error is left out.
pub(crate) fn read(text: &str) -> (Tree, Option<ParseNote>) {
    let mut scanner = Scanner::new(text, &ScannerOptions::default());
    let mut tree = Tree::default();
    // The collections around this, each with the key that waits for its value.
    let mut open: Vec<(NodeId, Option<NodeId>)> = Vec::new();
    loop {
        let token = match scanner.scan() {
            Ok(Some(token)) => token,
            Ok(None) => return (tree, None),
            Err(error) => {
                let at = error.range().start;
                let note = ParseNote {
                    kind: NoteKind::SyntaxError,
                    span: Span::new(at, at),
                    message: "the JSON has a syntax error".to_owned(),
                };
                return (tree, Some(note));
            }
        };
        let range = scanner.token_start()..scanner.token_end();
        let node = match token {
            Token::OpenBrace => Node::Map(Vec::new()),
            Token::OpenBracket => Node::List(Vec::new()),
            Token::CloseBrace | Token::CloseBracket => {
                open.pop();
                continue;
            }
            Token::String(value) => {
                Node::Scalar { value: value.into_owned(), range, style: Style::Double }
            }
            Token::Word(_) | Token::Boolean(_) | Token::Number(_) | Token::Null => {
                let value = text.get(range.clone()).unwrap_or("").to_owned();
                Node::Scalar { value, range, style: Style::Plain }
            }
            Token::Comma | Token::Colon | Token::CommentLine(_) | Token::CommentBlock(_) => {
                continue;
            }
        };
        let opens = !matches!(node, Node::Scalar { .. });
        let node = tree.add(node);
        match open.last_mut() {
            None => tree.roots.push(node),
            Some((parent, key)) if tree.is_map(*parent) && key.is_none() => *key = Some(node),
            Some((parent, key)) => tree.put(*parent, key.take(), node),
        }
        if opens {
            if open.len() >= MAX_DEPTH {
                return (tree, None);
            }
            open.push((node, None));
        }
    }
}

/// The text of a string that stands at this place, with its quotes.
pub(crate) fn string(host: &str, range: Range<usize>) -> Option<HostedText> {
    let mut scanner = Scanner::new(host.get(range.clone())?, &ScannerOptions::default());
    match scanner.scan() {
        Ok(Some(Token::String(value))) => Some(align(host, range, Style::Double, &value)),
        _ => None,
    }
}

/// The strings of a list of nothing else, with where they stand.
pub(crate) fn strings(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    let (tree, note) = read(text);
    let root = *tree.roots.first().filter(|_| note.is_none() && tree.roots.len() == 1)?;
    let items = tree.items(root).iter();
    items.map(|item| Some((tree.str(*item)?.to_owned(), tree.range(*item)?))).collect()
}
