//! The values of C's literals.

/// The characters of a string literal, escapes resolved. Bytes above ASCII that are written as
/// escapes are read as Latin-1.
pub(crate) fn string(literal: &str) -> String {
    let open = literal.find('"').map_or(0, |quote| quote + 1);
    let inner = literal.get(open..).unwrap_or("");
    unescape(inner.strip_suffix('"').unwrap_or(inner))
}

/// The value of a character constant.
pub(crate) fn character(literal: &str) -> Option<i64> {
    let open = literal.find('\'')? + 1;
    let inner = literal.get(open..)?;
    let text = unescape(inner.strip_suffix('\'').unwrap_or(inner));
    text.chars().next().map(|first| i64::from(u32::from(first)))
}

/// The value of an integer constant; none for a floating one.
pub(crate) fn number(literal: &str) -> Option<i64> {
    let (negative, digits) = match literal.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, literal.strip_prefix('+').unwrap_or(literal)),
    };
    let digits = digits.replace('\'', "").to_ascii_lowercase();
    let digits = digits.trim_end_matches(['u', 'l', 'z']);
    let value = if let Some(hexadecimal) = digits.strip_prefix("0x") {
        u64::from_str_radix(hexadecimal, 16)
    } else if let Some(binary) = digits.strip_prefix("0b") {
        u64::from_str_radix(binary, 2)
    } else if digits.len() > 1 && digits.starts_with('0') {
        u64::from_str_radix(digits, 8)
    } else {
        digits.parse()
    };
    let value = value.ok()?.cast_signed();
    Some(if negative { value.wrapping_neg() } else { value })
}

fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(slash) = rest.find('\\') {
        let (plain, escape) = rest.split_at(slash);
        result.push_str(plain);
        let (character, length) = escaped(escape.get(1..).unwrap_or(""));
        result.extend(character);
        rest = escape.get(1 + length..).unwrap_or("");
    }
    result.push_str(rest);
    result
}

/// The character that an escape without its backslash stands for, and the escape's length.
fn escaped(escape: &str) -> (Option<char>, usize) {
    let Some(first) = escape.chars().next() else { return (None, 0) };
    let digits = |from: usize, most: usize, radix: u32| {
        let count = escape
            .bytes()
            .skip(from)
            .take(most)
            .take_while(|&byte| char::from(byte).is_digit(radix))
            .count();
        let value = escape.get(from..from + count).unwrap_or("");
        (u32::from_str_radix(value, radix).ok().and_then(char::from_u32), from + count)
    };
    match first {
        'n' => (Some('\n'), 1),
        't' => (Some('\t'), 1),
        'r' => (Some('\r'), 1),
        'a' => (Some('\u{7}'), 1),
        'b' => (Some('\u{8}'), 1),
        'f' => (Some('\u{c}'), 1),
        'v' => (Some('\u{b}'), 1),
        'e' => (Some('\u{1b}'), 1),
        '0'..='7' => digits(0, 3, 8),
        'x' => digits(1, 8, 16),
        'u' => digits(1, 4, 16),
        'U' => digits(1, 8, 16),
        // A continued line.
        '\n' => (None, 1),
        '\r' if escape.starts_with("\r\n") => (None, 2),
        other => (Some(other), other.len_utf8()),
    }
}
