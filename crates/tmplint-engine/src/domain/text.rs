//! Text of known and unknown pieces: what a path looks like at a point of the program.

use std::fmt::Write as _;
use std::rc::Rc;

use tmplint_ir::Span;
use tmplint_rules::NameSource;

use super::SiteId;

/// Pieces a text may have; a longer one ends in an unknown piece. Bounds what loops that append
/// can build. Scripts are long.
const MAX_PIECES: usize = 256;

/// Pieces that a text may have which is written out, line by line.
const MAX_LINES: usize = 4096;

/// How a part of a path is shown that is not known.
pub(crate) const UNKNOWN_PART: &str = "<…>";

/// Text as a sequence of pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) pieces: Vec<Piece>,
    /// It stands in quotes in the code and was not copied from there.
    pub(crate) constant: bool,
}

/// Where the characters are kept does not make another text of them.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.pieces == other.pieces
    }
}

impl Eq for Text {}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.pieces.hash(state);
    }
}

impl From<Vec<Piece>> for Text {
    fn from(pieces: Vec<Piece>) -> Self {
        Self { pieces, constant: false }
    }
}

/// A piece and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) span: Span,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PieceKind {
    /// These characters.
    Literal(Rc<str>),
    /// A directory others can write to, under the name it is known by: `$TMPDIR`.
    Shared(Rc<str>),
    /// A directory only the user can write to.
    Private(Rc<str>),
    /// Part of a name, by who can guess it.
    Name(NameSource),
    /// The path of a file or directory this program made.
    Site(SiteId),
    /// Anything, perhaps a whole path.
    Unknown,
}

impl Text {
    pub(crate) fn literal(text: &str, span: Span) -> Self {
        Self::one(PieceKind::Literal(text.into()), span)
    }

    pub(crate) fn one(kind: PieceKind, span: Span) -> Self {
        vec![Piece { kind, span }].into()
    }

    /// Puts a piece at the end.
    pub(crate) fn push(&mut self, piece: Piece) {
        if matches!(&piece.kind, PieceKind::Literal(text) if text.is_empty()) {
            return;
        }
        let count = self.pieces.len();
        if count < MAX_PIECES {
            self.pieces.push(piece);
            return;
        }
        if self.pieces.last().is_some_and(|last| last.kind == PieceKind::Unknown) {
            return;
        }
        let is_literal = |piece: &Piece| matches!(piece.kind, PieceKind::Literal(_));
        let goes_on = count < MAX_LINES && is_literal(&piece) && self.pieces.iter().all(is_literal);
        let kind = if goes_on { piece.kind } else { PieceKind::Unknown };
        self.pieces.push(Piece { kind, ..piece });
    }

    pub(crate) fn append(&mut self, other: &Self) {
        for piece in &other.pieces {
            self.push(piece.clone());
        }
    }

    /// The characters, if all are known.
    pub(crate) fn as_literal(&self) -> Option<String> {
        self.pieces
            .iter()
            .map(|piece| match &piece.kind {
                PieceKind::Literal(text) => Some(&**text),
                _ => None,
            })
            .collect()
    }

    /// The path in an address that begins with one of these, if it does.
    pub(crate) fn without_scheme(&self, schemes: &[String]) -> Option<Self> {
        let first = self.pieces.first()?;
        let PieceKind::Literal(start) = &first.kind else { return None };
        let rest = schemes.iter().find_map(|scheme| start.strip_prefix(scheme.as_str()))?;
        let mut plain = Self { pieces: Vec::new(), constant: self.constant };
        plain.push(Piece { kind: PieceKind::Literal(rest.into()), span: first.span });
        for piece in self.pieces.iter().skip(1) {
            plain.push(piece.clone());
        }
        Some(plain)
    }

    /// The known characters at the start.
    pub(crate) fn literal_prefix(&self) -> String {
        let mut prefix = String::new();
        for piece in &self.pieces {
            let PieceKind::Literal(text) = &piece.kind else { break };
            prefix.push_str(text);
        }
        prefix
    }

    /// The known characters at the end.
    pub(crate) fn literal_end(&self) -> String {
        let known = |piece: &&Piece| matches!(piece.kind, PieceKind::Literal(_));
        let count = self.pieces.iter().rev().take_while(known).count();
        Self::from(self.pieces[self.pieces.len() - count..].to_vec()).literal_prefix()
    }

    /// The text without the ends of lines at its end.
    pub(crate) fn without_final_newlines(&self) -> Self {
        let mut text = self.clone();
        while let Some(Piece { kind: PieceKind::Literal(last), span }) = text.pieces.last() {
            let (kept, span) = (last.trim_end_matches('\n'), *span);
            if kept.len() == last.len() {
                break;
            }
            let kept = Piece { kind: PieceKind::Literal(kept.into()), span };
            text.pieces.pop();
            text.push(kept);
        }
        text
    }

    /// The text without these characters at its end.
    pub(crate) fn without_end(&self, end: &str) -> Self {
        let mut text = self.clone();
        if let Some(Piece { kind: PieceKind::Literal(last), span }) = text.pieces.last()
            && let Some(kept) = last.strip_suffix(end)
        {
            let kept = Piece { kind: PieceKind::Literal(kept.into()), span: *span };
            text.pieces.pop();
            text.push(kept);
        }
        text
    }

    /// The text without its first `count` bytes, which must be literal.
    pub(crate) fn without_prefix(&self, mut count: usize) -> Self {
        let mut rest = Self::default();
        for piece in &self.pieces {
            match &piece.kind {
                PieceKind::Literal(text) if count > 0 => {
                    let cut = count.min(text.len());
                    count -= cut;
                    rest.push(Piece {
                        kind: PieceKind::Literal(text.get(cut..).unwrap_or("").into()),
                        span: piece.span,
                    });
                }
                _ => rest.push(piece.clone()),
            }
        }
        rest
    }

    /// Whether it starts at the root of the file system, as far as is known.
    pub(crate) fn is_absolute(&self) -> bool {
        match self.pieces.first().map(|piece| &piece.kind) {
            Some(PieceKind::Literal(text)) => text.starts_with('/') || text.starts_with('~'),
            Some(PieceKind::Shared(_) | PieceKind::Private(_) | PieceKind::Site(_)) => true,
            _ => false,
        }
    }

    /// Whether it starts at the working directory.
    pub(crate) fn is_relative(&self) -> bool {
        match self.pieces.first().map(|piece| &piece.kind) {
            // `-` is standard input or output.
            Some(PieceKind::Literal(text)) if self.pieces.len() == 1 && &**text == "-" => false,
            Some(PieceKind::Literal(text)) => !text.starts_with(['/', '~']),
            Some(PieceKind::Name(_)) => true,
            _ => false,
        }
    }

    /// The text up to its first blank.
    pub(crate) fn first_word(&self) -> Self {
        self.before(char::is_whitespace)
    }

    /// The text up to the first of such characters.
    pub(crate) fn before(&self, end: impl Fn(char) -> bool) -> Self {
        let mut word = Self::default();
        for piece in &self.pieces {
            if let PieceKind::Literal(text) = &piece.kind
                && let Some((before, _)) = text.split_once(&end)
            {
                word.push(Piece { kind: PieceKind::Literal(before.into()), span: piece.span });
                break;
            }
            word.push(piece.clone());
        }
        word
    }

    /// The parts of a list with `:` between its entries.
    pub(crate) fn entries(&self) -> Vec<Self> {
        let mut entries = vec![Self::default()];
        for piece in &self.pieces {
            let PieceKind::Literal(text) = &piece.kind else {
                if let Some(entry) = entries.last_mut() {
                    entry.push(piece.clone());
                }
                continue;
            };
            for (index, part) in text.split(':').enumerate() {
                if index > 0 {
                    entries.push(Self::default());
                }
                if let Some(entry) = entries.last_mut() {
                    entry.push(Piece { kind: PieceKind::Literal(part.into()), span: piece.span });
                }
            }
        }
        entries.retain(|entry| !entry.pieces.is_empty());
        entries
    }

    /// Whether it is written as a path and not as a mere name.
    pub(crate) fn has_slash(&self) -> bool {
        self.pieces.iter().any(|piece| match &piece.kind {
            PieceKind::Literal(text) => text.contains('/'),
            _ => false,
        })
    }

    /// Whether it names a directory above another.
    pub(crate) fn goes_up(&self) -> bool {
        self.pieces.iter().any(|piece| match &piece.kind {
            PieceKind::Literal(text) => text.split('/').any(|name| name == ".."),
            _ => false,
        })
    }

    /// The same path without `./` at its start.
    pub(crate) fn without_here(&self) -> Self {
        let prefix = self.literal_prefix();
        let rest = prefix.trim_start_matches("./");
        if rest == "." && self.pieces.len() == 1 {
            return Self::default();
        }
        self.without_prefix(prefix.len() - rest.len())
    }

    /// Path components put together; an absolute one discards what stands before it.
    pub(crate) fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut path = Self::default();
        for part in parts {
            if part.pieces.is_empty() {
                continue;
            }
            if part.is_absolute() || path.pieces.is_empty() {
                path = part;
                continue;
            }
            let ends_in_slash = matches!(
                path.pieces.last().map(|piece| &piece.kind),
                Some(PieceKind::Literal(text)) if text.ends_with('/')
            );
            if !ends_in_slash {
                let span = part.pieces.first().map_or(Span::default(), |piece| piece.span);
                path.push(Piece { kind: PieceKind::Literal("/".into()), span });
            }
            path.append(&part);
        }
        path
    }

    /// The text split before its last component: directory (without the slash) and name.
    pub(crate) fn split_name(&self) -> (Self, Self) {
        for (index, piece) in self.pieces.iter().enumerate().rev() {
            let PieceKind::Literal(text) = &piece.kind else { continue };
            let Some(slash) = text.rfind('/') else { continue };
            let mut directory = Self::from(self.pieces[..index].to_vec());
            directory
                .push(Piece { kind: PieceKind::Literal(text[..slash].into()), span: piece.span });
            let mut name = Self::default();
            name.push(Piece {
                kind: PieceKind::Literal(text[slash + 1..].into()),
                span: piece.span,
            });
            for rest in &self.pieces[index + 1..] {
                name.push(rest.clone());
            }
            return (directory, name);
        }
        (Self::default(), self.clone())
    }

    /// The sites whose path or name is in it.
    pub(crate) fn sites(&self) -> impl Iterator<Item = SiteId> {
        self.pieces.iter().filter_map(|piece| match piece.kind {
            PieceKind::Site(site) => Some(site),
            _ => None,
        })
    }

    /// The site, if the text is exactly its path.
    pub(crate) fn as_site(&self) -> Option<SiteId> {
        match self.pieces.as_slice() {
            [Piece { kind: PieceKind::Site(site), .. }] => Some(*site),
            _ => None,
        }
    }

    /// How the text is shown to people, and what two texts that mean the same path have in common.
    pub(crate) fn show(&self, site_name: impl Fn(SiteId) -> String) -> String {
        let mut shown = String::new();
        for piece in &self.pieces {
            match &piece.kind {
                PieceKind::Literal(text) => shown.push_str(text),
                PieceKind::Shared(name) | PieceKind::Private(name) => shown.push_str(name),
                PieceKind::Name(source) => shown.push_str(source.placeholder()),
                PieceKind::Site(site) => {
                    let _ = write!(shown, "<{}>", site_name(*site));
                }
                PieceKind::Unknown => shown.push_str(UNKNOWN_PART),
            }
        }
        shown
    }
}
