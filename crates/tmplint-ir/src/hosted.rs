//! Script text that stands in a file of another kind, and where each byte of it is there.

use std::ops::Range;

use crate::{Respan, Span, marker};

/// Text made of parts of a host file: copied, written there in another way (an escape, a folded
/// line), or nowhere at all (what a reader of the host adds around it).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostedText {
    text: String,
    /// In order; together they cover the text.
    runs: Vec<Run>,
    holes: usize,
}

/// Consecutive bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    /// Offset of the first in the text.
    start: usize,
    origin: Origin,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    /// The host's bytes from this offset on, one by one.
    Copied(usize),
    /// Each of them stands for all of this part of the host.
    Meant(Range<usize>),
    /// They are not in the host.
    Nowhere,
}

impl HostedText {
    /// The text; values put into it are marked by [`marker`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many values are put into the text.
    pub fn holes(&self) -> usize {
        self.holes
    }

    /// Adds a part of the host as it stands there.
    pub fn copy(&mut self, host: &str, range: Range<usize>) {
        let Some(mut rest) = host.get(range.clone()) else { return };
        let mut from = range.start;
        while let Some(at) = rest.find(is_marker) {
            self.copy_clean(&rest[..at], from);
            let length = rest[at..].chars().next().map_or(1, char::len_utf8);
            self.mean("?", from + at..from + at + length);
            rest = &rest[at + length..];
            from += at + length;
        }
        self.copy_clean(rest, from);
    }

    fn copy_clean(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = self.runs.last().is_some_and(|run| {
            matches!(run.origin, Origin::Copied(start) if start + self.text.len() - run.start == from)
        });
        if !goes_on {
            self.runs.push(Run { start: self.text.len(), origin: Origin::Copied(from) });
        }
        self.text.push_str(text);
    }

    /// Adds what a part of the host means.
    pub fn mean(&mut self, text: &str, host: Range<usize>) {
        if !text.is_empty() {
            self.runs.push(Run { start: self.text.len(), origin: Origin::Meant(host) });
            self.text.extend(text.chars().map(|each| if is_marker(each) { '?' } else { each }));
        }
    }

    /// Adds what does not stand in the host.
    pub fn add(&mut self, text: &str) {
        if !text.is_empty() {
            self.runs.push(Run { start: self.text.len(), origin: Origin::Nowhere });
            self.text.push_str(text);
        }
    }

    /// Adds a value that nobody knows here, which this part of the host stands for.
    pub fn hole(&mut self, host: Range<usize>) {
        let Some(marker) = marker(self.holes) else { return };
        self.holes += 1;
        self.runs.push(Run { start: self.text.len(), origin: Origin::Meant(host) });
        self.text.push(marker);
    }

    /// Adds a part of another such text, with its values.
    pub fn append(&mut self, other: &Self, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        let mut at = range.start;
        for part in text.split_inclusive(is_marker) {
            let plain = part.trim_end_matches(is_marker);
            self.append_plain(other, at..at + plain.len());
            if plain.len() < part.len() {
                self.hole(other.origin(at + plain.len()..at + part.len()).unwrap_or(0..0));
            }
            at += part.len();
        }
    }

    fn append_plain(&mut self, other: &Self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let index = other.run_at(at);
            let Some(run) = other.runs.get(index) else { return };
            let end = other.runs.get(index + 1).map_or(range.end, |next| next.start.min(range.end));
            let Some(text) = other.text.get(at..end) else { return };
            match &run.origin {
                Origin::Copied(from) => self.copy_clean(text, from + at - run.start),
                Origin::Meant(host) => self.mean(text, host.clone()),
                Origin::Nowhere => self.add(text),
            }
            at = end;
        }
    }

    /// This text, which was read out of another such text, as one of that one's host.
    #[must_use]
    pub fn through(&self, outer: &Self) -> Self {
        let mut all = Self::default();
        let ends = self.runs.iter().skip(1).map(|run| run.start).chain([self.text.len()]);
        for (run, end) in self.runs.iter().zip(ends) {
            let text = self.text.get(run.start..end).unwrap_or("");
            match &run.origin {
                Origin::Copied(from) => all.append(outer, *from..from + text.len()),
                Origin::Meant(range) => {
                    let host = outer.origin(range.clone()).unwrap_or(0..0);
                    let meant = outer.text.get(range.clone()).unwrap_or("");
                    if text.contains(is_marker) || meant.chars().all(is_marker) {
                        all.hole(host);
                    } else {
                        all.mean(text, host);
                    }
                }
                Origin::Nowhere => all.add(text),
            }
        }
        all
    }

    /// The run that holds an offset of the text.
    fn run_at(&self, offset: usize) -> usize {
        self.runs.partition_point(|run| run.start <= offset).saturating_sub(1)
    }

    /// The part of the host that a part of the text comes from.
    pub fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        let runs = self.runs.get(self.run_at(range.start)..)?;
        let ends = runs.iter().skip(1).map(|run| run.start).chain([self.text.len()]);
        let mut whole: Option<Range<usize>> = None;
        for (run, end) in runs.iter().zip(ends) {
            if run.start >= range.end && !range.is_empty() {
                break;
            }
            let host = match &run.origin {
                Origin::Copied(from) => {
                    let start = range.start.max(run.start) - run.start;
                    let end = range.end.clamp(range.start.max(run.start), end.max(run.start));
                    from + start..from + end - run.start
                }
                Origin::Meant(host) => host.clone(),
                Origin::Nowhere => continue,
            };
            whole = Some(match whole {
                // Text from elsewhere, a variable's value, does not stretch what it is part of.
                Some(whole) if host.start >= whole.start => whole.start..host.end.max(whole.end),
                Some(whole) => whole,
                None => host,
            });
            if range.is_empty() {
                break;
            }
        }
        whole
    }

    fn place(&self, span: Span) -> Span {
        let range = span.range();
        let nearest = || {
            let before = self.runs.get(..=self.run_at(range.start)).unwrap_or(&[]);
            before.iter().rev().find_map(|run| match &run.origin {
                Origin::Copied(from) => Some(*from..*from),
                Origin::Meant(host) => Some(host.clone()),
                Origin::Nowhere => None,
            })
        };
        let host = self.origin(range.clone()).or_else(nearest).unwrap_or(0..0);
        Span::new(host.start, host.end)
    }
}

impl Respan for HostedText {
    fn operation(&self, span: Span) -> Span {
        self.place(span)
    }

    fn literal(&self, span: Span) -> Span {
        self.place(span)
    }
}

fn is_marker(character: char) -> bool {
    crate::clean(character) != character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_know_where_they_stand() {
        let host = "run: \"a\\tb ${{ x }}c\"";
        let mut text = HostedText::default();
        text.add("#!/bin/sh\n");
        text.copy(host, 6..7);
        text.mean("\t", 7..9);
        text.copy(host, 9..11);
        text.hole(11..19);
        text.copy(host, 19..20);
        assert_eq!(text.text(), "#!/bin/sh\na\tb \u{e000}c");
        let at = |range: Range<usize>| &host[text.place(Span::new(range.start, range.end)).range()];
        assert_eq!(at(10..13), "a\\tb");
        assert_eq!(at(11..12), "\\t");
        assert_eq!(at(12..18), "b ${{ x }}c");
        assert_eq!(at(0..10), "");
        assert_eq!(at(0..11), "a");
        assert_eq!(at(18..18), "c".get(..0).unwrap());

        let mut other = HostedText::default();
        other.hole(0..1);
        other.append(&text, 11..text.text().len());
        assert_eq!(other.text(), "\u{e000}\tb \u{e001}c");
        assert_eq!(other.holes(), 2);
        assert_eq!(other.origin(3..7), Some(7..19));
    }

    #[test]
    fn texts_in_texts_stand_in_the_outermost_host() {
        let host = "a $$b c";
        let mut outer = HostedText::default();
        outer.copy(host, 0..2);
        outer.mean("$", 2..4);
        outer.hole(4..5);
        outer.copy(host, 5..7);
        let mut inner = HostedText::default();
        inner.add("#");
        inner.copy(outer.text(), 2..outer.text().len());
        let through = inner.through(&outer);
        assert_eq!(through.text(), "#$\u{e000} c");
        assert_eq!(through.origin(1..2), Some(2..4));
        assert_eq!(through.origin(2..7), Some(4..7));
    }

    #[test]
    fn characters_that_look_like_values_are_none() {
        let host = "a\u{e000}b";
        let mut text = HostedText::default();
        text.copy(host, 0..host.len());
        assert_eq!((text.text(), text.holes()), ("a?b", 0));
        assert_eq!(text.origin(2..3), Some(4..5));
    }
}
