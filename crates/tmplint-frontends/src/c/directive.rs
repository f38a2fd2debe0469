//! What a preprocessor line says.

use std::collections::HashSet;

use super::token::{Token, TokenKind, tokenize};

/// A preprocessor line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Directive {
    /// `#if`, `#ifdef`, `#ifndef`.
    If(Condition),
    /// `#elif`, `#elifdef`, `#elifndef`.
    ElseIf(Condition),
    /// `#else`.
    Else,
    /// `#endif`.
    End,
    /// `#define`.
    Define(Definition),
    /// `#undef`.
    Undefine(String),
    /// `#include`.
    Include,
    /// Any other.
    Other,
}

/// What is known about a condition without a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// `1`, or that this is no C++.
    Always,
    /// `0`, or that this is C++.
    Never,
    /// That this is Windows: of two ways that exclude each other, the other one is taken.
    Unlikely,
    /// Anything else.
    Open,
}

/// A macro definition, its parts by their place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Definition {
    pub(crate) name: String,
    /// The parameters of a function-like macro; of a variadic one the last is `...` or `name...`.
    pub(crate) parameters: Option<Vec<String>>,
    /// Offset of the body's first and after its last byte; equal if it is empty.
    pub(crate) body: (usize, usize),
}

/// Reads the directive that `token` covers.
pub(crate) fn read(source: &str, token: &Token, known: &Known) -> Directive {
    let text = token.text(source);
    // The leading `#` is not at the start of a line for this tokenizer once it is cut off.
    let offset = token.start + 1;
    let words: Vec<Token> = tokenize(text.get(1..).unwrap_or("")).into_iter().take(64).collect();
    let word = |index: usize| {
        words
            .get(index)
            .map_or("", |word| source.get(offset + word.start..offset + word.end).unwrap_or(""))
    };
    match word(0) {
        "if" => Directive::If(condition(source, offset, &words, known)),
        "ifdef" => Directive::If(known.defined(word(1))),
        "ifndef" => Directive::If(negated(known.defined(word(1)))),
        "elif" => Directive::ElseIf(condition(source, offset, &words, known)),
        "elifdef" => Directive::ElseIf(known.defined(word(1))),
        "elifndef" => Directive::ElseIf(negated(known.defined(word(1)))),
        "else" => Directive::Else,
        "endif" => Directive::End,
        "define" => {
            definition(source, token, offset, &words).map_or(Directive::Other, Directive::Define)
        }
        "undef" => Directive::Undefine(word(1).to_owned()),
        "include" | "include_next" | "import" => Directive::Include,
        _ => Directive::Other,
    }
}

/// What the file itself says of macros that its conditions ask for.
#[derive(Default)]
pub(crate) struct Known {
    /// Macros that are undefined from here on.
    undefined: HashSet<String>,
    /// Macros that are defined as 0.
    zero: HashSet<String>,
}

impl Known {
    /// Takes note of a directive that stands outside of all conditionals, or inside of one.
    pub(crate) fn learn(&mut self, source: &str, directive: &Directive, inside: bool) {
        match directive {
            Directive::Define(definition) => {
                let body = source.get(definition.body.0..definition.body.1);
                self.forget(&definition.name);
                if !inside && definition.parameters.is_none() && body == Some("0") {
                    self.zero.insert(definition.name.clone());
                }
            }
            Directive::Undefine(name) => {
                self.forget(name);
                if !inside {
                    self.undefined.insert(name.clone());
                }
            }
            // A header may define it again.
            Directive::Include => self.undefined.clear(),
            _ => {}
        }
    }

    fn forget(&mut self, name: &str) {
        self.undefined.remove(name);
        self.zero.remove(name);
    }

    fn defined(&self, name: &str) -> Condition {
        if self.undefined.contains(name) { Condition::Never } else { defined(name) }
    }

    fn is_zero(&self, name: &str) -> bool {
        self.undefined.contains(name) || self.zero.contains(name)
    }
}

fn condition(source: &str, offset: usize, words: &[Token], known: &Known) -> Condition {
    let texts: Vec<&str> = words
        .iter()
        .skip(1)
        .map(|word| source.get(offset + word.start..offset + word.end).unwrap_or(""))
        .filter(|&text| text != "(" && text != ")")
        .collect();
    match texts[..] {
        ["0"] => Condition::Never,
        ["1"] => Condition::Always,
        ["0", "&", "&", ..] => Condition::Never,
        ["defined", name] => known.defined(name),
        ["!", "defined", name] => negated(known.defined(name)),
        [name] | [name, "&", "&", ..] if known.is_zero(name) => Condition::Never,
        ["defined", name, "|", "|", ..] if defined(name) == Condition::Unlikely => {
            Condition::Unlikely
        }
        _ => Condition::Open,
    }
}

fn defined(name: &str) -> Condition {
    match name {
        "__cplusplus" => Condition::Never,
        "WIN32" | "_WIN32" | "__WIN32__" | "_WIN64" | "_MSC_VER" | "__MINGW32__" | "_WINDOWS"
        | "PHP_WIN32" | "G_OS_WIN32" | "GIT_WINDOWS_NATIVE" => Condition::Unlikely,
        _ => Condition::Open,
    }
}

fn negated(condition: Condition) -> Condition {
    match condition {
        Condition::Never => Condition::Always,
        _ => Condition::Open,
    }
}

fn definition(source: &str, token: &Token, offset: usize, words: &[Token]) -> Option<Definition> {
    let name = words.get(1).filter(|word| word.kind == TokenKind::Word)?;
    let name_text = source.get(offset + name.start..offset + name.end)?.to_owned();
    let mut body_start = offset + name.end;
    let mut parameters = None;
    // Only a parenthesis that touches the name starts parameters.
    if words.get(2).is_some_and(|word| word.is(b'(') && word.start == name.end) {
        let close = words.iter().position(|word| word.is(b')'))?;
        let inside = words.get(3..close)?;
        parameters = Some(
            inside
                .split(|word| word.is(b','))
                .filter_map(|words| Some((words.first()?, words.last()?)))
                .map(|(first, last)| {
                    source.get(offset + first.start..offset + last.end).unwrap_or("").to_owned()
                })
                .collect(),
        );
        body_start = offset + words.get(close)?.end;
    }
    let raw = source.get(body_start..token.end)?;
    let lead = raw.len() - raw.trim_start_matches([' ', '\t', '\r', '\\', '\n']).len();
    let body = (body_start + lead, body_start + lead + raw.get(lead..)?.trim_end().len());
    Some(Definition { name: name_text, parameters, body })
}
