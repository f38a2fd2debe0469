//! Which part of a file is Rust, and where syn's spans lie in the file.

use tmplint_ir::Span;

/// The code of a file, without what may stand before it.
pub(super) struct Code<'a> {
    pub(super) text: &'a str,
    /// Where `text` begins in the file.
    offset: usize,
    /// The program a `#!` line names.
    pub(super) interpreter: Option<String>,
}

impl<'a> Code<'a> {
    /// Cuts off a byte order mark, a `#!` line and the front matter of a cargo script.
    pub(super) fn new(file: &'a str) -> Self {
        let mut text = file.strip_prefix('\u{feff}').unwrap_or(file);
        let mut interpreter = None;
        // `#![attribute]` begins with the same characters.
        if text.starts_with("#!") && !text[2..].trim_start().starts_with('[') {
            let (line, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
            interpreter = interpreter_name(&line[2..]);
            text = rest;
        }
        let script = text.trim_start();
        if script.starts_with("---")
            && let Some(end) = script.find("\n---")
        {
            let rest = &script[end + 4..];
            text = &rest[rest.find('\n').unwrap_or(rest.len())..];
        }
        Self { text, offset: file.len() - text.len(), interpreter }
    }

    pub(super) fn spans(&self) -> Spans {
        Spans { offset: self.offset }
    }
}

fn interpreter_name(command: &str) -> Option<String> {
    let mut words = command.split_whitespace();
    let base = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
    let first = base(words.next()?);
    if first != "env" {
        return Some(first);
    }
    words.find(|word| !word.starts_with('-') && !word.contains('=')).map(base)
}

/// Turns proc-macro2's spans into spans of the file.
#[derive(Clone, Copy)]
pub(super) struct Spans {
    offset: usize,
}

impl Spans {
    pub(super) fn of(self, span: proc_macro2::Span) -> Span {
        let range = span.byte_range();
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    /// From the beginning of one to the end of the other.
    pub(super) fn between(self, first: proc_macro2::Span, last: proc_macro2::Span) -> Span {
        self.of(first).cover(self.of(last))
    }
}
