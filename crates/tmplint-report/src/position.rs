//! Lines and columns as reports print them.

use tmplint_ir::{LineColumn, SourceFile, Span};

/// Line and column of a byte offset, both 1-based, columns in code points. A byte order mark, which
/// no editor shows, takes no column.
pub fn position(source: &SourceFile, offset: u32) -> LineColumn {
    let mut position = source.line_column(offset);
    if position.line == 1 && position.column > 1 && source.text().starts_with('\u{feff}') {
        position.column -= 1;
    }
    position
}

/// The first position of a span and the position after its last character.
pub(crate) fn range(source: &SourceFile, span: Span) -> (LineColumn, LineColumn) {
    let span = trimmed(source, span);
    (position(source, span.start), position(source, span.end))
}

/// The span without white space at its end, inside the text, on character borders.
pub(crate) fn trimmed(source: &SourceFile, span: Span) -> Span {
    let text = source.text();
    let border = |offset: u32| {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let start = border(span.start);
    let end = border(span.end).max(start);
    let kept = text.get(start..end).map_or(0, |text| text.trim_end().len());
    Span::new(start, start + kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = SourceFile::new("x", "\u{feff}ab\nc".as_bytes().to_vec());
        assert_eq!(position(&source, 4), LineColumn { line: 1, column: 2 });
        assert_eq!(position(&source, 6), LineColumn { line: 2, column: 1 });
    }

    #[test]
    fn a_span_ends_before_its_line_end() {
        let source = SourceFile::new("x", b"ab\r\n\r\ncd".to_vec());
        let (start, end) = range(&source, Span::new(1, 6));
        assert_eq!((start.line, start.column, end.line, end.column), (1, 2, 1, 3));
    }

    #[test]
    fn spans_from_nowhere_are_harmless() {
        let source = SourceFile::new("x", "é".as_bytes().to_vec());
        for span in [Span::new(1, 1), Span::new(9, 4), Span::new(0, 900), Span { start: 2, end: 1 }]
        {
            let (start, end) = range(&source, span);
            assert!(start <= end);
        }
    }
}
