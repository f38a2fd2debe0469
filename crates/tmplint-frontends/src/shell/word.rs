//! Words: quotes removed, expansions put in.

use tmplint_ir::{Arg, Part, Span, Value};

use super::Lowering;
use super::extent::{Extents, is_name_start};
use super::fragment::{Extent, Fragment};

/// Which characters are special in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// Outside of quotes.
    Bare,
    /// In double quotes.
    Double,
    /// In a here-document.
    Here,
}

/// Parts in the making: neighbouring characters become one literal.
pub(super) struct Assembler<'f, 's> {
    fragment: &'f Fragment<'s>,
    parts: Vec<Part>,
    literal: String,
    /// Where the literal stands, if there is one.
    extent: Option<Extent>,
    /// Host offset of each character of each literal part, where wanted.
    origins: Option<Vec<Vec<usize>>>,
    current: Vec<usize>,
}

impl<'f, 's> Assembler<'f, 's> {
    fn new(fragment: &'f Fragment<'s>, trace: bool) -> Self {
        Self {
            fragment,
            parts: Vec::new(),
            literal: String::new(),
            extent: None,
            origins: trace.then(Vec::new),
            current: Vec::new(),
        }
    }

    /// Adds a character written in `extent`.
    fn character(&mut self, character: char, extent: &Extent) {
        self.literal.push(character);
        if self.origins.is_some() {
            // Of an escape, the character itself.
            let at = extent.end.saturating_sub(character.len_utf8()).max(extent.start);
            self.current.push(self.fragment.host_offset(at));
        }
        self.cover(extent);
    }

    /// Makes the literal reach over `extent`.
    fn cover(&mut self, extent: &Extent) {
        match &mut self.extent {
            Some(covered) => covered.end = extent.end,
            None => self.extent = Some(extent.clone()),
        }
    }

    /// Adds unchanged text.
    fn plain(&mut self, extent: &Extent) {
        if extent.is_empty() {
            return;
        }
        let text = self.fragment.slice(extent);
        if self.origins.is_some() {
            let offsets = text.char_indices().map(|(at, _)| extent.start + at);
            self.current.extend(offsets.map(|at| self.fragment.host_offset(at)));
        }
        self.literal.push_str(text);
        self.cover(extent);
    }

    /// Takes the character at `at`, which may stand for a value put into the text.
    fn marker_or_character(&mut self, at: usize) -> usize {
        let Some(character) = self.fragment.text.get(at..).and_then(|rest| rest.chars().next())
        else {
            return at + 1;
        };
        let end = at + character.len_utf8();
        match self.fragment.hole(character) {
            Some(place) => self.hole(Value::Place(place), &(at..end)),
            None => self.character(character, &(at..end)),
        }
        end
    }

    fn single_quoted(&mut self, extent: &Extent) {
        let open = extent.start;
        let inner = open + 1..unclosed(self.fragment, extent, b'\'');
        self.open_quote(open);
        let mut at = inner.start;
        if self.fragment.has_holes() {
            while at < inner.end {
                at = self.marker_or_character(at);
            }
        } else {
            self.plain(&inner);
        }
        self.close_quote(extent);
    }

    fn flush(&mut self) {
        let extent = self.extent.take();
        let Some(extent) = extent.filter(|_| !self.literal.is_empty()) else { return };
        let text = std::mem::take(&mut self.literal);
        self.parts.push(Part::Literal { text, span: self.fragment.span(&extent) });
        let current = std::mem::take(&mut self.current);
        if let Some(origins) = &mut self.origins {
            origins.push(current);
        }
    }

    fn hole(&mut self, value: Value, extent: &Extent) {
        self.flush();
        self.parts.push(Part::Hole { value, span: self.fragment.span(extent) });
    }
}

/// The value of a word from its parts.
pub(super) fn value(mut parts: Vec<Part>, span: Span) -> Value {
    match parts.as_mut_slice() {
        [] => Value::literal("", span),
        [Part::Hole { value, .. }] => std::mem::replace(value, Value::Opaque),
        _ => Value::Text(parts),
    }
}

impl Lowering {
    /// The value of a word.
    pub(super) fn word(&mut self, text: &Fragment<'_>, extent: &Extent) -> Value {
        let parts = self.parts(text, extent, Quoting::Bare);
        value(parts, text.span(extent))
    }

    /// The arguments a word becomes: one, or several by brace expansion.
    pub(super) fn arguments(&mut self, text: &Fragment<'_>, extent: &Extent, into: &mut Vec<Arg>) {
        let span = text.span(extent);
        let argument = |value| Arg { name: None, value, span };
        let Some((before, choices, after)) = braces(text, extent) else {
            into.push(argument(self.word(text, extent)));
            return;
        };
        let before = self.parts(text, &before, Quoting::Bare);
        let choices: Vec<_> =
            choices.iter().map(|choice| self.parts(text, choice, Quoting::Bare)).collect();
        let after = self.parts(text, &after, Quoting::Bare);
        for choice in choices {
            let parts = before.iter().cloned().chain(choice).chain(after.iter().cloned()).collect();
            into.push(argument(value(joined(parts), span)));
        }
    }

    /// The parts of a text.
    pub(super) fn parts(
        &mut self,
        text: &Fragment<'_>,
        extent: &Extent,
        quoting: Quoting,
    ) -> Vec<Part> {
        let mut assembler = Assembler::new(text, false);
        self.assemble(&mut assembler, extent, quoting);
        assembler.flush();
        assembler.parts
    }

    /// The parts of a word, and the host offset of each character of each literal part.
    pub(super) fn traced_parts(
        &mut self,
        text: &Fragment<'_>,
        extent: &Extent,
        quoting: Quoting,
    ) -> (Vec<Part>, Vec<Vec<usize>>) {
        let mut assembler = Assembler::new(text, true);
        self.assemble(&mut assembler, extent, quoting);
        assembler.flush();
        (assembler.parts, assembler.origins.unwrap_or_default())
    }

    fn assemble(&mut self, into: &mut Assembler<'_, '_>, extent: &Extent, quoting: Quoting) {
        let text = into.fragment;
        let extents = Extents::new(text, extent.end);
        let mut at = extent.start;
        if quoting == Quoting::Bare && text.byte(at) == b'~' && at < extent.end {
            at = self.tilde(into, extent);
        }
        while at < extent.end {
            let run = plain_run(text, at, extent.end);
            if run > at {
                into.plain(&(at..run));
                at = run;
                continue;
            }
            at = match (text.byte(at), quoting) {
                (b'\\', _) => escape(into, at, extent.end, quoting),
                (b'\'', Quoting::Bare) => {
                    let end = extents.single_quoted(at);
                    into.single_quoted(&(at..end));
                    end
                }
                (b'"', Quoting::Bare) => {
                    let end = extents.double_quoted(at);
                    self.double_quoted(into, &(at..end));
                    end
                }
                // In `"${x:-"a b"}"` the inner quotes mean nothing.
                (b'"', Quoting::Double) => at + 1,
                (b'$', _) => self.dollar(into, at, extent.end, quoting),
                (b'`', _) => {
                    let end = extents.backquoted(at);
                    let value = self.backquoted(text, &(at..end), quoting);
                    into.hole(value, &(at..end));
                    end
                }
                (b'<' | b'>', Quoting::Bare) if text.byte(at + 1) == b'(' => {
                    let end = extents.substitution(at + 1);
                    let value = self.process_substitution(text, &(at..end));
                    into.hole(value, &(at..end));
                    end
                }
                _ => into.marker_or_character(at),
            };
        }
    }

    /// `~` and `~/…` are the home directory; `~user` is someone's.
    fn tilde(&mut self, into: &mut Assembler<'_, '_>, extent: &Extent) -> usize {
        let text = into.fragment;
        let word = text.slice(extent);
        let length = word.find(['/', ':']).unwrap_or(word.len());
        let name = &word[1..length];
        let end = extent.start + length;
        if name.is_empty() {
            let place = self.variable("HOME", text.span(&(extent.start..end)));
            into.hole(Value::Place(place), &(extent.start..end));
            end
        } else if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte)) {
            into.hole(Value::Opaque, &(extent.start..end));
            end
        } else {
            extent.start
        }
    }

    fn double_quoted(&mut self, into: &mut Assembler<'_, '_>, extent: &Extent) {
        let inner = extent.start + 1..unclosed(into.fragment, extent, b'"');
        into.open_quote(extent.start);
        self.assemble(into, &inner, Quoting::Double);
        into.close_quote(extent);
    }

    /// Takes what a dollar sign begins, and gives its end.
    fn dollar(
        &mut self,
        into: &mut Assembler<'_, '_>,
        at: usize,
        end: usize,
        quoting: Quoting,
    ) -> usize {
        let text = into.fragment;
        let extents = Extents::new(text, end);
        let next = if at + 1 < end { text.byte(at + 1) } else { 0 };
        let stop = extents.dollar(at, quoting != Quoting::Bare);
        let extent = at..stop;
        match next {
            b'\'' if quoting == Quoting::Bare => ansi_quoted(into, &extent),
            b'"' if quoting == Quoting::Bare => self.double_quoted(into, &(at + 1..stop)),
            b'(' | b'{' | b'[' if stop > at + 2 => {
                let value = match next {
                    b'{' => self.expansion(text, &extent, quoting),
                    b'(' if extents.arithmetic(at + 1) != Some(stop) => {
                        let closed = usize::from(text.byte(stop - 1) == b')');
                        self.substitution(text, &(at + 2..stop - closed), &extent)
                    }
                    _ => {
                        self.hidden_substitutions(text, &(at + 2..stop));
                        Value::Opaque
                    }
                };
                into.hole(value, &extent);
            }
            byte if stop > at + 1 && (is_name_start(byte) || !b"([{'\"".contains(&byte)) => {
                let name = text.slice(&(at + 1..stop));
                let place = self.variable(name, text.span(&extent));
                into.hole(Value::Place(place), &extent);
            }
            _ => {
                into.plain(&(at..at + 1));
                return at + 1;
            }
        }
        stop
    }

    /// Runs the substitutions inside of an expression whose own value is not followed.
    pub(super) fn hidden_substitutions(&mut self, text: &Fragment<'_>, extent: &Extent) {
        let inner = text.slice(extent);
        if inner.contains("$(") || inner.contains('`') || inner.contains(":=") {
            self.parts(text, extent, Quoting::Double);
        }
    }
}

impl Assembler<'_, '_> {
    /// A quote opens: a literal that begins in it has the quote in its span.
    fn open_quote(&mut self, at: usize) {
        if self.extent.is_none() {
            self.extent = Some(at..at + 1);
        }
    }

    /// A quote closes. If only text was in it, the literal has the quote in its span; if nothing
    /// was in it, nothing remains of it.
    fn close_quote(&mut self, quoted: &Extent) {
        match &mut self.extent {
            Some(extent) if extent.start <= quoted.start => extent.end = quoted.end,
            _ => {}
        }
    }
}

/// The end of the characters from `at` on that nothing makes special.
fn plain_run(text: &Fragment<'_>, at: usize, end: usize) -> usize {
    let bytes = text.bytes().get(at..end).unwrap_or(&[]);
    let markers = text.has_holes();
    let special = |&byte: &u8| match byte {
        b'\\' | b'\'' | b'"' | b'$' | b'`' | b'<' | b'>' => true,
        _ => markers && byte >= 0x80,
    };
    at + bytes.iter().position(special).unwrap_or(bytes.len())
}

/// The end of the text in quotes: before the closing quote, if there is one.
fn unclosed(text: &Fragment<'_>, extent: &Extent, quote: u8) -> usize {
    let closed = extent.len() > 1 && text.byte(extent.end - 1) == quote;
    extent.end - usize::from(closed)
}

/// Takes a backslash and what it makes ordinary.
fn escape(into: &mut Assembler<'_, '_>, at: usize, end: usize, quoting: Quoting) -> usize {
    let rest = into.fragment.text.get(at + 1..end).unwrap_or("");
    let Some(next) = rest.chars().next() else {
        into.character('\\', &(at..at + 1));
        return at + 1;
    };
    let stop = at + 1 + next.len_utf8();
    let removed = match quoting {
        Quoting::Bare => true,
        Quoting::Double => "$`\"\\\n".contains(next),
        Quoting::Here => "$`\\\n".contains(next),
    };
    match next {
        '\n' if removed => {}
        '\r' if rest.starts_with("\r\n") => return stop + 1,
        _ if removed => into.character(next, &(at..stop)),
        _ => {
            into.plain(&(at..at + 1));
            return at + 1;
        }
    }
    stop
}

/// Takes `$'…'`.
fn ansi_quoted(into: &mut Assembler<'_, '_>, extent: &Extent) {
    let end = unclosed(into.fragment, extent, b'\'');
    into.open_quote(extent.start);
    let mut at = extent.start + 2;
    while at < end {
        let rest = into.fragment.text.get(at..end).unwrap_or("");
        let mut characters = rest.chars();
        let Some(first) = characters.next() else { break };
        let (character, length) = match (first, characters.next()) {
            ('\\', Some(escaped)) => ansi_escape(escaped, &rest[1..]),
            _ => (first, first.len_utf8()),
        };
        into.character(character, &(at..at + length));
        at += length;
    }
    into.close_quote(extent);
}

/// The character an escape in `$'…'` means, and the length of the whole escape.
fn ansi_escape(escaped: char, rest: &str) -> (char, usize) {
    let number = |skip: usize, most: usize, radix: u32| {
        let digits: String =
            rest.chars().skip(skip).take(most).take_while(|digit| digit.is_digit(radix)).collect();
        let code = u32::from_str_radix(&digits, radix).ok();
        let character = code.and_then(char::from_u32).unwrap_or('?');
        (character, 1 + skip + digits.len())
    };
    match escaped {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'a' => ('\u{7}', 2),
        'b' => ('\u{8}', 2),
        'e' | 'E' => ('\u{1b}', 2),
        'f' => ('\u{c}', 2),
        'v' => ('\u{b}', 2),
        'x' => number(1, 2, 16),
        'u' => number(1, 4, 16),
        'U' => number(1, 8, 16),
        '0'..='7' => number(0, 3, 8),
        '\\' | '\'' | '"' | '?' => (escaped, 2),
        _ => ('\\', 1),
    }
}

/// A brace expansion with one pair of braces, taken apart: what is before, the choices, what is
/// after. Nested ones, and those of several pairs, stay as they are written.
fn braces(text: &Fragment<'_>, extent: &Extent) -> Option<(Extent, Vec<Extent>, Extent)> {
    if !text.slice(extent).contains('{') {
        return None;
    }
    let extents = Extents::new(text, extent.end);
    let (mut open, mut close) = (None, None);
    let mut commas = Vec::new();
    let mut at = extent.start;
    while at < extent.end {
        match text.byte(at) {
            b'{' if open.is_some() => return None,
            b'{' => open = Some(at),
            b',' if open.is_some() && close.is_none() => commas.push(at),
            b'}' if close.is_none() => close = Some(at),
            _ => {}
        }
        at = extents.character(at);
    }
    let (open, close) = (open?, close?);
    if commas.is_empty() || close < open {
        return None;
    }
    let mut start = open + 1;
    let mut choices = Vec::new();
    for end in commas.into_iter().chain([close]) {
        choices.push(start..end);
        start = end + 1;
    }
    Some((extent.start..open, choices, close + 1..extent.end))
}

/// Parts with neighbouring literals made one.
pub(super) fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (all.last_mut(), part) {
            (Some(Part::Literal { text, span }), Part::Literal { text: more, span: place }) => {
                *text += &more;
                *span = span.cover(place);
            }
            (_, part) => all.push(part),
        }
    }
    all
}
