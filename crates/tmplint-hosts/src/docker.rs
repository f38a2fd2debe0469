//! Dockerfiles and Containerfiles: `RUN`, and what a container is started with.

use std::ops::Range;

use tmplint_ir::{HostedText, Setting};

use crate::lines::{Line, goes_on, lines};
use crate::words::{quote, shebang};
use crate::{Script, Scripts, in_private, json};
use variables::Variables;

mod variables;

const BUILD: &str = "the build of an image";
const CONTAINER: &str = "a container";

/// Shells whose scripts are read.
const SHELLS: [&str; 6] = ["sh", "bash", "dash", "ash", "ksh", "zsh"];

pub(crate) fn scripts(text: &str) -> Scripts {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let escape = escape(&lines);
    let mut found = Scripts::default();
    // A backtick is there for Windows paths, whose shell is another.
    if escape == '`' {
        return found;
    }
    let mut shell = Shell::default();
    let mut variables = Variables::default();
    let mut at = 0;
    while let Some(instruction) = Instruction::read(text, &lines, at, escape) {
        at = instruction.next;
        let word = instruction.word.to_ascii_uppercase();
        match word.as_str() {
            "FROM" => (shell, variables) = (Shell::default(), Variables::default()),
            "ENV" | "ARG" => variables.set(&instruction.text, &word),
            "SHELL" => shell = Shell::given(&instruction.text),
            "RUN" | "CMD" | "ENTRYPOINT" if shell.is_known => {
                let system = if word == "RUN" { BUILD } else { CONTAINER };
                let setting = in_private(system);
                if let Some(script) = instruction.script(&shell, &variables) {
                    found.scripts.push(Script::shell(script, setting));
                }
            }
            "COPY" | "ADD" => found.scripts.extend(instruction.copied()),
            _ => {}
        }
    }
    found
}

/// The character that ends a line that goes on, by a directive in the first lines.
fn escape(lines: &[Line<'_>]) -> char {
    let comments = lines.iter().take_while(|line| line.text.starts_with('#'));
    let directive = comments
        .filter_map(|line| line.text.trim_start_matches('#').split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("escape"));
    directive.and_then(|(_, value)| value.trim().chars().next()).unwrap_or('\\')
}

/// What runs commands given as text.
struct Shell {
    header: String,
    is_known: bool,
}

impl Default for Shell {
    fn default() -> Self {
        Self { header: "#!/bin/sh\n".to_owned(), is_known: true }
    }
}

impl Shell {
    fn given(arguments: &HostedText) -> Self {
        let words = exec_words(arguments.text()).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        let (program, options) = words.split_first().unwrap_or((&"", &[]));
        let base = program.rsplit('/').next().unwrap_or(program);
        let options = options.iter().filter(|option| **option != "-c").copied();
        let options = options.collect::<Vec<_>>().join(" ");
        let options = options.strip_suffix('c').unwrap_or(&options);
        Self { header: format!("#!{program} {options}\n"), is_known: SHELLS.contains(&base) }
    }
}

/// One instruction.
struct Instruction<'t> {
    word: &'t str,
    /// What follows the word and its options, comment lines left out.
    text: HostedText,
    /// The texts of here-documents, with their lines.
    documents: Vec<Range<usize>>,
    /// With the lines of here-documents.
    whole: HostedText,
    host: &'t str,
    /// The line after it.
    next: usize,
}

impl<'t> Instruction<'t> {
    fn read(host: &'t str, lines: &[Line<'t>], mut at: usize, escape: char) -> Option<Self> {
        let is_nothing = |line: &Line<'_>| {
            let line = line.text.trim();
            line.is_empty() || line.starts_with('#')
        };
        at += lines.get(at..)?.iter().take_while(|line| is_nothing(line)).count();
        let first = lines.get(at)?;
        let (word, mut from) = first_word(first);
        if word.eq_ignore_ascii_case("ONBUILD") {
            let rest =
                Line { range: from..first.range.end, text: host.get(from..first.range.end)? };
            let (inner, after) = first_word(&rest);
            return Some(Self::from(host, lines, at, inner, after, escape));
        }
        if word.eq_ignore_ascii_case("HEALTHCHECK") {
            let rest = host.get(from..first.range.end)?;
            if let Some(command) = rest.find("CMD ") {
                from += command + 4;
                return Some(Self::from(host, lines, at, "CMD", from, escape));
            }
        }
        Some(Self::from(host, lines, at, word, from, escape))
    }

    fn from(
        host: &'t str,
        lines: &[Line<'t>],
        first: usize,
        word: &'t str,
        from: usize,
        escape: char,
    ) -> Self {
        let mut text = HostedText::default();
        let mut at = first;
        let mut from = skip_options(host, from, lines.get(at).map_or(from, |it| it.range.end));
        while let Some(line) = lines.get(at) {
            at += 1;
            let trimmed = line.text.trim_start();
            // Comments and empty lines between the lines of an instruction are not of it.
            if at - 1 > first && (trimmed.is_empty() || trimmed.starts_with('#')) {
                from = lines.get(at).map_or(host.len(), |next| next.range.start);
                continue;
            }
            let line_text = line.text.trim_end();
            let end = line.range.start + line_text.len();
            let more = goes_on(line_text, escape);
            text.copy(host, from.min(end)..end);
            if !more {
                break;
            }
            text.add("\n");
            from = lines.get(at).map_or(host.len(), |next| next.range.start);
        }
        let mut whole = text.clone();
        let mut documents = Vec::new();
        for (delimiter, is_indented) in delimiters(text.text()) {
            let start = at;
            let ends = |line: &Line<'_>| {
                let text = if is_indented { line.text.trim_start_matches('\t') } else { line.text };
                text == delimiter
            };
            let count = lines.get(at..).unwrap_or(&[]).iter().take_while(|it| !ends(it)).count();
            at = (at + count + 1).min(lines.len());
            let range = |index: usize| lines.get(index).map_or(host.len(), |it| it.range.start);
            documents.push(range(start)..range(start + count));
            whole.add("\n");
            whole.copy(host, range(start)..lines.get(at - 1).map_or(host.len(), |it| it.range.end));
        }
        Self { word, text, documents, whole, host, next: at }
    }

    fn script(self, shell: &Shell, variables: &Variables) -> Option<HostedText> {
        let mut script = HostedText::default();
        if let Some(words) = exec_words(self.text.text()) {
            script.add("#!/bin/sh\n");
            for (_, range) in &words {
                let range = self.text.origin(range.clone())?;
                let value = json::string(self.host, range)?;
                quote(&value, &mut script);
                script.add(" ");
            }
            return Some(script);
        }
        // A here-document without a command is a script.
        if self.text.text().trim_start().starts_with("<<") {
            let document = self.documents.first()?;
            let body = self.host.get(document.clone())?;
            if body.starts_with("#!") {
                script.copy(self.host, document.clone());
                return Some(script);
            }
            script.add(&shell.header);
            variables.add_those_in(body, &mut script);
            script.copy(self.host, document.clone());
            return Some(script);
        }
        script.add(&shell.header);
        variables.add_those_in(self.whole.text(), &mut script);
        script.append(&self.whole, 0..self.whole.text().len());
        Some(script)
    }

    /// The scripts among the texts that `COPY <<EOF /usr/local/bin/x` puts into the image.
    fn copied(&self) -> Vec<Script> {
        let script = |document: &Range<usize>| {
            let language = shebang(self.host.get(document.clone())?)?;
            let mut script = HostedText::default();
            script.copy(self.host, document.clone());
            let setting = Setting { is_part: false, ..in_private(CONTAINER) };
            Some(Script::new(language, script, setting))
        };
        self.documents.iter().filter_map(script).collect()
    }
}

/// A line's first word, and where what follows starts.
fn first_word<'t>(line: &Line<'t>) -> (&'t str, usize) {
    let trimmed = line.text.trim_start();
    let length = trimmed.find([' ', '\t']).unwrap_or(trimmed.len());
    let after = trimmed[length..].trim_start();
    (&trimmed[..length], line.range.end - after.len())
}

/// `--mount=…` and other options of an instruction.
fn skip_options(host: &str, mut from: usize, end: usize) -> usize {
    while let Some(rest) = host.get(from..end).filter(|rest| rest.starts_with("--")) {
        let length = rest.find([' ', '\t']).unwrap_or(rest.len());
        from = end - rest[length..].trim_start().len();
    }
    from
}

/// The words of `["a", "b"]`, each with where it stands.
fn exec_words(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    if !text.trim_start().starts_with('[') {
        return None;
    }
    json::strings(text)
}

/// What ends the here-documents that a command begins.
fn delimiters(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("<<") {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + 2..];
        // A here-string, or a shift.
        if rest.starts_with('<') || before.is_some_and(|it| it == '<' || it == '(') {
            rest = rest.trim_start_matches('<');
            continue;
        }
        let indented = rest.starts_with('-');
        let word = rest.trim_start_matches('-').trim_start_matches(' ');
        let quote = word.chars().next().filter(|it| matches!(it, '"' | '\''));
        let word = quote.map_or(word, |_| &word[1..]);
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let length = word.find(|it| !is_name(it)).unwrap_or(word.len());
        if length > 0 && !word.starts_with(|it: char| it.is_ascii_digit()) {
            found.push((word[..length].to_owned(), indented));
        }
    }
    found
}
