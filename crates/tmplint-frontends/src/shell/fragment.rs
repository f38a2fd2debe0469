//! Script text and where it stands in the host file.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use tmplint_ir::{PlaceId, Span};

use crate::hole;

/// A range of bytes of a [`Fragment`]'s text. Always on character boundaries.
pub(super) type Extent = Range<usize>;

/// Text that is parsed as a script: the file itself, a `trap` action, what unescaped backticks hold.
pub(super) struct Fragment<'s> {
    pub(super) text: std::borrow::Cow<'s, str>,
    origin: Origin,
    holes: Vec<PlaceId>,
    /// How many `trap` actions this text is nested in.
    pub(super) trap_depth: usize,
    /// How many unescaped texts this text is nested in.
    pub(super) depth: usize,
    /// Ends of expansions already found, by start: nested ones are looked for at every level, and
    /// finding them afresh each time would be quadratic.
    pub(super) ends: RefCell<HashMap<usize, usize>>,
}

enum Origin {
    /// The text is the host file's from this offset on.
    Shifted(usize),
    /// The host offset of each byte.
    Mapped(Vec<u32>),
}

impl<'s> Fragment<'s> {
    /// The whole file.
    pub(super) fn file(text: &'s str) -> Self {
        Self {
            text: text.into(),
            origin: Origin::Shifted(0),
            holes: Vec::new(),
            trap_depth: 0,
            depth: 0,
            ends: RefCell::default(),
        }
    }

    /// Text that a program put together, with these values in it.
    pub(super) fn script(text: &'s str, holes: Vec<PlaceId>) -> Self {
        Self { holes, ..Self::file(text) }
    }

    /// Text made from a part of this one.
    pub(super) fn nested(&self, made: Made) -> Fragment<'static> {
        let mut holes = self.holes.clone();
        holes.extend(made.holes);
        Fragment {
            text: made.text.into(),
            origin: Origin::Mapped(made.origins),
            holes,
            trap_depth: self.trap_depth,
            depth: self.depth + 1,
            ends: RefCell::default(),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The byte at an offset; zero past the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes().get(at).copied().unwrap_or(0)
    }

    pub(super) fn slice(&self, extent: &Extent) -> &str {
        self.text.get(extent.clone()).unwrap_or("")
    }

    /// A part of the text with a dollar sign for each value put into it.
    pub(super) fn readable(&self, extent: &Extent) -> String {
        let shown = |character| if self.hole(character).is_some() { '$' } else { character };
        self.slice(extent).chars().map(shown).collect()
    }

    /// Where a part of the text stands in the host file.
    pub(super) fn span(&self, extent: &Extent) -> Span {
        match &self.origin {
            Origin::Shifted(base) => Span::new(base + extent.start, base + extent.end),
            Origin::Mapped(_) if extent.is_empty() => {
                let at = self.host_offset(extent.start);
                Span::new(at, at)
            }
            Origin::Mapped(_) => {
                let last = self.host_offset(extent.end - 1) + 1;
                let first = self.host_offset(extent.start);
                Span::new(first.min(last), last)
            }
        }
    }

    /// Where a byte of the text comes from.
    pub(super) fn host_offset(&self, at: usize) -> usize {
        match &self.origin {
            Origin::Shifted(base) => base + at,
            Origin::Mapped(origins) => {
                origins.get(at).or(origins.last()).map_or(0, |&origin| origin as usize)
            }
        }
    }

    /// The value a marker character stands for.
    pub(super) fn hole(&self, character: char) -> Option<PlaceId> {
        self.holes.get(hole::number(character)?).copied()
    }

    /// How many values the text holds already: the next one has this number.
    pub(super) fn hole_count(&self) -> usize {
        self.holes.len()
    }

    /// Whether the character at an offset may be a marker.
    pub(super) fn has_holes(&self) -> bool {
        !self.holes.is_empty()
    }
}

/// Script text in the making, byte by byte with its origins.
#[derive(Default)]
pub(super) struct Made {
    text: String,
    origins: Vec<u32>,
    holes: Vec<PlaceId>,
}

impl Made {
    /// Adds a character that comes from a host offset.
    pub(super) fn push(&mut self, character: char, origin: usize) {
        self.text.push(character);
        let origin = u32::try_from(origin).unwrap_or(u32::MAX);
        // A character outside of ASCII stands in the host file with the same bytes.
        self.origins.extend((0..character.len_utf8()).map(|byte| origin + index(byte)));
    }

    /// Adds a value that was put into the text when it was made. `before` is the number of values
    /// the surrounding fragment has.
    pub(super) fn push_hole(&mut self, place: PlaceId, before: usize, span: Span) {
        let Some(marker) = hole::marker(before + self.holes.len()) else { return };
        self.text.push(marker);
        self.origins.extend([span.start, span.start, span.end.saturating_sub(1).max(span.start)]);
        self.holes.push(place);
    }
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
