//! The text of a script, piece by piece.

use tmplint_ir::{Language, ScriptPiece, Span};

use crate::domain::{Abstract, Alternative, PieceKind, Text};
use crate::flow::Given;

/// Words of a command given as a list that are looked at.
const MAX_WORDS: usize = 64;

/// A script and the values put into it.
#[derive(Clone, Debug, Default)]
pub(super) struct ScriptText {
    pub(super) pieces: Vec<ScriptPiece>,
    pub(super) values: Vec<Text>,
}

impl ScriptText {
    /// The scripts that arguments may hold. Several arguments are one script, blanks between.
    pub(super) fn of_arguments(given: &[Given]) -> Vec<Self> {
        match given {
            [] => Vec::new(),
            [one] => Self::of_value(&one.value),
            several => {
                let mut script = Self::default();
                for (index, word) in several.iter().enumerate() {
                    if index > 0 {
                        script.syntax(" ");
                    }
                    script.push(&text_of(&word.value), str::to_owned);
                }
                vec![script]
            }
        }
    }

    /// The scripts that a value may be: a text, or a list of a command's words.
    pub(super) fn of_value(value: &Abstract) -> Vec<Self> {
        value
            .iter()
            .filter_map(|alternative| match alternative {
                Alternative::Text(text) => Some(Self::of_text(text)),
                Alternative::List(words) => Some(Self::of_words(words)),
                _ => None,
            })
            .collect()
    }

    /// A text is the script as it stands.
    pub(super) fn of_text(text: &Text) -> Self {
        let mut script = Self::default();
        script.push(text, str::to_owned);
        script
    }

    /// A list is one command. No shell reads its words: they are quoted for the one that does here.
    pub(super) fn of_words(words: &[Abstract]) -> Self {
        let mut script = Self::default();
        // C's lists end in a null pointer.
        let ends = |word: &&Abstract| matches!(word.0.as_slice(), [Alternative::Absent]);
        let words = words.iter().take(MAX_WORDS).take_while(|word| !ends(word));
        for (index, word) in words.enumerate() {
            if index > 0 {
                script.syntax(" ");
            }
            let word = text_of(word);
            let plain = word.as_literal().is_some_and(|word| is_plain(&word));
            let quote = if plain { "" } else { "'" };
            script.syntax(quote);
            script.push(&word, |literal| literal.replace('\'', "'\\''"));
            script.syntax(quote);
        }
        script
    }

    /// Another part follows.
    pub(super) fn append(&mut self, more: &Self) {
        self.pieces.extend(more.pieces.iter().cloned());
        self.values.extend(more.values.iter().cloned());
    }

    /// The program reads a text on its standard input.
    pub(super) fn read_from(&mut self, input: &Abstract) {
        let Some(text) = input.texts().next() else { return };
        self.syntax(" <<'END OF INPUT'\n");
        self.push(text, str::to_owned);
        self.syntax("\nEND OF INPUT\n");
    }

    /// The language that a `#!` at the start names.
    pub(super) fn shebang(&self) -> Option<Language> {
        let Some(ScriptPiece::Text { text, .. }) = self.pieces.first() else { return None };
        let line = text.strip_prefix("#!")?.lines().next()?;
        let mut words = line.split_ascii_whitespace().map(|word| word.rsplit('/').next());
        language_of(words.find(|word| *word != Some("env"))??)
    }

    /// The language of what it reads on its standard input, if it is an interpreter that is given
    /// no script.
    pub(super) fn reads_language(&self) -> Option<Language> {
        let mut line = String::new();
        for piece in &self.pieces {
            match piece {
                ScriptPiece::Text { text, .. } | ScriptPiece::Syntax(text) => line += text,
                ScriptPiece::Hole => return None,
            }
        }
        let mut words = line.split_ascii_whitespace();
        let program = words.next()?;
        let takes_none = words.all(|word| word.starts_with('-') && !word.ends_with('c'));
        takes_none.then(|| language_of(program.rsplit('/').next().unwrap_or(program)))?
    }

    /// How many characters it has at least.
    pub(super) fn length(&self) -> usize {
        let length = |piece: &ScriptPiece| match piece {
            ScriptPiece::Text { text, .. } | ScriptPiece::Syntax(text) => text.len(),
            ScriptPiece::Hole => 1,
        };
        self.pieces.iter().map(length).sum()
    }

    fn push(&mut self, text: &Text, written: impl Fn(&str) -> String) {
        let mut value = Text::default();
        for piece in &text.pieces {
            if let PieceKind::Literal(literal) = &piece.kind {
                self.hole(std::mem::take(&mut value));
                self.pieces.push(ScriptPiece::Text { text: written(literal), span: piece.span });
            } else {
                value.push(piece.clone());
            }
        }
        self.hole(value);
    }

    pub(super) fn syntax(&mut self, syntax: &str) {
        if !syntax.is_empty() {
            self.pieces.push(ScriptPiece::Syntax(syntax.to_owned()));
        }
    }

    fn hole(&mut self, value: Text) {
        if !value.pieces.is_empty() {
            self.pieces.push(ScriptPiece::Hole);
            self.values.push(value);
        }
    }
}

/// What an interpreter reads.
fn language_of(program: &str) -> Option<Language> {
    if program.starts_with("python") {
        return Some(Language::Python);
    }
    matches!(program, "sh" | "bash" | "dash" | "ash" | "ksh" | "zsh").then_some(Language::Shell)
}

fn text_of(value: &Abstract) -> Text {
    let text = value.paths().into_iter().next();
    text.unwrap_or_else(|| Text::one(PieceKind::Unknown, Span::default()))
}

/// Whether a shell takes a word as it stands.
fn is_plain(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:=,+@%".contains(&byte);
    !word.is_empty() && word.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(script: &ScriptText) -> String {
        script
            .pieces
            .iter()
            .map(|piece| match piece {
                ScriptPiece::Text { text, .. } | ScriptPiece::Syntax(text) => text,
                ScriptPiece::Hole => "_",
            })
            .collect()
    }

    fn literal(text: &str) -> Text {
        Text::literal(text, Span::default())
    }

    #[test]
    fn a_text_is_taken_as_it_stands() {
        let mut text = literal("sort > /tmp/x");
        text.append(&Text::one(PieceKind::Unknown, Span::default()));
        text.append(&literal(";"));
        assert_eq!(shown(&ScriptText::of_text(&text)), "sort > /tmp/x_;");
    }

    #[test]
    fn words_are_quoted() {
        let words = ["echo", "it's $HOME > /tmp/x"].map(|word| Abstract::text(literal(word)));
        assert_eq!(shown(&ScriptText::of_words(&words)), "echo 'it'\\''s $HOME > /tmp/x'");
        assert_eq!(shown(&ScriptText::of_words(&[Abstract::unknown()])), "'_'");
    }

    #[test]
    fn the_first_line_names_the_language() {
        for (text, language) in [
            ("#!/bin/sh -e\nx", Some(Language::Shell)),
            ("#!/usr/bin/env python3\nx", Some(Language::Python)),
            ("#!/usr/bin/perl\nx", None),
            ("echo #!/bin/sh", None),
        ] {
            assert_eq!(ScriptText::of_text(&literal(text)).shebang(), language, "{text}");
        }
    }
}
