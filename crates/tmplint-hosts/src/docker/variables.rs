//! What `ENV` and `ARG` set for the commands that follow.

use std::ops::Range;

use tmplint_ir::HostedText;

/// Variables of one stage that are followed.
const MAX_VARIABLES: usize = 200;

/// The variables of a stage, as assignments of a shell.
#[derive(Default)]
pub(super) struct Variables {
    assignments: Vec<(String, HostedText)>,
}

impl Variables {
    /// `ENV NAME=value NAME="value"`, `ENV NAME value`, `ARG NAME=value`
    pub(super) fn set(&mut self, arguments: &HostedText, instruction: &str) {
        let text = arguments.text();
        let words = words(text);
        let Some(first) = words.first() else { return };
        if name_of(&text[first.clone()]).is_none() {
            let name = &text[first.clone()];
            let value =
                first.end + (text[first.end..].len() - text[first.end..].trim_start().len());
            if instruction == "ENV" && is_name(name) && value < text.len() {
                let mut assignment = HostedText::default();
                assignment.append(arguments, first.clone());
                assignment.add("=\"");
                assignment.append(arguments, value..value + text[value..].trim_end().len());
                assignment.add("\"\n");
                self.push(name.to_owned(), assignment);
            }
            return;
        }
        for word in words {
            let Some(name) = name_of(&text[word.clone()]) else { continue };
            let mut assignment = HostedText::default();
            let name = name.to_owned();
            assignment.append(arguments, word);
            assignment.add("\n");
            self.push(name, assignment);
        }
    }

    fn push(&mut self, name: String, assignment: HostedText) {
        if self.assignments.len() < MAX_VARIABLES {
            self.assignments.push((name, assignment));
        }
    }

    /// Adds the assignments of those that a command reads, and of those that these are made of.
    pub(super) fn add_those_in(&self, command: &str, script: &mut HostedText) {
        let mut read: Vec<&HostedText> = Vec::new();
        for (name, assignment) in self.assignments.iter().rev() {
            if mentions(command, name) || read.iter().any(|other| mentions(other.text(), name)) {
                read.push(assignment);
            }
        }
        for assignment in read.into_iter().rev() {
            script.append(assignment, 0..assignment.text().len());
        }
    }
}

/// Whether a text reads a variable: `$NAME`, `${NAME…}`.
fn mentions(text: &str, name: &str) -> bool {
    text.match_indices('$').any(|(at, _)| {
        let rest = &text[at + 1..];
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let after = rest.strip_prefix(name);
        after.is_some_and(|after| {
            !after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
        })
    })
}

/// The name that a word assigns to.
fn name_of(word: &str) -> Option<&str> {
    word.split_once('=').map(|(name, _)| name).filter(|name| is_name(name))
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.chars().all(|each| each.is_ascii_alphanumeric() || each == '_')
}

/// Words in the way of a shell: quotes and backslashes keep blanks.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut quote, mut escaped) = (None, None, false);
    for (at, character) in text.char_indices() {
        if start.is_none() && !character.is_whitespace() {
            start = Some(at);
        }
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some('\''), _) => {}
            (_, '\\') => escaped = true,
            (None, '"' | '\'') => quote = Some(character),
            (None, _) if character.is_whitespace() => {
                found.extend(start.take().map(|start| start..at));
            }
            _ => {}
        }
    }
    found.extend(start.map(|start| start..text.len()));
    found
}
