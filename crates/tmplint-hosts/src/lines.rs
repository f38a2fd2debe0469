//! Lines with their places.

use std::ops::Range;

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Where it stands, its end left out.
    pub(crate) range: Range<usize>,
    /// Its text.
    pub(crate) text: &'t str,
}

/// The lines of a text, without their ends.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = start;
        start += line.len();
        let text = line.strip_suffix('\n').unwrap_or(line);
        let text = text.strip_suffix('\r').unwrap_or(text);
        Line { range: from..from + text.len(), text }
    })
}

/// Whether a line goes on in the next: it ends in an odd number of this character.
pub(crate) fn goes_on(line: &str, escape: char) -> bool {
    let kept = line.trim_end_matches(escape).len();
    (line.len() - kept) / escape.len_utf8() % 2 == 1
}

/// The lines from the first of these that belong together: all but the last go on.
pub(crate) fn logical(lines: &[Line<'_>], escape: char) -> usize {
    let more = lines.iter().take_while(|line| goes_on(line.text, escape)).count();
    (more + 1).min(lines.len())
}
