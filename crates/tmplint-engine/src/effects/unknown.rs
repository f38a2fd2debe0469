//! What the names of functions of some library say about them, where no table does: every project
//! in C has its own `xsnprintf` and `xfopen`.

use tmplint_ir::{Call, FormatStyle, Language, Value};
use tmplint_rules::{NameSource, words};

use crate::domain::{Abstract, Alternative, PieceKind, State, Text};
use crate::flow::{Interpreter, concatenate, format_text};

impl Interpreter<'_> {
    /// The result of a function that is not known, to go by its name. Buffers it fills are
    /// assigned.
    pub(super) fn guess_result(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Abstract> {
        if let Some(default) = self.default_of_lookup(name, values) {
            return Some(default);
        }
        if self.unit.language != Language::C {
            return None;
        }
        if let Some(value) = self.guess_by_words(name, call, values, state) {
            return Some(value);
        }
        let name = name.to_ascii_lowercase();
        // `forkpty`, `xfork`: a copy of the process goes on as well.
        if name.contains("fork") {
            return Some(Abstract::text(Text::one(
                PieceKind::Name(NameSource::Pid),
                call.name_span,
            )));
        }
        if name.contains("sprintf") || name.contains("nprintf") {
            return self.guess_printed(&name, call, values, state);
        }
        // `str_printf(template, …)` gives the text, if anybody asks for it.
        if name.contains("printf") && call.checked {
            return printed(call, values).map(|(text, _)| text);
        }
        let has = |words: [&str; 3]| words.iter().any(|word| name.contains(word));
        if has(["strdup", "strndup", "savestring"]) {
            return values.iter().find_map(only_texts);
        }
        let copies = has(["strcpy", "strlcpy", "strncpy"])
            || has(["copy_string", "strscpy", "string_copy"])
            || has(["strzcpy", "copystring", "stringcopy"]);
        if copies || has(["strcat", "strlcat", "strncat"]) {
            let [target, text, ..] = values else { return None };
            let place = Self::place_of(&call.args.first()?.value)?;
            let text = if copies {
                only_texts(text)?.copied()
            } else {
                concatenate(&[only_texts(target)?, text.clone()], call.name_span)
            };
            state.assign(place, text);
        }
        None
    }

    /// `mygetenv("TMPDIR", "/tmp")`: what is given last, unless there is something else.
    fn default_of_lookup(&self, name: &str, values: &[Abstract]) -> Option<Abstract> {
        let [_, .., default] = values else { return None };
        let naming = self.tables.naming(self.unit.language)?;
        let is_path = |text: &Text| text.literal_prefix().starts_with('/');
        (naming.looks_up(name) && default.texts().any(is_path))
            .then(|| default.join(&Abstract::unknown()))
    }

    /// `xsnprintf(buffer, size, template, …)`, `string_sprintf(template, …)`.
    fn guess_printed(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Abstract> {
        let (text, template) = printed(call, values)?;
        // What comes first may be a pool to take memory from.
        let pooled = ["talloc", "pool", "apr_", "psprintf"].iter().any(|word| name.contains(word));
        if template > 0
            && !pooled
            && let Some(place) = call.args.first().and_then(|arg| Self::place_of(&arg.value))
        {
            state.assign(place, text.clone());
        }
        Some(text)
    }
}

/// The text that a call prints whose first argument in quotes is the template, which stands at
/// the given position.
pub(super) fn printed(call: &Call, values: &[Abstract]) -> Option<(Abstract, usize)> {
    let is_written = |value: &Value| matches!(value, Value::Text(_) | Value::Name(_));
    let is_format = |value: &Abstract| {
        value.texts().any(|text| {
            text.pieces
                .iter()
                .any(|piece| matches!(&piece.kind, PieceKind::Literal(text) if text.contains('%')))
        })
    };
    let template = call
        .args
        .iter()
        .position(|arg| is_written(&arg.value))
        .or_else(|| values.iter().position(is_format))?;
    let arguments: Vec<(Option<String>, Abstract)> =
        values.iter().skip(template + 1).map(|value| (None, value.clone())).collect();
    let given = only_texts(values.get(template)?)?;
    Some((format_text(&given, &arguments, FormatStyle::Percent, call.name_span), template))
}

/// Whether a function ends the program, to go by its name: `die`, `fatal`, `err_exit`, `errExit`,
/// `perror_msg_and_die`. Not `die_if`, which asks first, nor `wait_for_exit`.
pub(super) fn ends_program(name: &str) -> bool {
    let words = words(name);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let conditional =
        ["if", "on", "unless", "assert", "is", "set", "handler", "signal", "hook", "errors"];
    if words.iter().any(|word| conditional.contains(&word.as_str())) {
        return false;
    }
    matches!(last.as_str(), "die" | "xdie" | "pdie" | "fatal" | "pfatal" | "panic")
        || matches!(first.as_str(), "die" | "fatal" | "pfatal" | "fatalx" | "fatalf" | "fatalerror")
        || (matches!(last.as_str(), "exit" | "quit" | "abort")
            && words.len() > 1
            && matches!(first.as_str(), "err" | "error" | "perror" | "fail" | "bad" | "usage"))
        || matches!(name, "err_sys" | "errexit" | "xexit" | "bail_out")
}

/// The texts a value may be, without what else it may be.
pub(super) fn only_texts(value: &Abstract) -> Option<Abstract> {
    let texts: Vec<Alternative> = value
        .iter()
        .filter(|alternative| matches!(alternative, Alternative::Text(_)))
        .cloned()
        .collect();
    (!texts.is_empty()).then(|| Abstract::from_alternatives(texts))
}
