//! Source text, spans in it, and the lines and columns people see.

use std::fmt;

/// A language tmplint reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// C, and the part of C++ that parses as C.
    C,
    /// Python 2 and 3.
    Python,
    /// POSIX shell, bash, dash, ksh.
    Shell,
    /// Rust.
    Rust,
}

impl Language {
    /// Every language, in the order reports list them.
    pub const ALL: [Self; 4] = [Self::C, Self::Python, Self::Shell, Self::Rust];

    /// The word used in tables, configuration and rule pages: `c`, `python`, `shell`, `rust`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Python => "python",
            Self::Shell => "shell",
            Self::Rust => "rust",
        }
    }

    /// The language with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::C => "C",
            Self::Python => "Python",
            Self::Shell => "shell",
            Self::Rust => "Rust",
        })
    }
}

/// A half-open range of byte offsets into [`SourceFile::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes. Offsets past 4 GiB saturate; the command refuses
    /// files far below that size.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How a file's bytes were read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Valid UTF-8.
    Utf8,
    /// Not valid UTF-8: every byte outside of ASCII was read as one Latin-1 character.
    Latin1,
}

/// A position as people and SARIF count it: both 1-based, columns in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// 1-based line.
    pub line: usize,
    /// 1-based column in Unicode code points.
    pub column: usize,
}

/// One source file, decoded, with its line table.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    encoding: Encoding,
    line_starts: Vec<u32>,
    /// Per [`BLOCK`], how many bytes before it start no character; empty if none does. Without it
    /// every column of a line of megabytes would be counted from the line's start.
    continuations: Vec<u32>,
}

/// Bytes per entry of [`SourceFile::continuations`].
const BLOCK: usize = 1024;

impl SourceFile {
    /// Decodes `bytes`. Text that is not UTF-8 is read as Latin-1, so that a column still counts
    /// the characters an editor set to that encoding shows. A byte order mark is kept: offsets
    /// refer to the file as it stands.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let (text, encoding) = match String::from_utf8(bytes) {
            Ok(text) => (text, Encoding::Utf8),
            Err(error) => {
                (error.as_bytes().iter().map(|&byte| char::from(byte)).collect(), Encoding::Latin1)
            }
        };
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .map(|(offset, _)| u32::try_from(offset + 1).unwrap_or(u32::MAX)),
        );
        let continuations = if text.is_ascii() { Vec::new() } else { continuations(&text) };
        Self { path: path.into(), text, encoding, line_starts, continuations }
    }

    /// The path as reports print it: relative where possible, `/` between components.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The decoded text; every [`Span`] is an offset into it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the bytes were decoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The text of a span; empty if the span does not lie on character borders of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte offset. An offset past the end is the end.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts[line - 1] as usize;
        let end = (offset as usize).min(self.text.len()).max(start);
        let column =
            end - start - (self.continuations_before(end) - self.continuations_before(start));
        LineColumn { line, column: column + 1 }
    }

    /// How many bytes before an offset of the text start no character.
    fn continuations_before(&self, offset: usize) -> usize {
        let Some(&before) = self.continuations.get(offset / BLOCK) else { return 0 };
        let block = &self.text.as_bytes()[offset / BLOCK * BLOCK..offset];
        before as usize + count_continuations(block)
    }

    /// Where a 1-based line stands, its line feed left out; `None` for a line that does not exist.
    pub fn line_span(&self, line: usize) -> Option<Span> {
        let &start = self.line_starts.get(line.checked_sub(1)?)?;
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize - 1);
        Some(Span::new(start as usize, end))
    }

    /// The text of a 1-based line without its line end; empty for a line that does not exist.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return "";
        };
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Number of lines; a text that ends in a line end does not have one more after it.
    pub fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.is_empty() || self.text.ends_with('\n'))
    }
}

fn continuations(text: &str) -> Vec<u32> {
    let mut before = 0;
    let mut counts = vec![0];
    for block in text.as_bytes().chunks(BLOCK) {
        before += count_continuations(block);
        counts.push(u32::try_from(before).unwrap_or(u32::MAX));
    }
    counts
}

fn count_continuations(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| (byte & 0xC0) == 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_counted_by_blocks() {
        let text = format!("{}\n{}", "é𝕏a".repeat(1000), "aé".repeat(2000));
        let file = SourceFile::new("x", text.as_bytes().to_vec());
        let mut expected = LineColumn { line: 1, column: 1 };
        for (offset, character) in text.char_indices() {
            let offset = u32::try_from(offset).unwrap();
            assert_eq!(file.line_column(offset), expected, "at {offset}");
            expected.column += 1;
            if character == '\n' {
                expected = LineColumn { line: 2, column: 1 };
            }
        }
        assert_eq!(file.line_column(u32::MAX), expected);
        assert_eq!(file.line_span(2), Some(Span::new(7001, text.len())));
    }

    #[test]
    fn columns_count_code_points() {
        let file = SourceFile::new("x", "é𝕏 a\nb".as_bytes().to_vec());
        let offset = u32::try_from(file.text().find('a').unwrap()).unwrap();
        assert_eq!(file.line_column(offset), LineColumn { line: 1, column: 4 });
        assert_eq!(file.line_column(offset + 2), LineColumn { line: 2, column: 1 });
    }

    #[test]
    fn latin1_bytes_are_one_column_each() {
        let file = SourceFile::new("x", b"/* \xe9\xe8 */ x".to_vec());
        assert_eq!(file.encoding(), Encoding::Latin1);
        let offset = u32::try_from(file.text().find('x').unwrap()).unwrap();
        assert_eq!(file.line_column(offset).column, 10);
    }

    #[test]
    fn lines_are_cut_without_their_ends() {
        let file = SourceFile::new("x", b"a\r\nb\n".to_vec());
        assert_eq!((file.line(1), file.line(2), file.line(3)), ("a", "b", ""));
        assert_eq!(file.line_count(), 2);
    }
}
