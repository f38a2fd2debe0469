//! Commands that a program hands to a shell or starts itself: `os.system("… > /tmp/x")`,
//! `subprocess.call(["rm", "-rf", path])`.
//!
//! Only words and redirections are told apart, enough to see which files a command makes or
//! removes. What depends on the shell's own state is not followed.

use tmplint_ir::{Arg, Call, Callee, Language, QualName, Span, Value};
use tmplint_rules::{Action, ArgSpec};

use super::opening::Opening;
use super::{Done, Site};
use crate::domain::{Abstract, Alternative, Piece, PieceKind, State, Text};
use crate::flow::{Arguments, Given, Interpreter};

/// Commands of one text that are looked at.
const MAX_COMMANDS: usize = 32;

/// Words of one command that are looked at.
const MAX_WORDS: usize = 64;

/// One simple command.
#[derive(Debug, Default)]
struct Command {
    words: Vec<Text>,
    /// What its output is redirected to.
    outputs: Vec<Text>,
}

impl Interpreter<'_> {
    /// Does what the commands in an argument do to files.
    pub(super) fn run_script(
        &mut self,
        script: &ArgSpec,
        keeps: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        for given in site.arguments.get(script) {
            for alternative in given.value.iter() {
                match alternative {
                    Alternative::Text(text) => {
                        for command in commands(text) {
                            self.run_words(&command, site, state);
                        }
                    }
                    Alternative::List(words) => {
                        let words = words
                            .iter()
                            .take(MAX_WORDS)
                            .map(|word| word.paths().into_iter().next())
                            .map(|word| word.unwrap_or_else(|| unknown(given.span)))
                            .collect();
                        let command = Command { words, outputs: Vec::new() };
                        self.run_words(&command, site, state);
                    }
                    _ => {}
                }
            }
        }
        if keeps {
            let keywords = site.arguments.keywords.iter().map(|(_, given)| given);
            for given in site.arguments.positional.iter().chain(keywords) {
                self.escape(&given.value, state);
            }
        }
        Done::default()
    }

    fn run_words(&mut self, command: &Command, site: &Site<'_>, state: &mut State) {
        for output in &command.outputs {
            let given =
                Given { value: Abstract::text(output.clone()), span: site.call.span, index: None };
            let opening = Opening { writes: true, ..Opening::default() };
            self.open(&[given], &opening, site, state);
        }
        let Some((name, words)) = command.words.split_first() else { return };
        let Some(name) = name.as_literal() else { return };
        let name = name.rsplit('/').next().unwrap_or(&name);
        let tables = self.tables;
        let Some(api) = tables.api(Language::Shell, name) else { return };
        let values: Vec<Abstract> = words.iter().map(|word| Abstract::text(word.clone())).collect();
        let call = Call {
            into: None,
            callee: Callee::Api(QualName(name.to_owned())),
            receiver: None,
            args: words
                .iter()
                .map(|_| Arg { name: None, value: Value::Opaque, span: site.call.span })
                .collect(),
            checked: site.call.checked,
            span: site.call.span,
            name_span: site.call.name_span,
        };
        let arguments = Arguments::new(&call, values, None, Language::Shell, tables, name);
        let mut inner = Site { call: &call, arguments, name: name.to_owned(), instead: None };
        for effect in api.effects() {
            let about_files = matches!(
                effect.action,
                Action::Open { .. }
                    | Action::Directory { .. }
                    | Action::Copy { .. }
                    | Action::Remove { .. }
                    | Action::Mode { .. }
                    | Action::Endpoint { .. }
            );
            if about_files && inner.arguments.applies(&effect.when, &effect.unless) {
                inner.instead.clone_from(&effect.instead);
                let _ = self.perform(&effect.action, &inner, state);
            }
        }
    }
}

/// Takes a text apart into simple commands.
fn commands(text: &Text) -> Vec<Command> {
    let mut splitter = Splitter::default();
    for piece in &text.pieces {
        match &piece.kind {
            PieceKind::Literal(literal) => {
                for character in literal.chars() {
                    splitter.character(character, piece.span);
                }
                splitter.end_literal(piece.span);
            }
            _ => splitter.piece(piece.clone()),
        }
    }
    splitter.end_command();
    splitter.commands
}

/// What the next word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Word,
    Output,
    Input,
}

#[derive(Debug, Default)]
struct Splitter {
    commands: Vec<Command>,
    command: Command,
    word: Text,
    /// Characters of the word that are not yet a piece of it.
    literal: String,
    in_word: bool,
    role: Role,
    quote: Option<char>,
    escaped: bool,
}

impl Splitter {
    fn character(&mut self, character: char, span: Span) {
        if std::mem::take(&mut self.escaped) {
            return self.keep(character);
        }
        match (self.quote, character) {
            (None | Some('"'), '\\') => self.escaped = true,
            (Some(quote), _) if quote == character => self.quote = None,
            (Some(_), _) => self.keep(character),
            (None, '"' | '\'') => {
                self.quote = Some(character);
                self.in_word = true;
            }
            (None, ' ' | '\t') => self.end_word(span),
            // `2>&1`, `&>file`.
            (None, '&') if self.role == Role::Output && !self.in_word => self.keep(character),
            (None, ';' | '&' | '|' | '\n' | '(' | ')' | '`') => {
                // `>|`
                if self.role == Role::Output && !self.in_word && character == '|' {
                    return;
                }
                self.end_word(span);
                self.end_command();
            }
            (None, '>') => {
                // The number of a descriptor is no word.
                if self.word.pieces.is_empty()
                    && self.literal.chars().all(|digit| digit.is_ascii_digit())
                {
                    self.literal.clear();
                    self.in_word = false;
                } else {
                    self.end_word(span);
                }
                self.role = Role::Output;
            }
            (None, '<') => {
                self.end_word(span);
                self.role = Role::Input;
            }
            (None, _) => self.keep(character),
        }
    }

    fn keep(&mut self, character: char) {
        self.in_word = true;
        self.literal.push(character);
    }

    fn end_literal(&mut self, span: Span) {
        let literal = std::mem::take(&mut self.literal);
        self.word.append(&Text::literal(&literal, span));
    }

    fn piece(&mut self, piece: Piece) {
        self.in_word = true;
        self.word.push(piece);
    }

    fn end_word(&mut self, span: Span) {
        if !self.in_word {
            return;
        }
        self.end_literal(span);
        self.in_word = false;
        let word = std::mem::take(&mut self.word);
        match std::mem::take(&mut self.role) {
            // A copy of a descriptor is no file.
            Role::Output if word.literal_prefix().starts_with('&') => {}
            Role::Output if self.command.outputs.len() < MAX_WORDS => {
                self.command.outputs.push(word);
            }
            Role::Word if self.command.words.len() < MAX_WORDS => self.command.words.push(word),
            _ => {}
        }
    }

    fn end_command(&mut self) {
        self.end_word(Span::default());
        self.role = Role::Word;
        let command = std::mem::take(&mut self.command);
        let empty = command.words.is_empty() && command.outputs.is_empty();
        if !empty && self.commands.len() < MAX_COMMANDS {
            self.commands.push(command);
        }
    }
}

fn unknown(span: Span) -> Text {
    Text::one(PieceKind::Unknown, span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(script: &str) -> Vec<(Vec<String>, Vec<String>)> {
        let show = |texts: &[Text]| texts.iter().map(|text| text.show(|_| String::new())).collect();
        commands(&Text::literal(script, Span::default()))
            .iter()
            .map(|command| (show(&command.words), show(&command.outputs)))
            .collect()
    }

    fn one(words: &[&str], outputs: &[&str]) -> (Vec<String>, Vec<String>) {
        let own = |all: &[&str]| all.iter().map(|each| (*each).to_owned()).collect();
        (own(words), own(outputs))
    }

    #[test]
    fn words_and_redirections_are_told_apart() {
        assert_eq!(shown("a b>c 2>&1"), [one(&["a", "b"], &["c"])]);
        assert_eq!(shown("a >> 'x y' < in"), [one(&["a"], &["x y"])]);
        assert_eq!(shown("a &> b"), [one(&["a"], &[]), one(&[], &["b"])]);
        assert_eq!(shown("a >| b"), [one(&["a"], &["b"])]);
    }

    #[test]
    fn commands_end_at_operators_outside_of_quotes() {
        assert_eq!(shown("a; b && c | d"), ["a", "b", "c", "d"].map(|word| one(&[word], &[])));
        assert_eq!(shown("echo \"a > b; c\" \\> d"), [one(&["echo", "a > b; c", ">", "d"], &[])]);
    }

    #[test]
    fn odd_texts_end() {
        assert_eq!(shown("> "), []);
        assert_eq!(shown("'"), [one(&[""], &[])]);
        assert_eq!(shown(";;&&"), []);
    }
}
