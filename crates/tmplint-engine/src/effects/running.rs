//! Functions that are not seen and run commands, to go by their names: `utils.execute("dd", …)`,
//! `connection.run("sort > /tmp/x")`, `xsystem(command)`. Every project has one.

use tmplint_ir::{Call, Language};

use super::Site;
use super::words::words_of;
use crate::domain::{Abstract, Alternative, PieceKind, State, Text, Whereabouts};
use crate::flow::{Arguments, Interpreter};

/// How questions to a database begin, which are executed as well.
const QUERIES: [&str; 12] = [
    "alter", "attach", "begin", "copy", "create", "delete", "drop", "insert", "pragma", "select",
    "update", "with",
];

impl Interpreter<'_> {
    /// Does what the command does that a function is given to run.
    pub(super) fn run_by_name(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) {
        let language = self.unit.language;
        let word = name.rsplit(['.', ':']).next().unwrap_or(name);
        if language == Language::Shell || !self.tables.runs_commands(language, &words_of(word)) {
            return;
        }
        let arguments = Arguments::new(call, values.to_vec(), None, language, self.tables, name);
        let site = Site { call, arguments, name: name.to_owned(), instead: None };
        let given: Vec<Abstract> =
            site.arguments.positional.iter().map(|given| given.value.clone()).collect();
        // What comes first may be a handle or a format's target; the command is the first text.
        let Some(first) = given.iter().position(is_command) else { return };
        let command = &given[first];
        let printed = if command.texts().any(has_blank) || !is_texts(command) {
            self.run_command_value(command, &site, state)
        } else if command.texts().all(|text| self.locate(text, state) == Whereabouts::Elsewhere) {
            self.run_words(&given[first..], &site, state)
        } else {
            // `cmd_unzip("/tmp/archive.zip", directory)`
            return;
        };
        self.escape(&printed, state);
    }
}

/// Whether a value may be a command or the first word of one.
fn is_command(value: &Abstract) -> bool {
    value.iter().any(|alternative| match alternative {
        Alternative::Text(text) => begins_command(text),
        Alternative::List(words) => {
            words.first().is_some_and(|word| word.texts().any(begins_command))
        }
        _ => false,
    })
}

fn is_texts(value: &Abstract) -> bool {
    !value.iter().any(|alternative| matches!(alternative, Alternative::List(_)))
}

/// Whether a text begins as commands do, and not as a question to a database or a sentence.
fn begins_command(text: &Text) -> bool {
    let Some(first) = text.pieces.first() else { return false };
    let PieceKind::Literal(literal) = &first.kind else { return text.pieces.len() > 1 };
    let literal = literal.trim_start();
    let begins = literal.starts_with(|first: char| {
        first.is_ascii_lowercase() || matches!(first, '/' | '.' | '$' | '(' | '{' | '~' | ':' | '>')
    });
    let word = literal.split_ascii_whitespace().next().unwrap_or_default();
    begins && !QUERIES.contains(&word)
}

/// Whether a text is a line for a shell to take apart.
fn has_blank(text: &Text) -> bool {
    text.pieces.iter().any(|piece| {
        matches!(&piece.kind, PieceKind::Literal(literal)
            if literal.contains(|character: char| character.is_whitespace() || character == '>'))
    })
}
