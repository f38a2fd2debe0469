//! Untrusted text made safe to show.

use std::borrow::Cow;

/// Text with every character that a terminal or reader could be deceived by written as `\u{…}`,
/// line ends and tabs included: for messages, paths and everything else that stays on its line.
pub fn visible(text: &str) -> Cow<'_, str> {
    let hazardous = |character| is_hazardous(character) || character == '\t';
    if !text.contains(hazardous) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if hazardous(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// The character to print for one of a source line. One for one, so that carets stay in place.
pub(crate) fn printable(character: char) -> char {
    match character {
        '\t' => '\t',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hazardous(character) => '\u{fffd}',
        _ => character,
    }
}

/// Whether a character controls a terminal, is invisible, or changes the order in which others
/// are shown. Tabs are not among them.
pub(crate) fn is_hazardous(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        // Zero-width characters, direction marks; line and paragraph separators, embeddings and
        // overrides; invisible operators, isolates, deprecated format characters.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        // Interlinear annotation, tags, variation selectors' supplement.
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => character.is_control(),
    }
}

/// A line cut to `width` characters, with an ellipsis in its middle if something is left out.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length <= width {
        return text.to_owned();
    }
    let tail = width / 3;
    let head = width.saturating_sub(tail + 1);
    text.chars().take(head).chain(['…']).chain(text.chars().skip(length - tail)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(visible("a\nb\u{9b}31m"), "a\\u{a}b\\u{9b}31m");
        assert_eq!(visible("x\u{202e}y"), "x\\u{202e}y");
        assert!(matches!(visible("/tmp/é𝕏"), Cow::Borrowed(_)));
    }

    #[test]
    fn source_characters_are_replaced_one_for_one() {
        let shown: String = "\u{1b}[0m\t\u{7f}\u{202e}é".chars().map(printable).collect();
        assert_eq!(shown, "␛[0m\t␡\u{fffd}é");
    }

    #[test]
    fn long_text_keeps_both_ends() {
        assert_eq!(shortened("abcdefghij", 7), "abcd…ij");
        assert_eq!(shortened("abc", 3), "abc");
    }
}
