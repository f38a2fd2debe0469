//! Splits format strings into literal pieces and the arguments between them.

use tmplint_ir::FormatStyle;

/// A piece of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Characters as they are.
    Literal(String),
    /// The next argument.
    Next,
    /// An argument that is a width.
    Skip,
    /// The argument with this index.
    Index(usize),
    /// The argument with this name.
    Named(String),
}

/// Splits a format string. What is not understood takes the next argument.
pub(crate) fn split(format: &str, style: FormatStyle) -> Vec<Slot> {
    match style {
        FormatStyle::Percent => percent(format),
        FormatStyle::Brace => brace(format),
    }
}

/// The escapes of a shell's `printf` that matter to a name, read.
pub(crate) fn unescaped(format: &str) -> String {
    let mut text = String::with_capacity(format.len());
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('\\') | None => text.push('\\'),
            Some(other) => text.extend(['\\', other]),
        }
    }
    text
}

/// Splits a text with `$name` and `${name}` in it.
pub(crate) fn dollar(format: &str) -> Vec<Slot> {
    let mut slots = Slots::default();
    let mut rest = format.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '$' {
            slots.literal.push(character);
            continue;
        }
        let braced = rest.peek() == Some(&'{');
        if braced || rest.peek() == Some(&'$') {
            rest.next();
        }
        let mut name = String::new();
        while let Some(next) = rest.next_if(|next| next.is_alphanumeric() || *next == '_') {
            name.push(next);
        }
        if braced {
            rest.next_if_eq(&'}');
        }
        if name.is_empty() {
            slots.literal.push('$');
        } else {
            slots.add(Slot::Named(name));
        }
    }
    slots.finish()
}

fn percent(format: &str) -> Vec<Slot> {
    let mut slots = Slots::default();
    let mut rest = format.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '%' {
            slots.literal.push(character);
            continue;
        }
        match rest.peek() {
            Some('%') => {
                rest.next();
                slots.literal.push('%');
            }
            Some('(') => {
                rest.next();
                let name: String = rest.by_ref().take_while(|&next| next != ')').collect();
                skip_conversion(&mut rest, &mut slots);
                slots.add(Slot::Named(name));
            }
            None => slots.literal.push('%'),
            Some(_) => {
                skip_conversion(&mut rest, &mut slots);
                slots.add(Slot::Next);
            }
        }
    }
    slots.finish()
}

/// Flags, width, precision, length and the conversion letter. A `*` takes an argument, too.
fn skip_conversion(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, slots: &mut Slots) {
    while let Some(&next) = rest.peek() {
        rest.next();
        if next == '*' {
            slots.stars += 1;
        }
        if next.is_ascii_alphabetic() && !matches!(next, 'l' | 'h' | 'z' | 'j' | 't' | 'L' | 'q') {
            break;
        }
    }
}

fn brace(format: &str) -> Vec<Slot> {
    let mut slots = Slots::default();
    let mut rest = format.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '{' if rest.peek() == Some(&'{') => {
                rest.next();
                slots.literal.push('{');
            }
            '}' if rest.peek() == Some(&'}') => {
                rest.next();
                slots.literal.push('}');
            }
            '{' => {
                let inside: String = rest.by_ref().take_while(|&next| next != '}').collect();
                let name = inside.split([':', '!', '.', '[']).next().unwrap_or("").trim();
                slots.add(if name.is_empty() {
                    Slot::Next
                } else if let Ok(index) = name.parse() {
                    Slot::Index(index)
                } else {
                    Slot::Named(name.to_owned())
                });
            }
            _ => slots.literal.push(character),
        }
    }
    slots.finish()
}

#[derive(Default)]
struct Slots {
    done: Vec<Slot>,
    literal: String,
    stars: usize,
}

impl Slots {
    fn add(&mut self, slot: Slot) {
        if !self.literal.is_empty() {
            self.done.push(Slot::Literal(std::mem::take(&mut self.literal)));
        }
        for _ in 0..std::mem::take(&mut self.stars) {
            self.done.push(Slot::Skip);
        }
        self.done.push(slot);
    }

    fn finish(mut self) -> Vec<Slot> {
        if !self.literal.is_empty() {
            self.done.push(Slot::Literal(self.literal));
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats() {
        assert_eq!(
            split("/tmp/%s-%05lu.%%x", FormatStyle::Percent),
            [
                Slot::Literal("/tmp/".into()),
                Slot::Next,
                Slot::Literal("-".into()),
                Slot::Next,
                Slot::Literal(".%x".into()),
            ]
        );
        assert_eq!(
            split("%(dir)s/x", FormatStyle::Percent),
            [Slot::Named("dir".into()), Slot::Literal("/x".into())]
        );
    }

    #[test]
    fn dollar_templates() {
        assert_eq!(
            dollar("/tmp/$a-${b}.c"),
            [
                Slot::Literal("/tmp/".into()),
                Slot::Named("a".into()),
                Slot::Literal("-".into()),
                Slot::Named("b".into()),
                Slot::Literal(".c".into()),
            ]
        );
        assert_eq!(dollar("$$"), [Slot::Literal("$".into())]);
    }

    #[test]
    fn brace_formats() {
        assert_eq!(
            split("{}/{0:>3}/{name!r}{{", FormatStyle::Brace),
            [
                Slot::Next,
                Slot::Literal("/".into()),
                Slot::Index(0),
                Slot::Literal("/".into()),
                Slot::Named("name".into()),
                Slot::Literal("{".into()),
            ]
        );
    }
}
