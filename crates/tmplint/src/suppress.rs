//! Ignore comments: `tmplint: ignore[rule-id, other] reason`, on the line of the finding or on a
//! comment line above it, and `tmplint: file-ignore[rule-id] reason` near the top of a file.
//!
//! There is no way to ignore everything: an ignore names its rules, and one that suppresses nothing
//! is reported.

use std::collections::HashMap;

use tmplint_ir::{Language, LineColumn, SourceFile};
use tmplint_report::{Note, NoteKind, position};

/// What every ignore comment contains.
pub(crate) const MARK: &str = "tmplint:";
/// Lines at the top of a file in which `file-ignore` is accepted.
const FILE_IGNORE_LINES: usize = 40;
/// Ignores read from one line; a line of megabytes full of them is nobody's intention.
const MARKS_PER_LINE: usize = 8;
/// Comment lines that may stand between an ignore and the code it is for.
const COMMENT_LINES: usize = 20;

/// The ignore comments of one file.
#[derive(Default)]
pub(crate) struct Ignores {
    list: Vec<Ignore>,
    /// Positions in `list` by the line they are for.
    by_line: HashMap<usize, Vec<usize>>,
    whole_file: Vec<usize>,
    notes: Vec<Note>,
}

/// One rule of one ignore comment.
struct Ignore {
    rule: String,
    reason: String,
    note: Note,
    used: bool,
}

/// Why a finding is not reported.
pub(crate) struct Reason {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Ignores {
    /// Reads the ignore comments of a file. `check` says what is wrong with a rule's id, if
    /// anything is.
    pub(crate) fn read(
        source: &SourceFile,
        language: Language,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Self {
        let mut ignores = Self::default();
        let mut marks = (0, 0);
        for (offset, _) in source.text().match_indices(MARK) {
            let place = position(source, u32::try_from(offset).unwrap_or(u32::MAX));
            marks = if marks.0 == place.line { (place.line, marks.1 + 1) } else { (place.line, 1) };
            if marks.1 <= MARKS_PER_LINE {
                ignores.add(source, language, offset, place, &check);
            }
        }
        ignores
    }

    fn add(
        &mut self,
        source: &SourceFile,
        language: Language,
        offset: usize,
        place: LineColumn,
        check: &impl Fn(&str) -> Result<(), String>,
    ) {
        let text = source.text();
        let Some(line) = source.line_span(place.line) else { return };
        let Some(before) = without_comment_sign(&text[line.start as usize..offset]) else { return };
        if ends_in_string(language, before) {
            return;
        }
        let rest = text[offset + MARK.len()..line.end as usize].trim();
        let (whole_file, rest) =
            match (rest.strip_prefix("file-ignore"), rest.strip_prefix("ignore")) {
                (Some(rest), _) => (true, rest),
                (None, Some(rest)) => (false, rest),
                (None, None) => return,
            };
        let note = |kind, message: String| Note {
            kind,
            path: Some(source.path().to_owned()),
            position: Some(place),
            message,
            failure: false,
        };
        let bad = |message: &str| note(NoteKind::BadIgnore, message.to_owned());
        let Some((rules, reason)) =
            rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'))
        else {
            // Prose that goes on after the word is no directive.
            if rest.is_empty() || !rest.starts_with(|next: char| next.is_alphanumeric()) {
                self.notes
                    .push(bad("an ignore names its rules: `tmplint: ignore[rule-id] reason`"));
            }
            return;
        };
        if whole_file && place.line > FILE_IGNORE_LINES {
            let message =
                format!("`file-ignore` is heeded in the first {FILE_IGNORE_LINES} lines only");
            self.notes.push(bad(&message));
            return;
        }
        let mut targets = vec![place.line];
        if before.trim().is_empty() && is_comment_only(language, source.line(place.line)) {
            let below = place.line + 1..=place.line + COMMENT_LINES;
            targets.extend(
                below.into_iter().find(|&line| !is_comment_only(language, source.line(line))),
            );
        }
        let rules: Vec<_> = rules.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
        if rules.is_empty() {
            self.notes.push(bad("an ignore names its rules, this one is empty"));
        }
        for rule in rules {
            if let Err(message) = check(rule) {
                self.notes.push(bad(&message));
                continue;
            }
            let index = self.list.len();
            self.list.push(Ignore {
                rule: rule.to_owned(),
                reason: clean_reason(reason).to_owned(),
                note: note(NoteKind::UnusedIgnore, format!("ignore[{rule}] suppresses nothing")),
                used: false,
            });
            if whole_file {
                self.whole_file.push(index);
            } else {
                for &line in &targets {
                    self.by_line.entry(line).or_default().push(index);
                }
            }
        }
    }

    /// Why a finding of `rule` that starts and ends on these lines is to be ignored, if it is.
    pub(crate) fn ignore(&mut self, rule: &str, first: usize, last: usize) -> Option<Reason> {
        let at = |line| self.by_line.get(&line).into_iter().flatten();
        let index = *at(first)
            .chain(at(last))
            .chain(&self.whole_file)
            .find(|&&index| self.list[index].rule == rule)?;
        let ignore = &mut self.list[index];
        ignore.used = true;
        let line = ignore.note.position.map_or(1, |position| position.line);
        Some(Reason { text: ignore.reason.clone(), line })
    }

    /// What is wrong with the ignores, unused ones included.
    pub(crate) fn into_notes(self) -> impl Iterator<Item = Note> {
        let unused = self.list.into_iter().filter(|ignore| !ignore.used).map(|ignore| ignore.note);
        self.notes.into_iter().chain(unused)
    }
}

/// What stands before the comment sign that ends `text`, if one does.
fn without_comment_sign(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let before = text.trim_end_matches(['#', '/', '*', '!', '-']);
    let sign = &text[before.len()..];
    let opens = ["#", "//", "/*", "--"].iter().any(|opener| sign.contains(opener));
    // A line inside a block comment starts with a star.
    (opens || (sign == "*" && before.trim().is_empty())).then_some(before)
}

/// Whether code of one line breaks off inside a string, so that what follows is no comment. Of
/// shell nothing is said: there a string goes over lines more often than not.
fn ends_in_string(language: Language, before: &str) -> bool {
    let (quotes, comments): (&[char], &[&str]) = match language {
        Language::Shell => return false,
        // A single quote starts a lifetime, too.
        Language::Rust => (&['"'], &["//", "/*"]),
        Language::C => (&['"', '\''], &["//", "/*"]),
        Language::Python => (&['"', '\''], &["#"]),
    };
    let mut open = None;
    let mut characters = before.char_indices();
    while let Some((index, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if open == Some(character) {
            open = None;
        } else if open.is_none() {
            // Quotes in a comment open nothing.
            if comments.iter().any(|sign| before[index..].starts_with(sign)) {
                return false;
            }
            open = quotes.contains(&character).then_some(character);
        }
    }
    open.is_some()
}

/// Whether a line holds a comment and nothing else.
fn is_comment_only(language: Language, line: &str) -> bool {
    let line = line.trim();
    match language {
        Language::Python | Language::Shell => line.starts_with('#'),
        Language::C | Language::Rust => {
            line.starts_with("//")
                || line == "*/"
                || line.starts_with("* ")
                || (line.starts_with("/*")
                    && line.find("*/").is_none_or(|end| end + 2 == line.len()))
        }
    }
}

fn clean_reason(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_suffix("*/").unwrap_or(text);
    text.trim_start_matches([':', '-', '–', '—']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: Language, text: &str) -> Ignores {
        let source = SourceFile::new("x", text.as_bytes().to_vec());
        Ignores::read(&source, language, |id| {
            if id.starts_with("rule") { Ok(()) } else { Err(format!("no rule `{id}`")) }
        })
    }

    fn ignored(ignores: &mut Ignores, rule: &str, line: usize) -> bool {
        ignores.ignore(rule, line, line).is_some()
    }

    #[test]
    fn same_line_and_line_above() {
        let mut ignores = read(
            Language::Shell,
            "a # tmplint: ignore[rule-a] why not\n# tmplint: ignore[rule-b,rule-c]\n# more\nb\nc\n",
        );
        let reason = ignores.ignore("rule-a", 1, 1).unwrap();
        assert_eq!((reason.text.as_str(), reason.line), ("why not", 1));
        assert!(!ignored(&mut ignores, "rule-a", 2));
        assert!(ignored(&mut ignores, "rule-b", 4));
        assert!(!ignored(&mut ignores, "rule-b", 5));
        let notes: Vec<_> = ignores.into_notes().map(|note| note.message).collect();
        assert_eq!(notes, ["ignore[rule-c] suppresses nothing"]);
    }

    #[test]
    fn comments_of_all_languages() {
        for (language, text) in [
            (Language::C, "x(); /* tmplint: ignore[rule] */"),
            (Language::C, "/* tmplint: ignore[rule] */ x();"),
            (Language::Rust, "x(); // tmplint: ignore[rule]: reason"),
            (Language::Python, "x() #tmplint:ignore[rule]"),
            (Language::Python, "x()  # noqa # tmplint: ignore [rule]"),
            (Language::Python, "x('#')  # don't # tmplint: ignore[rule]"),
            (Language::Rust, "x::<'a>(\"\\\"//\"); // tmplint: ignore[rule]"),
        ] {
            assert!(ignored(&mut read(language, text), "rule", 1), "{text}");
        }
        for text in [
            "/* tmplint: ignore[rule] */\nx();",
            "/*\n * tmplint: ignore[rule] because\n */\n",
            "// tmplint: ignore[rule]\n// tmplint: ignore[rule-b]\nx();",
        ] {
            let line = text.lines().count().max(if text.ends_with('\n') { 4 } else { 0 });
            assert!(ignored(&mut read(Language::C, text), "rule", line), "{text}");
        }
    }

    #[test]
    fn only_comments_count_and_code_lines_do_not_reach_down() {
        let mut ignores = read(Language::Python, "x('tmplint: ignore[rule]')\n");
        assert!(!ignored(&mut ignores, "rule", 1));
        for (language, text) in [
            (Language::Rust, "let text = \"x // tmplint: ignore[rule]\";"),
            (Language::C, "puts(\"it's # tmplint: ignore[rule]\");"),
            (Language::Python, "print('a' 'b # tmplint: ignore[rule]')"),
        ] {
            assert!(!ignored(&mut read(language, text), "rule", 1), "{text}");
        }
        let mut ignores = read(Language::C, "x(); // tmplint: ignore[rule]\ny();\n");
        assert!(!ignored(&mut ignores, "rule", 2));
    }

    #[test]
    fn a_call_over_several_lines_takes_an_ignore_at_either_end() {
        let text = "x(\n  1,\n) # tmplint: ignore[rule]\n";
        assert!(read(Language::Python, text).ignore("rule", 1, 3).is_some());
    }

    #[test]
    fn never_everything() {
        for text in ["# tmplint: ignore", "# tmplint: ignore[]", "# tmplint: ignore[*] x"] {
            let ignores = read(Language::Shell, text);
            let notes: Vec<_> = ignores.into_notes().map(|note| note.kind).collect();
            assert_eq!(notes, [NoteKind::BadIgnore], "{text}");
        }
        assert_eq!(read(Language::Shell, "# tmplint: ignored").into_notes().count(), 0);
    }

    #[test]
    fn whole_files() {
        let mut ignores = read(Language::Shell, "#!/bin/sh\n# tmplint: file-ignore[rule] old\n");
        assert!(ignored(&mut ignores, "rule", 1000));
        let late = format!("{}# tmplint: file-ignore[rule]\n", "\n".repeat(40));
        let ignores = read(Language::Shell, &late);
        assert_eq!(ignores.into_notes().next().unwrap().kind, NoteKind::BadIgnore);
    }
}
