//! String and number literals.

use tmplint_ir::{Part, Span, Value};
use tree_sitter::Node;

use super::lowering::Lowering;
use super::syntax::{child_of_kind, children, field, span};

/// What the letters before a string's quote say.
#[derive(Clone, Copy)]
struct Prefix {
    is_raw: bool,
    is_format: bool,
    is_bytes: bool,
}

impl Prefix {
    fn of(start: &str) -> Self {
        let has = |letters: [char; 2]| start.contains(letters);
        Self {
            is_raw: has(['r', 'R']),
            is_format: has(['f', 'F']) || has(['t', 'T']),
            is_bytes: has(['b', 'B']),
        }
    }
}

impl<'t> Lowering<'t> {
    /// One text of adjacent string literals.
    pub(super) fn string(&mut self, literals: &[Node<'t>]) -> Value {
        let mut parts = Vec::new();
        for &literal in literals {
            let start = child_of_kind(literal, "string_start").map_or("", |start| self.text(start));
            if start.starts_with('`') {
                // Python 2: the text of a value, which is written inside.
                parts.push(Part::Hole { value: Value::Opaque, span: span(literal) });
            } else {
                self.literal(literal, Prefix::of(start), &mut parts);
            }
        }
        Value::Text(parts)
    }

    fn literal(&mut self, literal: Node<'t>, prefix: Prefix, parts: &mut Vec<Part>) {
        let pieces = children(literal);
        if !pieces.iter().any(|piece| piece.kind() == "interpolation") {
            let mut text = String::new();
            for piece in pieces {
                if piece.kind() == "string_content" {
                    unescape(self.text(piece), prefix, &mut text);
                }
            }
            parts.push(Part::Literal { text, span: span(literal) });
            return;
        }
        for piece in pieces {
            match piece.kind() {
                "string_content" => {
                    let mut text = String::new();
                    unescape(self.text(piece), prefix, &mut text);
                    parts.push(Part::Literal { text, span: span(piece) });
                }
                "interpolation" => self.interpolation(piece, parts),
                _ => {}
            }
        }
    }

    fn interpolation(&mut self, node: Node<'t>, parts: &mut Vec<Part>) {
        let Some(expression) = field(node, "expression") else { return };
        let conversion = field(node, "type_conversion");
        let specifier = field(node, "format_specifier");
        let end = conversion.or(specifier).map_or(node.end_byte() - 1, |after| after.start_byte());
        let tail = self.source.get(expression.end_byte()..end).unwrap_or("").trim();
        if tail.ends_with('=') && !tail.ends_with("==") {
            // `{x=}` writes the expression too.
            let start = node.start_byte() + 1;
            let written = self.source.get(start..end).unwrap_or("").to_owned();
            parts.push(Part::Literal { text: written, span: Span::new(start, end) });
        }
        let mut value = self.value(expression);
        if conversion.is_some_and(|conversion| self.text(conversion) != "!s") {
            value = Value::Opaque;
        }
        if let Some(specifier) = specifier {
            for inner in children(specifier) {
                if let Some(expression) = field(inner, "expression") {
                    self.effects(expression);
                }
            }
        }
        parts.push(Part::Hole { value, span: span(node) });
    }
}

/// Appends the characters that the source text of a literal stands for.
fn unescape(source: &str, prefix: Prefix, text: &mut String) {
    let mut rest = source.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '{' | '}' if prefix.is_format => {
                rest.next_if_eq(&character);
                text.push(character);
            }
            '\\' if !prefix.is_raw => {
                let Some(letter) = rest.next() else {
                    text.push('\\');
                    break;
                };
                escape(letter, &mut rest, prefix, text);
            }
            other => text.push(other),
        }
    }
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// What the backslash and the letter, with what belongs to them of `rest`, stand for.
fn escape(letter: char, rest: &mut Rest<'_>, prefix: Prefix, text: &mut String) {
    match letter {
        '\n' => {}
        '\r' => {
            rest.next_if_eq(&'\n');
        }
        'a' => text.push('\x07'),
        'b' => text.push('\x08'),
        'f' => text.push('\x0c'),
        'n' => text.push('\n'),
        'r' => text.push('\r'),
        't' => text.push('\t'),
        'v' => text.push('\x0b'),
        '\\' | '\'' | '"' => text.push(letter),
        'x' => text.push(code(rest, 16, 2, 0)),
        'u' if !prefix.is_bytes => text.push(code(rest, 16, 4, 0)),
        'U' if !prefix.is_bytes => text.push(code(rest, 16, 8, 0)),
        'N' if !prefix.is_bytes && rest.peek() == Some(&'{') => {
            while rest.next().is_some_and(|skipped| skipped != '}') {}
            text.push(char::REPLACEMENT_CHARACTER);
        }
        '0'..='7' => text.push(code(rest, 8, 2, letter as u32 - '0' as u32)),
        other => {
            text.push('\\');
            text.push(other);
        }
    }
}

/// The character whose number is `first` followed by up to `most` digits.
fn code(rest: &mut Rest<'_>, radix: u32, most: usize, first: u32) -> char {
    let mut code = first;
    for _ in 0..most {
        let Some(digit) = rest.peek().and_then(|next| next.to_digit(radix)) else { break };
        code = code.saturating_mul(radix).saturating_add(digit);
        rest.next();
    }
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The value of an integer literal: `0600` is octal, as in Python 2; `None` if it does not fit or
/// is imaginary.
pub(super) fn number(literal: &str) -> Option<i64> {
    let digits = literal.replace('_', "").to_ascii_lowercase();
    let digits = digits.strip_suffix('l').unwrap_or(&digits);
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        Some(start) if start.starts_with('0') => (digits, 8),
        _ => (digits, 10),
    };
    i64::from_str_radix(digits, radix).ok()
}
