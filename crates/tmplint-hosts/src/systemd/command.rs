//! Command lines of units: words, quotes, escapes, specifiers and variables as systemd reads them.
//! There is no shell, so every word is handed on quoted.

use std::ops::Range;

use tmplint_ir::HostedText;

use crate::words::quote;

/// What may stand before the program: how failure counts, who runs it.
const PREFIXES: &[char] = &['-', '@', ':', '+', '!', '|'];

/// Adds a command as a line of a script. Whether there is one.
pub(super) fn add(host: &str, value: Range<usize>, script: &mut HostedText) -> bool {
    let Some(text) = host.get(value.clone()) else { return false };
    let line = text.trim_start_matches(PREFIXES);
    let prefixes = &text[..text.len() - line.len()];
    let expands = !prefixes.contains(':');
    let mut words = Words { host, at: value.end - line.len(), end: value.end, expands };
    let mut any = false;
    let mut number = 0;
    while let Some(word) = words.next_word() {
        number += 1;
        // The name it is started under.
        if number == 2 && prefixes.contains('@') {
            continue;
        }
        match word {
            Word::Separator => script.add("\n"),
            Word::Text(word) => {
                if expands {
                    quote_expanded(&word, script);
                } else {
                    quote(&word, script);
                }
                script.add(" ");
            }
        }
        any = true;
    }
    script.add("\n");
    any
}

/// Adds the variables that a list of assignments sets.
pub(super) fn assign(host: &str, value: Range<usize>, script: &mut HostedText) {
    let mut words = Words { host, at: value.start, end: value.end, expands: true };
    while let Some(word) = words.next_word() {
        let Word::Text(word) = word else { continue };
        let Some((name, _)) = word.text().split_once('=') else { continue };
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
        if !name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
            || !name.chars().all(is_name)
        {
            continue;
        }
        let mut given = HostedText::default();
        given.append(&word, name.len() + 1..word.text().len());
        script.append(&word, 0..name.len() + 1);
        quote(&given, script);
        script.add("\n");
    }
}

/// Adds a value that is one word.
pub(super) fn word(host: &str, range: Range<usize>, into: &mut HostedText) {
    let mut words = Words { host, at: range.start, end: range.end, expands: false };
    words.characters(into, |_| false);
}

/// A word in which `${NAME}` and `$NAME` are variables.
fn quote_expanded(word: &HostedText, script: &mut HostedText) {
    let text = word.text();
    let mut part = HostedText::default();
    let mut at = 0;
    while let Some(dollar) = text[at..].find('$').map(|found| at + found) {
        part.append(word, at..dollar);
        let rest = &text[dollar..];
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let length = if rest.starts_with("$$") {
            part.append(word, dollar..dollar + 1);
            2
        } else if let Some(length) = braced(rest) {
            quote(&std::mem::take(&mut part), script);
            script.add("\"");
            script.append(word, dollar..dollar + length);
            script.add("\"");
            length
        } else {
            let name = rest[1..].find(|it| !is_name(it)).unwrap_or(rest.len() - 1);
            // Without braces it is a variable only as a word of its own.
            if name > 0 && dollar == 0 && name + 1 == text.len() {
                script.append(word, 0..text.len());
                return;
            }
            part.append(word, dollar..dollar + 1);
            1
        };
        at = dollar + length;
    }
    part.append(word, at..text.len());
    quote(&part, script);
}

fn braced(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("${")?;
    let length = inner.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'))?;
    (length > 0 && inner[length..].starts_with('}')).then_some(length + 3)
}

enum Word {
    Text(HostedText),
    /// `;` between two commands.
    Separator,
}

struct Words<'h> {
    host: &'h str,
    at: usize,
    end: usize,
    expands: bool,
}

impl Words<'_> {
    fn rest(&self) -> &str {
        self.host.get(self.at..self.end).unwrap_or("")
    }

    /// A line that goes on in the next is one; comment lines between are none.
    fn continuation(&self) -> Option<usize> {
        let rest = self.rest();
        let after = rest.strip_prefix('\\')?;
        let mut after = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n')?;
        while after.trim_start_matches([' ', '\t']).starts_with(['#', ';']) {
            after = after.split_once('\n').map_or("", |(_, next)| next);
        }
        Some(rest.len() - after.len())
    }

    fn skip_blanks(&mut self) {
        loop {
            if let Some(length) = self.continuation() {
                self.at += length;
            } else if self.rest().starts_with([' ', '\t', '\r', '\n']) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn next_word(&mut self) -> Option<Word> {
        self.skip_blanks();
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with("; ") || rest == ";" {
            self.at += 1;
            return Some(Word::Separator);
        }
        if rest.starts_with("\\; ") || rest == "\\;" {
            self.at += 1;
        }
        let mut word = HostedText::default();
        self.characters(&mut word, |it| matches!(it, ' ' | '\t' | '\r' | '\n'));
        Some(Word::Text(word))
    }

    /// Reads up to a character that ends the word.
    fn characters(&mut self, word: &mut HostedText, ends: impl Fn(char) -> bool) {
        let mut quoted: Option<char> = None;
        while let Some(character) = self.rest().chars().next() {
            let start = self.at;
            if quoted.is_none() && (ends(character) || self.continuation().is_some()) {
                return;
            }
            self.at += character.len_utf8();
            match character {
                '\\' => self.escape(start, word),
                '%' => self.specifier(start, word),
                '"' | '\'' if quoted.is_none() && (self.expands || word.text().is_empty()) => {
                    quoted = Some(character);
                }
                _ if quoted == Some(character) => quoted = None,
                _ => word.copy(self.host, start..self.at),
            }
        }
    }

    fn escape(&mut self, start: usize, word: &mut HostedText) {
        let Some(next) = self.rest().chars().next() else { return };
        self.at += next.len_utf8();
        let meant = match next {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            's' => " ",
            '\\' => "\\",
            '"' => "\"",
            '\'' => "'",
            '\n' | '\r' => " ",
            // What it is, does not matter: the characters stand for themselves.
            _ => return word.copy(self.host, start..self.at),
        };
        word.mean(meant, start..self.at);
    }

    fn specifier(&mut self, start: usize, word: &mut HostedText) {
        let Some(next) = self.rest().chars().next() else {
            return word.copy(self.host, start..self.at);
        };
        self.at += next.len_utf8();
        let known = match next {
            '%' => "%",
            't' => "/run",
            'T' => "/tmp",
            'V' => "/var/tmp",
            'S' => "/var/lib",
            'C' => "/var/cache",
            'L' => "/var/log",
            'E' => "/etc",
            _ if next.is_ascii_alphabetic() => return word.hole(start..self.at),
            _ => {
                self.at = start + 1;
                return word.copy(self.host, start..self.at);
            }
        };
        word.mean(known, start..self.at);
    }
}
