//! Where the characters of a quoted, folded or indented value stand.
//!
//! What a value is, the parser of the host says. Its characters and those it is written with are
//! in the same order, so each is found by going through both.

use std::ops::Range;

use tmplint_ir::HostedText;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    Single,
    /// `"…"`, in YAML and JSON.
    Double,
    /// `|` and `>`
    Block,
}

/// A value with the place of each character.
pub(crate) fn align(host: &str, range: Range<usize>, style: Style, value: &str) -> HostedText {
    let end = range.end.min(host.len());
    let start = range.start.min(end);
    let mut aligner = Aligner { host, at: start, end, style, indent: 0 };
    aligner.enter(value);
    let mut text = HostedText::default();
    for character in value.chars() {
        aligner.take(character, &mut text);
    }
    text
}

struct Aligner<'h> {
    host: &'h str,
    at: usize,
    end: usize,
    style: Style,
    /// Blanks that each line of a block starts with.
    indent: usize,
}

impl Aligner<'_> {
    fn rest(&self) -> &str {
        self.host.get(self.at..self.end).unwrap_or("")
    }

    /// Goes to the first character of the value.
    fn enter(&mut self, value: &str) {
        // An anchor or a tag.
        while self.style != Style::Plain && self.rest().starts_with(['&', '!']) {
            let rest = self.rest();
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.at += rest.len() - rest[length..].trim_start().len();
        }
        match self.style {
            Style::Plain => {}
            Style::Single | Style::Double => {
                self.at += usize::from(self.rest().starts_with(['"', '\'']));
            }
            Style::Block => {
                if self.rest().starts_with(['|', '>']) {
                    let header = self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
                    self.at += header;
                } else {
                    let before = self.host.get(..self.at).unwrap_or("");
                    self.at = before.rfind('\n').map_or(0, |end| end + 1);
                }
                let leading = |line: &str| line.len() - line.trim_start_matches(' ').len();
                let first = |text: &str| {
                    text.lines().find(|line| !line.trim().is_empty()).map_or(0, leading)
                };
                self.indent = first(self.rest()).saturating_sub(first(value));
                self.skip_indent();
            }
        }
    }

    fn skip_indent(&mut self) {
        let blanks = self.rest().bytes().take(self.indent).take_while(|it| *it == b' ').count();
        self.at += blanks;
    }

    /// Adds the next character of the value.
    fn take(&mut self, character: char, text: &mut HostedText) {
        loop {
            if self.style == Style::Double && self.rest().starts_with('\\') {
                let (length, meant) = escape(self.rest());
                let written = self.at..self.at + length;
                self.at += length;
                if meant.is_none() {
                    // The line goes on in the next.
                    continue;
                }
                return text.mean(character.encode_utf8(&mut [0; 4]), written);
            }
            if self.style == Style::Single && character == '\'' && self.rest().starts_with("''") {
                self.at += 2;
                return text.mean("'", self.at - 2..self.at);
            }
            let Some(found) = self.rest().chars().next() else { break };
            let written = self.at..self.at + found.len_utf8();
            let is_end = matches!(found, '\n' | '\r');
            if found == character || (is_end && character == ' ') {
                self.at = written.end;
                if found == '\r' && self.rest().starts_with('\n') {
                    self.at += 1;
                }
                if is_end {
                    self.skip_indent();
                }
                if found == character {
                    text.copy(self.host, written);
                } else {
                    text.mean(" ", written);
                }
                return;
            }
            if !found.is_whitespace() {
                break;
            }
            self.at = written.end;
            if is_end {
                self.skip_indent();
            }
        }
        text.mean(character.encode_utf8(&mut [0; 4]), self.at..self.at);
    }
}

/// The length of an escape, and what it means if that is a character.
fn escape(text: &str) -> (usize, Option<()>) {
    let mut characters = text.char_indices().skip(1);
    let Some((at, kind)) = characters.next() else { return (text.len(), Some(())) };
    let digits = match kind {
        '\n' | '\r' => {
            let blanks = text[at..].len() - text[at..].trim_start().len();
            return (at + blanks, None);
        }
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let mut length = at + kind.len_utf8();
    length += text[length..].bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
    // Two escapes that are one character.
    let high = text.get(2..4).is_some_and(|it| {
        matches!(it.as_bytes(), [b'd' | b'D', b'8'..=b'9' | b'a' | b'b' | b'A' | b'B'])
    });
    if kind == 'u' && high && text[length..].starts_with("\\u") {
        length = (length + 6).min(text.len());
        while !text.is_char_boundary(length) {
            length -= 1;
        }
    }
    (length, Some(()))
}
