//! Scripts that a program in another language puts together and runs.
//!
//! Their text is known piece by piece. It is lowered like a file of its own; then every span is
//! moved to where its characters stand in the host file.

use std::collections::HashMap;
use std::ops::Range;

use tmplint_ir::{Language, Respan, Script, ScriptPiece, SourceFile, Span, Unit};

use crate::hole;
use crate::shell::{self, Printed};

/// Characters that make text more than one word.
const SYNTAX: &[char] = &[' ', '\t', '\n', ';', '|', '&', '<', '>', '(', ')', '$', '`'];

/// Longest stretch of the host file between two pieces of one command, in bytes.
const MAX_GAP: usize = 200;

/// Lowers a script put together from pieces of a host file. See `docs/lowering.md`.
pub fn lower_script(host: &SourceFile, script: &Script) -> Unit {
    let mut text = String::new();
    let mut origins = Origins { run: script.run, ..Origins::default() };
    let mut count = 0;
    let mut places = Placement::new(host.text());
    for piece in &script.pieces {
        let offsets = match piece {
            ScriptPiece::Text { text: literal, span } => {
                text.extend(literal.chars().map(hole::clean));
                Some(places.place(literal, *span))
            }
            ScriptPiece::Syntax(syntax) => {
                text.push_str(syntax);
                None
            }
            ScriptPiece::Hole => {
                text.extend(hole::marker(count));
                count += 1;
                None
            }
        };
        origins.extend_to(&text, offsets, host.text());
    }
    let mut unit = match script.language {
        Language::Shell => shell::lower_text(&text, count, Printed::Result),
        language => {
            let source = SourceFile::new(host.path(), text.into_bytes());
            let mut unit = crate::lower(&source, language);
            hole::fill(&mut unit, count);
            unit
        }
    };
    unit.map_spans(&origins);
    unit
}

/// Finds where the characters of literals stand in the host file.
struct Placement<'h> {
    host: &'h str,
    /// How far the characters of a literal, or of a template, are used up.
    used: HashMap<Span, usize>,
}

impl<'h> Placement<'h> {
    fn new(host: &'h str) -> Self {
        Self { host, used: HashMap::new() }
    }

    /// The host offset of each byte of a literal. Whatever the host's escapes are, they are read
    /// off by aligning the characters with the source in order; one that is not found has the
    /// offset of the one before it.
    fn place(&mut self, literal: &str, span: Span) -> Vec<Range<usize>> {
        let end = (span.end as usize).min(self.host.len());
        let start = (span.start as usize).min(end);
        let used = self.used.get(&span).copied().unwrap_or(start);
        let rest = self.host.get(used..end).unwrap_or("");
        if let Some(found) = rest.find(literal) {
            let from = used + found;
            self.used.insert(span, from + literal.len());
            return (from..from + literal.len()).map(|at| at..at + 1).collect();
        }
        let plain = literal.split(['\\', '"', '\'', '\n', '\t', '{', '}', '%']).next();
        let anchor = plain.filter(|plain| !plain.is_empty()).and_then(|plain| rest.find(plain));
        let mut at = used + anchor.unwrap_or(0);
        let mut offsets = Vec::with_capacity(literal.len());
        for character in literal.chars() {
            let place = find(self.host, at..end, character).unwrap_or(at..at);
            at = place.end;
            offsets.extend((0..character.len_utf8()).map(|_| place.clone()));
        }
        self.used.insert(span, at);
        offsets
    }
}

/// The next place in a literal's source that means a character: itself, or an escape.
fn find(host: &str, within: Range<usize>, character: char) -> Option<Range<usize>> {
    let source = host.get(within.clone())?;
    let mut characters = source.char_indices().peekable();
    // What does not match is a quote, a placeholder or a line's continuation: close by.
    let limit = 160;
    while let Some((at, found)) = characters.next().filter(|(at, _)| *at < limit) {
        let start = within.start + at;
        if found == '\\' {
            let Some((next, escaped)) = characters.next() else { break };
            let end = within.start + next + escaped.len_utf8();
            let meant = match escaped {
                'n' => Some('\n'),
                't' => Some('\t'),
                'r' => Some('\r'),
                '\n' => None,
                'x' | 'u' | 'U' | 'N' | '0'..='9' => {
                    // Its length depends on the host; the characters that follow find their own.
                    return Some(start..end);
                }
                other => Some(other),
            };
            if meant == Some(character) {
                return Some(start..end);
            }
            // A raw string: the backslash is meant.
            if character == '\\' {
                return Some(start..start + 1);
            }
        } else if found == character {
            return Some(start..start + found.len_utf8());
        }
    }
    None
}

/// Where each byte of a script stands in the host file.
#[derive(Default)]
struct Origins {
    /// The call that runs the script.
    run: Span,
    bytes: Vec<Origin>,
    stretches: Vec<Stretch>,
    /// Where the last literal ends.
    end: usize,
}

#[derive(Clone)]
struct Origin {
    host: Range<usize>,
    /// None: it stands nowhere.
    stretch: Option<usize>,
}

/// Pieces that are written together in the host file.
struct Stretch {
    /// It is a part of a command, and not merely a word that is put into one.
    is_command: bool,
}

impl Origins {
    /// Says where what was added to the text stands.
    fn extend_to(&mut self, text: &str, offsets: Option<Vec<Range<usize>>>, host: &str) {
        let added = text.get(self.bytes.len()..).unwrap_or("");
        let Some(offsets) = offsets else {
            let origin = Origin { host: self.end..self.end, stretch: None };
            self.bytes.extend(std::iter::repeat_n(origin, added.len()));
            return;
        };
        let (Some(first), Some(last)) = (offsets.first(), offsets.last()) else { return };
        if !self.goes_on(first.start, host) {
            self.stretches.push(Stretch { is_command: false });
        }
        let stretch = self.stretches.len() - 1;
        let in_call = self.run.contains(Span::new(first.start, last.end));
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.is_command |= in_call || added.contains(SYNTAX);
        }
        self.end = last.end;
        let origin = |host| Origin { host, stretch: Some(stretch) };
        self.bytes.extend(offsets.into_iter().take(added.len()).map(origin));
    }

    /// Whether a literal that starts here is written in the same expression as the one before.
    fn goes_on(&self, start: usize, host: &str) -> bool {
        if self.stretches.is_empty() || start < self.end || start - self.end > MAX_GAP {
            return false;
        }
        let gap = host.get(self.end..start).unwrap_or("");
        !gap.contains('\n') || !gap.contains(['=', ';', '{', '}'])
    }

    fn bytes(&self, span: Span) -> &[Origin] {
        let end = (span.end as usize).min(self.bytes.len());
        let start = (span.start as usize).min(end);
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// What one stretch has of a part of the script.
    fn cover(bytes: &[Origin], stretch: usize) -> Option<Span> {
        let mut hosts = bytes.iter().filter(|each| each.stretch == Some(stretch));
        let first = hosts.next()?.host.clone();
        let last = hosts.map(|each| each.host.end).max().unwrap_or(first.end);
        Some(Span::new(first.start, last.max(first.end)))
    }
}

impl Respan for Origins {
    fn operation(&self, span: Span) -> Span {
        let bytes = self.bytes(span);
        let is_command = |each: &usize| self.stretches.get(*each).is_some_and(|it| it.is_command);
        let first = bytes.iter().filter_map(|each| each.stretch).find(is_command);
        first.and_then(|stretch| Self::cover(bytes, stretch)).unwrap_or(self.run)
    }

    fn literal(&self, span: Span) -> Span {
        let bytes = self.bytes(span);
        let first = bytes.iter().find_map(|each| each.stretch);
        first.and_then(|stretch| Self::cover(bytes, stretch)).unwrap_or(self.run)
    }
}

#[cfg(test)]
mod tests {
    use tmplint_ir::Step;

    use super::*;

    fn text(text: &str, span: Range<usize>) -> ScriptPiece {
        ScriptPiece::Text { text: text.to_owned(), span: Span::new(span.start, span.end) }
    }

    /// The host's text of each call of a script.
    fn calls(host: &str, pieces: &[ScriptPiece]) -> Vec<String> {
        let source = SourceFile::new("host.c", host.as_bytes().to_vec());
        let run = host.rfind('\n').map_or(0, |newline| newline + 1);
        let run = Span::new(run, host.len());
        let script = Script { language: Language::Shell, run, pieces: pieces.to_vec() };
        let unit = lower_script(&source, &script);
        let steps = unit.functions.iter().flat_map(|function| &function.blocks);
        steps
            .flat_map(|block| &block.steps)
            .filter_map(|step| match step {
                Step::Call(call) => host.get(call.span.range()).map(str::to_owned),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn escapes_are_part_of_the_span() {
        let host = r#"system("echo \"a b\"\n\t> /tmp/x; rm \x41");"#;
        let pieces = [text("echo \"a b\"\n\t> /tmp/x; rm A", 7..host.len() - 2)];
        assert_eq!(calls(host, &pieces), [r#"echo \"a b\""#, "> /tmp/x", r"rm \x"]);
    }

    #[test]
    fn the_pieces_of_a_template_follow_each_other() {
        let host = "os.system(\"cat %s > /tmp/%d.s\" % (a, b))";
        let span = 10..30;
        let pieces = [
            text("cat ", span.clone()),
            ScriptPiece::Hole,
            text(" > /tmp/", span.clone()),
            ScriptPiece::Hole,
            text(".s", span),
        ];
        assert_eq!(calls(host, &pieces), ["> /tmp/%d.s", "cat "]);
    }

    #[test]
    fn what_is_written_elsewhere_does_not_widen_a_span() {
        let host = "LOG = '/tmp/log'\nos.system('make > ' + LOG)";
        let pieces = [text("make > ", 27..36), text("/tmp/log", 6..16)];
        assert_eq!(calls(host, &pieces), ["> ", "make"]);
    }

    #[test]
    fn a_mere_word_is_run_where_the_call_is() {
        let host = "HOOK = '/tmp/hook'\ncall([HOOK])";
        assert_eq!(calls(host, &[text("/tmp/hook", 7..18)]), ["call([HOOK])"]);
    }

    #[test]
    fn quotes_of_the_lowering_stand_nowhere() {
        let host = "call(['mkdir', '/tmp/x'])";
        let quote = || ScriptPiece::Syntax("'".to_owned());
        let blank = ScriptPiece::Syntax(" ".to_owned());
        let pieces = [
            quote(),
            text("mkdir", 6..13),
            quote(),
            blank,
            quote(),
            text("/tmp/x", 15..23),
            quote(),
        ];
        assert_eq!(calls(host, &pieces), ["mkdir', '/tmp/x"]);
    }
}
