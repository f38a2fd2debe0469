//! Columns of text for a terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Writes rows so that their columns stand below each other. Cells must be [visible](crate::visible)
/// already.
pub(crate) fn write<const N: usize>(rows: &[[String; N]], out: &mut dyn Write) -> io::Result<()> {
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0));
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line += cell;
            line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
