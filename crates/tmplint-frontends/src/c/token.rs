//! A tolerant tokenizer: enough of C's lexical grammar to find items and directives in any file,
//! whatever macros have made of its syntax.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or keyword.
    Word,
    /// A number.
    Number,
    /// A string literal without its prefix.
    Text,
    /// A character constant without its prefix.
    Character,
    /// A preprocessor line, continuation lines included.
    Directive,
    /// `=` and the compound assignments.
    Assign,
    /// `.` and `->`.
    Member,
    /// A comparison.
    Compare,
    /// Any other byte of punctuation.
    Sign(u8),
}

/// A token, by its place in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    pub(crate) fn text<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.start..self.end).unwrap_or("")
    }

    pub(crate) fn is(&self, sign: u8) -> bool {
        self.kind == TokenKind::Sign(sign)
    }
}

/// Splits a text into tokens; comments and white space are left out.
pub(crate) fn tokenize(source: &str) -> Vec<Token> {
    let mut scanner = Scanner { bytes: source.as_bytes(), at: 0, line_start: true };
    let mut tokens = Vec::new();
    while let Some(token) = scanner.next() {
        tokens.push(token);
    }
    tokens
}

struct Scanner<'s> {
    bytes: &'s [u8],
    at: usize,
    /// Whether only white space and comments precede on this line.
    line_start: bool,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn next(&mut self) -> Option<Token> {
        self.skip_blank();
        let start = self.at;
        let &first = self.bytes.get(start)?;
        let kind = match first {
            b'#' if self.line_start => {
                self.directive();
                return Some(Token { kind: TokenKind::Directive, start, end: self.at });
            }
            b'"' => {
                self.quoted(b'"');
                TokenKind::Text
            }
            b'\'' => {
                self.quoted(b'\'');
                TokenKind::Character
            }
            b'0'..=b'9' => {
                self.number();
                TokenKind::Number
            }
            _ if is_word(first) => {
                while is_word(self.peek(0)) {
                    self.at += 1;
                }
                TokenKind::Word
            }
            _ => self.sign(first),
        };
        self.line_start = false;
        Some(Token { kind, start, end: self.at })
    }

    fn skip_blank(&mut self) {
        loop {
            match self.peek(0) {
                b'\n' => {
                    self.line_start = true;
                    self.at += 1;
                }
                b'/' if self.peek(1) == b'*' => self.block_comment(),
                b'/' if self.peek(1) == b'/' => self.line_comment(),
                b'\\' if matches!(self.peek(1), b'\n' | b'\r') => self.at += 2,
                byte if self.at < self.bytes.len() && (byte <= b' ') => self.at += 1,
                _ => return,
            }
        }
    }

    fn block_comment(&mut self) {
        self.at += 2;
        while self.at < self.bytes.len() && !(self.peek(0) == b'*' && self.peek(1) == b'/') {
            self.at += 1;
        }
        self.at = (self.at + 2).min(self.bytes.len());
    }

    /// To the line's end, which a backslash before it moves on.
    fn line_comment(&mut self) {
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            self.at += self.continuation().unwrap_or(1);
        }
    }

    /// The length of a continued line's end here.
    fn continuation(&self) -> Option<usize> {
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (b'\\', b'\n', _) => Some(2),
            (b'\\', b'\r', b'\n') => Some(3),
            _ => None,
        }
    }

    /// A literal ends at its quote, or at the line's end if there is none: an apostrophe in the
    /// text of an `#if 0` must not swallow the rest of the file.
    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            if let Some(length) = self.continuation() {
                self.at += length;
            } else if self.peek(0) == b'\\' && self.peek(1) != b'\n' {
                self.at = (self.at + 2).min(self.bytes.len());
            } else {
                self.at += 1;
                if self.bytes.get(self.at - 1) == Some(&quote) {
                    return;
                }
            }
        }
    }

    fn number(&mut self) {
        loop {
            match self.peek(0) {
                b'e' | b'E' | b'p' | b'P' if matches!(self.peek(1), b'+' | b'-') => self.at += 2,
                b'.' => self.at += 1,
                byte if is_word(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn directive(&mut self) {
        while self.at < self.bytes.len() && self.peek(0) != b'\n' {
            if let Some(length) = self.continuation() {
                self.at += length;
            } else if self.peek(0) == b'/' && self.peek(1) == b'*' {
                self.block_comment();
            } else if self.peek(0) == b'/' && self.peek(1) == b'/' {
                self.line_comment();
            } else if self.peek(0) == b'"' {
                self.quoted(b'"');
            } else {
                self.at += 1;
            }
        }
    }

    fn sign(&mut self, first: u8) -> TokenKind {
        let (second, third) = (self.peek(1), self.peek(2));
        let (kind, length) = match (first, second, third) {
            (b'<' | b'>', _, b'=') if first == second => (TokenKind::Assign, 3),
            (b'=' | b'!' | b'<' | b'>', b'=', _) => (TokenKind::Compare, 2),
            (b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^', b'=', _) => {
                (TokenKind::Assign, 2)
            }
            (b'-', b'>', _) => (TokenKind::Member, 2),
            (b'=', ..) => (TokenKind::Assign, 1),
            (b'.', b'.', b'.') => (TokenKind::Sign(b'.'), 3),
            (b'.', ..) => (TokenKind::Member, 1),
            _ => (TokenKind::Sign(first), 1),
        };
        self.at += length;
        kind
    }
}

/// Bytes of names. Those of multi-byte characters count: no C punctuation is among them.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}
