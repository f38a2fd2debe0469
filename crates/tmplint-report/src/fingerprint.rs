//! Fingerprints by which a later run knows a finding again.

use std::collections::HashMap;

use tmplint_ir::{Encoding, Finding, SourceFile};

use crate::position::trimmed;

/// Characters a line's hash covers, from its start on.
const WINDOW: usize = 100;
/// Stands for the end of the file in the hash.
const END_OF_FILE: u16 = u16::MAX;

/// Longest text, in bytes, that [`Fingerprints`] hashes.
const TEXT: usize = 512;

/// Hashes of the lines of a file as GitHub's upload action computes them, so that it finds the
/// ones it expects: `primaryLocationLineHash`.
///
/// The hash of a line is a polynomial in 37 over the hundred UTF-16 units that follow its start,
/// spaces and tabs left out, every kind of line end being one line feed, the end of the file
/// `0xffff` and what would come after it zero. Lines are numbered, and equal hashes counted, from
/// one. A lone carriage return ends a line here too, so numbers may differ from an editor's; the
/// action looks a finding up by the number the report gives, as this does.
pub(crate) struct LineHashes(Vec<String>);

impl LineHashes {
    pub(crate) fn new(source: &SourceFile) -> Self {
        let mut hasher = Hasher::default();
        match source.encoding() {
            Encoding::Utf8 => hasher.feed(source.text().encode_utf16()),
            // The action reads every file as UTF-8, with replacement characters.
            Encoding::Latin1 => {
                let bytes: Vec<u8> =
                    source.text().chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
                hasher.feed(String::from_utf8_lossy(&bytes).encode_utf16());
            }
        }
        Self(hasher.finish())
    }

    /// The hash of a 1-based line.
    pub(crate) fn get(&self, line: usize) -> Option<&str> {
        self.0.get(line.checked_sub(1)?).map(String::as_str)
    }
}

#[derive(Default)]
struct Hasher {
    units: Vec<u16>,
    line_starts: Vec<usize>,
}

impl Hasher {
    fn feed(&mut self, text: impl Iterator<Item = u16>) {
        const LINE_FEED: u16 = b'\n' as u16;
        const RETURN: u16 = b'\r' as u16;
        let mut after_return = false;
        let mut at_line_start = true;
        for unit in text.chain([END_OF_FILE]) {
            let blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
            if blank || (after_return && unit == LINE_FEED) {
                after_return = false;
                continue;
            }
            after_return = unit == RETURN;
            let unit = if after_return { LINE_FEED } else { unit };
            if at_line_start {
                self.line_starts.push(self.units.len());
            }
            at_line_start = unit == LINE_FEED;
            self.units.push(unit);
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.units.resize(self.units.len() + WINDOW, 0);
        let leaving = 37_u64.wrapping_pow(100);
        let mut hash = 0_u64;
        let mut at = 0;
        let mut seen = HashMap::new();
        let mut hashes = Vec::with_capacity(self.line_starts.len());
        for &start in &self.line_starts {
            let end = start + WINDOW;
            while at < end {
                let gone = at.checked_sub(WINDOW).map_or(0, |index| u64::from(self.units[index]));
                hash = hash
                    .wrapping_mul(37)
                    .wrapping_add(u64::from(self.units[at]))
                    .wrapping_sub(leaving.wrapping_mul(gone));
                at += 1;
            }
            let count = seen.entry(hash).and_modify(|count| *count += 1).or_insert(1_usize);
            hashes.push(format!("{hash:x}:{count}"));
        }
        hashes
    }
}

/// tmplint's own fingerprint, `tmplint/v1`: the rule, the text of the finding's line with its white
/// space folded, and which of the file's equal ones it is. Of a line too long to be one statement,
/// the finding's own text counts. It survives lines that move and files that are renamed; findings
/// must be passed in the file's order.
#[derive(Default)]
pub(crate) struct Fingerprints(HashMap<u64, usize>);

impl Fingerprints {
    pub(crate) fn next(&mut self, source: &SourceFile, finding: &Finding) -> String {
        let own = trimmed(source, finding.span);
        let line = source
            .line_span(source.line_column(own.start).line)
            .filter(|line| line.range().len() <= TEXT);
        let bytes = source.text().as_bytes().get(line.unwrap_or(own).range()).unwrap_or_default();
        self.of(&finding.rule, &bytes[..bytes.len().min(TEXT)])
    }

    fn of(&mut self, rule: &str, text: &[u8]) -> String {
        let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let words = words.flat_map(|word| word.iter().copied().chain([b' ']));
        let hash = fnv1a(rule.bytes().chain([0]).chain(words));
        let count = self.0.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash:016x}:{count}")
    }
}

/// The FNV-1a hash: stable across releases and platforms, which the standard library's is not.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        LineHashes::new(&SourceFile::new("x", text.as_bytes().to_vec())).0
    }

    /// The values GitHub publishes for its action.
    #[test]
    fn line_hashes_are_those_of_the_upload_action() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        let repeated = hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(repeated[5], "a7f2ff13bc495cf2:6");
        assert_eq!(repeated[6], "a7f2ff1481e87703:1");
    }

    #[test]
    fn line_ends_and_indentation_do_not_matter() {
        let unix = hashes("a b\n\nc\n");
        assert_eq!(hashes("a b\r\n\r\nc\r\n"), unix);
        assert_eq!(hashes("\ta  b\r\r c\r"), unix);
    }

    #[test]
    fn own_fingerprints_survive_moved_lines_and_tell_equal_ones_apart() {
        let mut first = Fingerprints::default();
        let mut second = Fingerprints::default();
        let one = first.of("rule", b"  open(path)");
        assert_eq!(one, second.of("rule", b"open(path)  "));
        assert_ne!(one, second.of("rule", b"open(path)"));
        assert_ne!(one, first.of("other", b"open(path)"));
    }
}
