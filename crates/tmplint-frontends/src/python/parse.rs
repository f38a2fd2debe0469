//! From text to a syntax tree, within limits of size and time.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tmplint_ir::{NoteKind, ParseNote, Span};
use tree_sitter::{Node, ParseOptions, ParseState, Parser, Tree};

/// Larger files are data in Python's clothes; parsing takes 40 times their size in memory.
const MAX_BYTES: usize = 4 << 20;

/// Error recovery can be slow without bound on text that is not Python.
const DEADLINE: Duration = Duration::from_secs(2);

/// Parses the text, or says why not.
pub(super) fn parse(text: &str) -> Result<Tree, ParseNote> {
    let refuse = |kind, message: &str| {
        let end = first_line_end(text, 0);
        ParseNote { kind, span: Span::new(0, end), message: message.to_owned() }
    };
    if text.len() > MAX_BYTES {
        return Err(refuse(NoteKind::TooLarge, "the file is larger than 4 MB"));
    }
    let mut parser = Parser::new();
    if parser.set_language(&tree_sitter_python::LANGUAGE.into()).is_err() {
        return Err(refuse(NoteKind::NotParsed, "the parser does not fit its grammar"));
    }
    let readable = readable(text);
    let bytes = readable.as_bytes();
    let started = Instant::now();
    let mut watch = |_: &ParseState| {
        if started.elapsed() > DEADLINE {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = ParseOptions::new().progress_callback(&mut watch);
    parser
        .parse_with_options(
            &mut |offset, _| bytes.get(offset..).unwrap_or_default(),
            None,
            Some(options),
        )
        .ok_or_else(|| refuse(NoteKind::NotParsed, "the parser gave up after 2 s"))
}

/// The text with the line ends of old Macs and NUL bytes replaced by what the grammar knows, byte
/// for byte, so that offsets hold in the original.
fn readable(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone_return = |index: usize| bytes[index] == b'\r' && bytes.get(index + 1) != Some(&b'\n');
    if !(0..bytes.len()).any(|index| bytes[index] == 0 || lone_return(index)) {
        return Cow::Borrowed(text);
    }
    let replaced = text.char_indices().map(|(index, character)| match character {
        '\0' => ' ',
        '\r' if lone_return(index) => '\n',
        other => other,
    });
    Cow::Owned(replaced.collect())
}

/// Where the first error stands, to the end of its first line.
pub(super) fn first_error(root: Node<'_>, text: &str) -> Option<Span> {
    if !root.has_error() {
        return None;
    }
    let mut cursor = root.walk();
    loop {
        let node = cursor.node();
        let broken = node.is_error() || node.is_missing();
        if broken || !cursor.goto_first_child() {
            let end = node.end_byte().min(first_line_end(text, node.start_byte()));
            return Some(Span::new(node.start_byte(), end.max(node.start_byte())));
        }
        while !(cursor.node().has_error() || cursor.node().is_missing()) {
            if !cursor.goto_next_sibling() {
                return Some(Span::new(node.start_byte(), node.start_byte()));
            }
        }
    }
}

fn first_line_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

/// The program that a `#!` line names, without directory: `#!/usr/bin/env python3` is `python3`.
pub(super) fn interpreter(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').strip_prefix("#!")?;
    let mut words = text.lines().next()?.split_whitespace();
    let base = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
    let first = base(words.next()?);
    if first != "env" {
        return Some(first);
    }
    words.find(|word| !word.starts_with('-') && !word.contains('=')).map(base)
}
