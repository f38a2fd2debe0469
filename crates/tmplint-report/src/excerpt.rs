//! The lines of a source file that a finding is about, made fit to print.
//!
//! Only lines that carry a label are kept, long ones are cut around their labels, and characters
//! that would act on a terminal are replaced. To codespan the result looks like the whole file:
//! line numbers and the column of the finding are those of the source.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};
use tmplint_ir::{LineColumn, SourceFile, Span};

use crate::position::{position, trimmed};
use crate::text::{printable, visible};

/// Longest line, in bytes, that is shown whole.
const WHOLE_LINE: usize = 160;
/// What is kept of a longer one on each side of either end of a label, in characters.
const CONTEXT: usize = 30;
/// Most lines a label may span; of a longer one only the first line is marked.
const LABEL_LINES: usize = 12;
/// Stands for what was cut.
const CUT: &str = " … ";

/// The excerpt for one finding.
pub(crate) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    primary: LineColumn,
}

/// A line of the source, in the excerpt.
struct Line {
    /// Its 0-based number in the source.
    index: usize,
    /// Its place in the excerpt.
    range: Range<usize>,
}

/// A stretch of source copied as it is, or a single character with another in its place.
struct Piece {
    source: Range<usize>,
    excerpt: Range<usize>,
}

impl Excerpt {
    /// The excerpt that shows `spans`, the first of which is the finding's own.
    pub(crate) fn new(source: &SourceFile, spans: &[Span]) -> Self {
        let mut lines = BTreeMap::new();
        let spans: Vec<Span> = spans
            .iter()
            .map(|&span| {
                let span = trimmed(source, span);
                let mut covered = lines_of(source, span);
                if covered.len() > LABEL_LINES {
                    covered.truncate(1);
                }
                let end = covered.last().map_or(span.end as usize, |(_, range)| range.end);
                lines.extend(covered);
                Span::new(span.start as usize, end.min(span.end as usize))
            })
            .collect();
        fill_gaps(source, &mut lines);

        let mut anchors: Vec<usize> =
            spans.iter().flat_map(|span| [span.start as usize, span.end as usize]).collect();
        anchors.sort_unstable();
        let mut excerpt = Self {
            name: visible(source.path()).into_owned(),
            text: String::new(),
            lines: Vec::new(),
            pieces: Vec::new(),
            primary: position(source, spans.first().map_or(0, |span| span.start)),
            spans,
        };
        for (index, range) in lines {
            excerpt.add_line(source.text(), index, range, &anchors);
        }
        excerpt
    }

    /// The place in the excerpt of the span with this index.
    pub(crate) fn range(&self, index: usize) -> Range<usize> {
        let Some(span) = self.spans.get(index) else { return 0..0 };
        let start = self.offset(span.start as usize);
        start..self.offset(span.end as usize).max(start)
    }

    fn add_line(&mut self, text: &str, index: usize, line: Range<usize>, anchors: &[usize]) {
        let start = self.text.len();
        let mut shown_to = line.start;
        for window in windows(text, &line, anchors) {
            if window.start > shown_to {
                self.text.push_str(CUT);
            }
            shown_to = window.end;
            self.add_text(text, window);
        }
        if shown_to < line.end {
            self.text.push_str(CUT);
        }
        self.lines.push(Line { index, range: start..self.text.len() });
        self.text.push('\n');
    }

    fn add_text(&mut self, text: &str, window: Range<usize>) {
        let mut copied =
            Piece { source: window.start..window.start, excerpt: self.text.len()..self.text.len() };
        for (offset, character) in text[window.clone()].char_indices() {
            let place = window.start + offset;
            let next = place + character.len_utf8();
            let shown = printable(character);
            let start = self.text.len();
            self.text.push(shown);
            if shown == character {
                copied.source.end = next;
                copied.excerpt.end = self.text.len();
            } else {
                let end = self.text.len();
                let after = Piece { source: next..next, excerpt: end..end };
                self.pieces.push(std::mem::replace(&mut copied, after));
                self.pieces.push(Piece { source: place..next, excerpt: start..end });
            }
        }
        self.pieces.push(copied);
    }

    /// The place in the excerpt of a place in the source.
    fn offset(&self, place: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.source.start <= place);
        let Some(piece) = after.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return 0;
        };
        if place >= piece.source.end {
            piece.excerpt.end
        } else if piece.source.len() == piece.excerpt.len() {
            piece.excerpt.start + (place - piece.source.start)
        } else {
            piece.excerpt.start
        }
    }
}

/// The lines a span touches, by 0-based number, without their line ends; no more than tell that it
/// touches too many.
fn lines_of(source: &SourceFile, span: Span) -> Vec<(usize, Range<usize>)> {
    let first = source.line_column(span.start).line;
    let last = source.line_column(span.end).line.min(first + LABEL_LINES);
    (first..=last).filter_map(|line| Some((line - 1, line_range(source, line)?))).collect()
}

/// Where a 1-based line stands, without its line end.
fn line_range(source: &SourceFile, line: usize) -> Option<Range<usize>> {
    let range = source.line_span(line)?.range();
    let text = source.text().get(range.clone())?;
    Some(range.start..range.start + text.strip_suffix('\r').unwrap_or(text).len())
}

/// Adds each line that stands alone between two others: codespan prints it.
fn fill_gaps(source: &SourceFile, lines: &mut BTreeMap<usize, Range<usize>>) {
    let gaps: Vec<_> = lines
        .keys()
        .zip(lines.keys().skip(1))
        .filter(|&(&first, &second)| second == first + 2)
        .map(|(first, _)| first + 1)
        .collect();
    for index in gaps {
        lines.extend(line_range(source, index + 1).map(|range| (index, range)));
    }
}

/// The parts of a line to show: all of it, or what lies around the anchors.
fn windows(text: &str, line: &Range<usize>, anchors: &[usize]) -> Vec<Range<usize>> {
    if line.len() <= WHOLE_LINE {
        return vec![line.clone()];
    }
    let first = anchors.partition_point(|&anchor| anchor < line.start);
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut own: Vec<usize> =
        anchors[first..].iter().copied().take_while(|&anchor| anchor <= line.end).collect();
    if own.is_empty() {
        own.push(line.start);
    }
    for anchor in own {
        let start = text[line.start..anchor]
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(line.start, |(offset, _)| line.start + offset);
        let end = text[anchor..line.end]
            .char_indices()
            .nth(CONTEXT)
            .map_or(line.end, |(offset, _)| anchor + offset);
        match windows.last_mut() {
            // Cutting less than the mark of the cut takes would be silly.
            Some(last) if start <= last.end + CUT.len() => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), offset: usize) -> Result<usize, Error> {
        let after = self.lines.partition_point(|line| line.range.start <= offset);
        Ok(after.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(0, |line| line.index))
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        match self.lines.binary_search_by_key(&index, |line| line.index) {
            Ok(at) => Ok(self.lines[at].range.clone()),
            Err(_) => Err(Error::LineTooLarge { given: index, max: self.lines.len() }),
        }
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(index + 1)
    }

    /// codespan asks only for the finding's own place.
    fn column_number(&'a self, (): (), _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.primary.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, spans: &[Span]) -> (Excerpt, Vec<String>) {
        let excerpt = Excerpt::new(&SourceFile::new("x", text.as_bytes().to_vec()), spans);
        let marked = (0..spans.len()).map(|at| excerpt.text[excerpt.range(at)].to_owned());
        let marked = marked.collect();
        (excerpt, marked)
    }

    #[test]
    fn a_minified_line_is_cut_around_its_labels() {
        let text = format!("{}open(p){}name{}", "a".repeat(1 << 20), "é".repeat(5000), "b;");
        let open = text.find("open").unwrap();
        let name = text.find("name").unwrap();
        let (excerpt, marked) =
            shown(&text, &[Span::new(open, open + 7), Span::new(name, name + 4)]);
        assert_eq!(marked, ["open(p)", "name"]);
        assert!(excerpt.text.chars().count() < 400, "{}", excerpt.text);
        assert_eq!(excerpt.primary.column, (1 << 20) + 1);
    }

    #[test]
    fn replaced_characters_leave_labels_in_place() {
        let text = "x\u{1b}[2J\u{85}open(\u{202e}) y";
        let open = text.find("open").unwrap();
        let (excerpt, marked) = shown(text, &[Span::new(open, text.len() - 2), Span::new(1, 2)]);
        assert_eq!(marked, ["open(\u{fffd})", "␛"]);
        assert!(!excerpt.text.contains('\u{1b}'));
    }

    #[test]
    fn only_labelled_lines_are_kept() {
        let text = "one\ntwo\nthree\r\nfour\nfive\nsix\n";
        let (excerpt, marked) =
            shown(text, &[Span::new(0, 3), Span::new(8, 13), Span::new(25, 28)]);
        assert_eq!(marked, ["one", "three", "six"]);
        assert_eq!(excerpt.text, "one\ntwo\nthree\nsix\n");
        assert_eq!(excerpt.line_index((), excerpt.range(2).start).unwrap(), 5);
    }

    #[test]
    fn a_label_over_many_lines_marks_the_first() {
        let text = "line\n".repeat(40);
        let (excerpt, marked) = shown(&text, &[Span::new(2, 180), Span::new(5, 17)]);
        assert_eq!(marked, ["ne", "line\nline\nli"]);
        assert_eq!(excerpt.lines.len(), 4);
    }
}
