//! Finds where quoted text, expansions and words end.

use super::fragment::Fragment;
use super::lex;

/// Nesting of expansions that is followed. Deeper ones are read as ordinary characters: the text
/// is still covered, only its structure is not seen. Each level may read the rest of the file once.
pub(super) const MAX_NESTING: usize = 20;

/// Length of the old `$[ … ]` arithmetic that is looked for.
const MAX_BRACKETS: usize = 256;

/// Nesting of parentheses in an arithmetic expression or array.
const MAX_PARENTHESES: usize = 100;

/// Looks for ends in a fragment up to a limit, which may be before the fragment's own end.
#[derive(Clone, Copy)]
pub(super) struct Extents<'f, 's> {
    pub(super) fragment: &'f Fragment<'s>,
    pub(super) limit: usize,
    pub(super) nesting: usize,
}

impl<'f, 's> Extents<'f, 's> {
    pub(super) fn new(fragment: &'f Fragment<'s>, limit: usize) -> Self {
        Self { fragment, limit, nesting: 0 }
    }

    fn deeper(self) -> Self {
        Self { nesting: self.nesting + 1, ..self }
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        if at < self.limit { self.fragment.byte(at) } else { 0 }
    }

    /// The end of the word that starts at `at`: where a blank or operator that no quote covers
    /// stands. Equal to `at` if there is no word.
    pub(super) fn word(self, start: usize) -> usize {
        let mut at = start;
        while at < self.limit {
            at = match self.byte(at) {
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b')' => break,
                b'\r' if self.byte(at + 1) == b'\n' => break,
                b'<' | b'>' if self.byte(at + 1) == b'(' => self.substitution(at + 1),
                b'<' | b'>' => break,
                b'(' if at > start && self.opens_group(start, at) => self.group(at),
                b'(' => break,
                _ => self.character(at),
            };
        }
        at.min(self.limit)
    }

    /// Whether a parenthesis inside a word belongs to it: an array or an extended pattern.
    fn opens_group(&self, start: usize, at: usize) -> bool {
        match self.byte(at - 1) {
            b'@' | b'?' | b'*' | b'+' | b'!' => true,
            b'=' => assigned_name(&self.fragment.bytes()[start..at]),
            _ => false,
        }
    }

    /// The end of the character, quoted text or expansion at `at`, outside of quotes.
    pub(super) fn character(self, at: usize) -> usize {
        match self.byte(at) {
            b'\\' => self.escaped(at),
            b'\'' => self.single_quoted(at),
            b'"' => self.double_quoted(at),
            b'$' => self.dollar(at, false),
            b'`' => self.backquoted(at),
            _ => at + 1,
        }
    }

    /// Whether a word that reaches up to the limit does so because a quote or expansion in it is
    /// not closed.
    pub(super) fn is_unclosed(self, start: usize) -> bool {
        let (mut at, mut last) = (start, start);
        while at < self.limit {
            last = at;
            at = self.character(at);
        }
        let closer = match (self.byte(last), self.byte(last + 1)) {
            (quote @ (b'\'' | b'"' | b'`'), _) => quote,
            (b'$', quote @ (b'\'' | b'"')) => quote,
            (b'$', b'(') => b')',
            (b'$', b'{') => b'}',
            _ => return false,
        };
        // An opening quote that is the last character closes nothing.
        let opened = last + usize::from(self.byte(last) == b'$');
        self.limit <= opened + 1 || self.byte(self.limit - 1) != closer
    }

    /// The end of a backslash and the character after it.
    fn escaped(self, at: usize) -> usize {
        let after = self.fragment.text.get(at + 1..).and_then(|rest| rest.chars().next());
        (at + 1 + after.map_or(0, char::len_utf8)).min(self.limit)
    }

    pub(super) fn single_quoted(self, at: usize) -> usize {
        let rest = self.fragment.bytes().get(at + 1..self.limit).unwrap_or(&[]);
        rest.iter().position(|&byte| byte == b'\'').map_or(self.limit, |quote| at + quote + 2)
    }

    fn ansi_quoted(self, mut at: usize) -> usize {
        while at < self.limit {
            match self.byte(at) {
                b'\\' => at = self.escaped(at),
                b'\'' => return at + 1,
                _ => at += 1,
            }
        }
        self.limit
    }

    pub(super) fn double_quoted(self, start: usize) -> usize {
        let mut at = start + 1;
        while at < self.limit {
            at = match self.byte(at) {
                b'"' => return at + 1,
                b'\\' => self.escaped(at),
                b'$' => self.dollar(at, true),
                b'`' => self.backquoted(at),
                _ => at + 1,
            };
        }
        self.limit
    }

    pub(super) fn backquoted(self, start: usize) -> usize {
        let mut at = start + 1;
        while at < self.limit {
            at = match self.byte(at) {
                b'`' => return at + 1,
                b'\\' => self.escaped(at),
                _ => at + 1,
            };
        }
        self.limit
    }

    /// The end of what a dollar sign begins; one further if it stands for itself.
    pub(super) fn dollar(self, at: usize, quoted: bool) -> usize {
        match self.byte(at + 1) {
            _ if self.nesting > MAX_NESTING => at + 1,
            b'(' if self.byte(at + 2) == b'(' => {
                self.arithmetic(at + 1).unwrap_or_else(|| self.substitution(at + 1))
            }
            b'(' => self.substitution(at + 1),
            b'{' => self.braced(at + 1, quoted),
            b'[' => self.bracketed(at + 1),
            b'\'' if !quoted => self.ansi_quoted(at + 2),
            b'"' if !quoted => self.double_quoted(at + 1),
            byte if is_name_start(byte) => {
                let mut end = at + 2;
                while is_name(self.byte(end)) {
                    end += 1;
                }
                end
            }
            b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!' => at + 2,
            _ => at + 1,
        }
    }

    /// The end of `( … )` with commands inside, from its parenthesis on.
    pub(super) fn substitution(self, open: usize) -> usize {
        if self.nesting > MAX_NESTING {
            return open + 1;
        }
        self.remembered(open, || lex::substitution_end(self.deeper(), open + 1))
    }

    /// The end of `(( … ))` from its first parenthesis on, if that is what it is.
    pub(super) fn arithmetic(self, open: usize) -> Option<usize> {
        let doubled = self.byte(open) == b'(' && self.byte(open + 1) == b'(';
        if !doubled || self.nesting > MAX_NESTING {
            return None;
        }
        // Kept apart from the end of a substitution at the same place by the second parenthesis.
        let end = self.remembered(open + 1, || {
            let inner = self.deeper();
            let end = inner.group(open + 1);
            if end < self.limit && self.byte(end) == b')' && self.byte(end - 1) == b')' {
                end + 1
            } else {
                0
            }
        });
        (end > 0 && end <= self.limit).then_some(end)
    }

    /// The end of `${ … }` from its brace on.
    fn braced(self, open: usize, quoted: bool) -> usize {
        self.remembered(open, || {
            let inner = self.deeper();
            let mut at = open + 1;
            // In double quotes a single quote is an ordinary character, except in a pattern.
            let mut pattern = !quoted;
            while is_name(self.byte(at)) || matches!(self.byte(at), b'!' | b'@' | b'*') {
                at += 1;
            }
            pattern |= matches!(self.byte(at), b'#' | b'%' | b'/' | b'^' | b',');
            while at < self.limit {
                at = match self.byte(at) {
                    b'}' => return at + 1,
                    b'\\' => inner.escaped(at),
                    b'\'' if pattern => inner.single_quoted(at),
                    b'"' => inner.double_quoted(at),
                    b'$' => inner.dollar(at, quoted),
                    b'`' => inner.backquoted(at),
                    _ => at + 1,
                };
            }
            self.limit
        })
    }

    /// The end of `$[ … ]` from its bracket on, on the same line.
    fn bracketed(self, open: usize) -> usize {
        let limit = self.limit.min(open + MAX_BRACKETS);
        let (mut at, mut depth) = (open, 0_usize);
        while at < limit && self.byte(at) != b'\n' {
            match self.byte(at) {
                b'[' => depth += 1,
                b']' if depth == 1 => return at + 1,
                b']' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        open
    }

    /// The end of balanced parentheses: an array, a pattern, an arithmetic expression.
    pub(super) fn group(self, open: usize) -> usize {
        let inner = self.deeper();
        let (mut at, mut depth) = (open, 0_usize);
        while at < self.limit {
            at = match self.byte(at) {
                // Whoever nests deeper wrote no shell; giving up here keeps the search linear.
                b'(' if depth > MAX_PARENTHESES => return self.limit,
                b'(' => {
                    depth += 1;
                    at + 1
                }
                b')' if depth <= 1 => return at + 1,
                b')' => {
                    depth -= 1;
                    at + 1
                }
                b'#' if matches!(self.byte(at - 1), b'\n' | b' ' | b'\t') => {
                    lex::line_end(self.fragment, at, self.limit)
                }
                _ => inner.character(at),
            };
        }
        self.limit
    }

    /// Looks an end up, or finds it and remembers it.
    fn remembered(self, key: usize, find: impl FnOnce() -> usize) -> usize {
        let known = self.fragment.ends.borrow().get(&key).copied();
        if let Some(end) = known.filter(|&end| end <= self.limit) {
            return end;
        }
        let end = find();
        self.fragment.ends.borrow_mut().insert(key, end);
        end
    }
}

/// Whether text is a name and the sign of an assignment: `x=`, `x+=`, `x[1]=`.
pub(super) fn assigned_name(text: &[u8]) -> bool {
    let Some((b'=', before)) = text.split_last() else { return false };
    let before = before.strip_suffix(b"+").unwrap_or(before);
    let length = before.iter().take_while(|&&byte| is_name(byte)).count();
    let (name, subscript) = before.split_at(length);
    name.first().is_some_and(|&byte| is_name_start(byte))
        && (subscript.is_empty() || subscript.starts_with(b"[") && subscript.ends_with(b"]"))
}

pub(super) fn is_name_start(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphabetic()
}

pub(super) fn is_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}
