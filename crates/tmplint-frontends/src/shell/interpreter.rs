//! The `#!` line.

use tmplint_ir::{Arg, Call, Callee, Span, Step, Value};

use super::Lowering;

/// What a `#!` line says.
pub(super) struct Shebang {
    /// The program, without its directory.
    pub(super) program: String,
    /// The options it is given, with their places.
    options: Vec<(String, Span)>,
}

/// Reads the `#!` line, if the text starts with one.
pub(super) fn shebang(text: &str) -> Option<Shebang> {
    let line = text.strip_prefix('\u{feff}').unwrap_or(text).lines().next()?;
    let rest = line.strip_prefix("#!")?;
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut words = rest.split_ascii_whitespace().peekable();
    let base = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
    let mut program = base(words.next()?);
    if program == "env" {
        // `env -S bash -e`, `env FOO=bar bash`.
        let found = words.find(|word| !word.starts_with('-') && !word.contains('='));
        program = base(found?);
    }
    let options = words
        .map(|word| (word.to_owned(), offset(word)))
        .map(|(word, start)| {
            let span = Span::new(start, start + word.len());
            (word, span)
        })
        .collect();
    Some(Shebang { program, options })
}

impl Lowering {
    /// `#!/bin/sh -e` is `set -e` at the start of the script.
    pub(super) fn set_options(&mut self, shebang: &Shebang) {
        let mut named = false;
        let mut args = Vec::new();
        for (word, span) in &shebang.options {
            let short = word.strip_prefix(['-', '+']);
            let option = short.is_some_and(|letters| {
                !letters.is_empty() && letters.chars().all(|letter| letter.is_ascii_alphabetic())
            });
            if !option && !named {
                break;
            }
            named = option && word.ends_with('o');
            let value = Value::literal(word.clone(), *span);
            args.push(Arg { name: None, value, span: *span });
        }
        let (Some(first), Some(last)) = (args.first(), args.last()) else { return };
        let span = first.span.cover(last.span);
        let callee = Callee::Api("set".into());
        let call = Call {
            into: None,
            callee,
            receiver: None,
            args,
            checked: false,
            span,
            name_span: span,
        };
        self.unit.push(&mut self.body, Step::Call(call));
    }
}
