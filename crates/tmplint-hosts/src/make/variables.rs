//! A makefile's variables: what is known of their values, and where they are put.

use std::collections::HashMap;
use std::ops::Range;

use tmplint_ir::HostedText;

use super::functions;

/// Variables that are expanded into each other.
const MAX_DEPTH: usize = 8;

/// Length of a value that is followed, in bytes.
const MAX_VALUE: usize = 4096;

/// References that are followed inside of functions, in one file.
const MAX_STEPS: usize = 20_000;

/// Parameters that a function has at least: those that it is not given are empty.
const MAX_PARAMETERS: usize = 9;

/// Variables that make itself sets, of those that are commands.
const BUILT_IN: [(&str, &str); 3] = [("RM", "rm -f"), ("CC", "cc"), ("MAKE", "make")];

/// A piece of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Unknown,
}

#[derive(Clone, Debug)]
enum Definition {
    /// One value, or the same one everywhere.
    Known(Range<usize>),
    /// Several, or none that is written here.
    Unknown,
}

/// The variables of a file.
#[derive(Default)]
pub(super) struct Variables<'t> {
    definitions: HashMap<&'t str, Definition>,
    values: HashMap<String, Vec<Piece>>,
    /// Commands whose output is a value.
    outputs: Vec<Range<usize>>,
    /// What `foreach` gives its variable and `call` its parameters, innermost last; none is not
    /// known.
    bound: Vec<(String, Option<String>)>,
    steps: usize,
}

impl<'t> Variables<'t> {
    pub(super) fn set(&mut self, text: &'t str, name: &'t str, value: Range<usize>) {
        let slice = |range: &Range<usize>| text.get(range.clone()).map(str::trim);
        let same = match self.definitions.get(name) {
            None => true,
            Some(Definition::Known(known)) => slice(known) == slice(&value),
            Some(Definition::Unknown) => false,
        };
        self.find_outputs(text, value.clone());
        let definition = if same { Definition::Known(value) } else { Definition::Unknown };
        self.definitions.insert(name, definition);
    }

    pub(super) fn append(&mut self, text: &'t str, name: &'t str, value: Range<usize>) {
        self.find_outputs(text, value);
        self.set_unknown(name);
    }

    pub(super) fn set_output(&mut self, name: &'t str, command: Range<usize>) {
        self.outputs.push(command);
        self.set_unknown(name);
    }

    pub(super) fn set_unknown(&mut self, name: &'t str) {
        self.definitions.insert(name, Definition::Unknown);
    }

    /// The commands of `$(shell …)` seen so far.
    pub(super) fn take_outputs(&mut self) -> Vec<Range<usize>> {
        let mut outputs = std::mem::take(&mut self.outputs);
        outputs.sort_by_key(|range| (range.start, range.end));
        outputs.dedup();
        outputs
    }

    fn find_outputs(&mut self, text: &str, value: Range<usize>) {
        for token in Tokens::new(text, value) {
            if let Token::Reference { inner, .. } = token {
                self.outputs.extend(command_of(text, &inner));
            }
        }
    }

    /// The value of a variable that is wholly known.
    pub(super) fn constant(&mut self, text: &str, name: &str) -> Option<String> {
        whole(self.value(text, name, 0)?)
    }

    /// What a variable of the file holds; none if the file does not set it.
    fn value(&mut self, text: &str, name: &str, depth: usize) -> Option<Vec<Piece>> {
        let range = match self.definitions.get(name)? {
            Definition::Known(range) if depth < MAX_DEPTH => range.clone(),
            _ => return Some(vec![Piece::Unknown]),
        };
        if let Some(known) = self.values.get(name).filter(|_| self.bound.is_empty()) {
            return Some(known.clone());
        }
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Some(vec![Piece::Unknown]);
        }
        if range.len() > MAX_VALUE {
            return Some(vec![Piece::Unknown]);
        }
        // One that is made of itself has no value.
        if self.bound.is_empty() {
            self.values.insert(name.to_owned(), vec![Piece::Unknown]);
        }
        let mut pieces = Vec::new();
        for token in Tokens::new(text, range) {
            match token {
                // A comment ends the value.
                Token::Text(part) => {
                    let part = text.get(part).unwrap_or("");
                    let (value, comment) = match part.split_once('#') {
                        Some((value, _)) => (value, true),
                        None => (part, false),
                    };
                    pieces.push(Piece::Text(value.to_owned()));
                    if comment {
                        break;
                    }
                }
                Token::Dollar(_) => pieces.push(Piece::Text("$".to_owned())),
                Token::Continuation(_) => pieces.push(Piece::Text(" ".to_owned())),
                Token::Reference { inner, .. } => {
                    pieces.extend(self.reference(text, &inner, depth + 1));
                }
            }
        }
        if let Some(Piece::Text(last)) = pieces.last_mut() {
            last.truncate(last.trim_end().len());
        }
        let length = |piece: &Piece| if let Piece::Text(text) = piece { text.len() } else { 1 };
        // What `configure` or a template puts in is not known.
        let filled_in = |piece: &Piece| matches!(piece, Piece::Text(text) if text.starts_with('@') && text.ends_with('@'));
        if pieces.iter().map(length).sum::<usize>() > MAX_VALUE || pieces.iter().any(filled_in) {
            pieces = vec![Piece::Unknown];
        }
        if self.bound.is_empty() {
            self.values.insert(name.to_owned(), pieces.clone());
        }
        Some(pieces)
    }

    fn reference(&mut self, text: &str, inner: &Range<usize>, depth: usize) -> Vec<Piece> {
        let name = text.get(inner.clone()).unwrap_or("");
        if !is_name(name) {
            let value = self.computed(text, inner, depth).filter(|value| value.len() <= MAX_VALUE);
            return vec![value.map_or(Piece::Unknown, Piece::Text)];
        }
        if let Some((_, value)) = self.bound.iter().rev().find(|(variable, _)| variable == name) {
            return vec![value.clone().map_or(Piece::Unknown, Piece::Text)];
        }
        if let Some(value) = self.value(text, name, depth) {
            return value;
        }
        if let Some((_, value)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
            return vec![Piece::Text((*value).to_owned())];
        }
        // What the file does not set comes from the environment, as in the shell.
        let may_be_environment = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|it| matches!(it, 'A'..='Z' | '0'..='9' | '_'));
        if may_be_environment {
            return vec![Piece::Text(format!("${{{name}}}"))];
        }
        vec![Piece::Unknown]
    }

    /// The value of a function or a substitution, if that of its arguments is known.
    fn computed(&mut self, text: &str, inner: &Range<usize>, depth: usize) -> Option<String> {
        self.steps += 1;
        if depth >= MAX_DEPTH || self.steps > MAX_STEPS {
            return None;
        }
        let written = text.get(inner.clone())?;
        let place = |part: &str| {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            start..start + part.len()
        };
        if let Some((name, from, to)) = functions::substitution(written).filter(|it| is_name(it.0))
        {
            let list = whole(self.reference(text, &place(name), depth + 1))?;
            let from = self.text_of(text, place(from), depth + 1)?;
            let to = self.text_of(text, place(to), depth + 1)?;
            return Some(functions::all_substituted(&list, &from, &to));
        }
        let (name, rest) = functions::call(written)?;
        let arguments = functions::arguments(rest);
        if name == "foreach" {
            let [variable, list, body] = arguments.as_slice() else { return None };
            let list = self.text_of(text, place(list), depth + 1)?;
            let mut values = Vec::new();
            for item in list.split_whitespace() {
                self.bound.push((variable.trim().to_owned(), Some(item.to_owned())));
                let value = self.text_of(text, place(body), depth + 1);
                self.bound.pop();
                values.push(value?);
            }
            return Some(values.join(" "));
        }
        if name == "call" {
            let (function, given) = arguments.split_first()?;
            let given = given.iter().map(|argument| self.text_of(text, place(argument), depth + 1));
            let given: Vec<Option<String>> = given.collect();
            let before = self.bind(given);
            let value = self.value(text, function.trim(), depth + 1).and_then(whole);
            self.unbind(before);
            return value;
        }
        let mut given = Vec::new();
        for argument in arguments {
            given.push(self.text_of(text, place(argument), depth + 1)?);
        }
        functions::value(name, &given)
    }

    /// Gives `$(1)`, `$(2)` … values; [`unbind`](Self::unbind) takes them away again.
    pub(super) fn bind(&mut self, given: Vec<Option<String>>) -> usize {
        let before = self.bound.len();
        // Parameters of the function that calls are not those of the one that is called.
        let count = given.len().max(MAX_PARAMETERS);
        let given = given.into_iter().chain(std::iter::repeat(Some(String::new()))).take(count);
        let named = given.enumerate().map(|(index, value)| ((index + 1).to_string(), value));
        self.bound.extend(named);
        before
    }

    pub(super) fn unbind(&mut self, before: usize) {
        self.bound.truncate(before);
    }

    /// What an argument of `call` is in a part of the file.
    pub(super) fn argument(&mut self, text: &str, range: Range<usize>) -> Option<String> {
        self.text_of(text, range, 0)
    }

    /// The value of a part of the file that is wholly known.
    fn text_of(&mut self, text: &str, range: Range<usize>, depth: usize) -> Option<String> {
        let mut all = String::new();
        for token in Tokens::new(text, range) {
            match token {
                Token::Text(part) => all += text.get(part)?,
                Token::Dollar(_) => all.push('$'),
                Token::Continuation(_) => all.push(' '),
                Token::Reference { inner, .. } => {
                    all += &whole(self.reference(text, &inner, depth))?;
                }
            }
            if all.len() > MAX_VALUE {
                return None;
            }
        }
        Some(all)
    }

    /// Adds what a part of the file is for the shell.
    pub(super) fn expand(
        &mut self,
        text: &str,
        range: Range<usize>,
        is_recipe: bool,
        into: &mut HostedText,
    ) {
        for token in Tokens::new(text, range) {
            match token {
                Token::Text(part) => into.copy(text, part),
                Token::Dollar(part) => into.mean("$", part),
                Token::Continuation(part) if is_recipe => into.mean("\\\n", part),
                Token::Continuation(part) => into.mean(" ", part),
                Token::Reference { whole, inner } => {
                    self.outputs.extend(command_of(text, &inner));
                    for piece in self.reference(text, &inner, 0) {
                        match piece {
                            Piece::Text(value) => into.mean(&value, whole.clone()),
                            Piece::Unknown => into.hole(whole.clone()),
                        }
                    }
                }
            }
        }
    }
}

/// The text of a value that is wholly known.
fn whole(pieces: Vec<Piece>) -> Option<String> {
    let mut all = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => all += &text,
            Piece::Unknown => return None,
        }
    }
    Some(all)
}

/// The command of a `$(shell …)`.
pub(super) fn command_of(text: &str, inner: &Range<usize>) -> Option<Range<usize>> {
    let command = text.get(inner.clone())?.strip_prefix("shell")?;
    let command = command.strip_prefix([' ', '\t'])?;
    Some(inner.end - command.len()..inner.end)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || "_.-".contains(it))
}

/// A part of a line as make reads it.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// Characters.
    Text(Range<usize>),
    /// `$$`
    Dollar(Range<usize>),
    /// A backslash at the end of a line, and the blanks the next starts with.
    Continuation(Range<usize>),
    /// `$(x)`, `${x}`, `$x`
    Reference { whole: Range<usize>, inner: Range<usize> },
}

struct Tokens<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str, range: Range<usize>) -> Self {
        let end = range.end.min(text.len());
        Self { text, at: range.start.min(end), end }
    }

    fn continuation(&self, rest: &str) -> Option<usize> {
        let after = rest.strip_prefix('\\')?;
        let after = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n')?;
        // The shell sees the next line without the tab that makes it a part of the recipe.
        let after = after.strip_prefix('\t').unwrap_or(after);
        Some(self.end - after.len())
    }

    fn reference(&self, rest: &str) -> Option<(usize, Range<usize>)> {
        let mut characters = rest.char_indices().skip(1);
        let (at, first) = characters.next()?;
        let start = self.at + at;
        let close = match first {
            '(' => ')',
            '{' => '}',
            _ => return Some((start + first.len_utf8(), start..start + first.len_utf8())),
        };
        let mut depth = 1;
        for (at, character) in characters {
            if character == first {
                depth += 1;
            } else if character == close {
                depth -= 1;
                if depth == 0 {
                    return Some((self.at + at + 1, start + 1..self.at + at));
                }
            }
        }
        None
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.text.get(self.at..self.end).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        if rest.starts_with("$$") {
            self.at += 2;
            return Some(Token::Dollar(start..self.at));
        }
        if rest.starts_with('$') {
            if let Some((end, inner)) = self.reference(rest) {
                self.at = end;
                return Some(Token::Reference { whole: start..end, inner });
            }
            // Not closed: nothing after it is looked at again.
            self.at = self.end;
            return Some(Token::Text(start..self.end));
        }
        if let Some(end) = self.continuation(rest) {
            self.at = end;
            return Some(Token::Continuation(start..end));
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest[first..].find(['$', '\\']).map_or(rest.len(), |found| first + found);
        self.at += length;
        Some(Token::Text(start..self.at))
    }
}
