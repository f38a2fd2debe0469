//! Two questions about a path: where is it, and who can guess its name.

use tmplint_ir::Span;
use tmplint_rules::NameSource;

use super::{PieceKind, SiteId, State, Text};

/// Where a path is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whereabouts {
    /// A directory that others can write to, itself.
    SharedDirectory,
    /// Below a directory that others can write to.
    Shared {
        /// Who can guess the first name below it.
        guess: Guess,
        /// Where the path was put together first.
        origin: Span,
        /// Whether the path is more than one level below the directory.
        nested: bool,
    },
    /// The path of something this program made.
    Site(SiteId),
    /// Inside of a directory this program made.
    Inside(SiteId),
    /// Beside something this program made: its name with something added.
    Beside(SiteId),
    /// Somewhere others cannot write to, as far as is known.
    Elsewhere,
    /// Unknown.
    Unknown,
}

/// Who can guess a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// It is always the same.
    Constant,
    /// Whoever knows these.
    From(Vec<NameSource>),
    /// It has a part nobody here knows.
    PartlyUnknown,
    /// Nobody.
    Nobody,
}

/// Answers both for a path.
pub(crate) fn classify(text: &Text, shared: &[String], state: &State) -> Whereabouts {
    let Some(first) = text.pieces.first() else { return Whereabouts::Unknown };
    let origin = text.pieces.iter().map(|piece| piece.span).next().unwrap_or_default();
    let rest = match &first.kind {
        PieceKind::Literal(start) if start.starts_with('/') => {
            let prefix = collapse_slashes(&text.literal_prefix());
            let Some(length) = shared_prefix(&text.literal_prefix(), &prefix, shared) else {
                // `"/" + name` and `"/%s/x" % a` could be anywhere.
                return if prefix == "/" && text.pieces.len() > 1 {
                    Whereabouts::Unknown
                } else {
                    Whereabouts::Elsewhere
                };
            };
            text.without_prefix(length)
        }
        PieceKind::Literal(start) if start.starts_with('~') => return Whereabouts::Elsewhere,
        PieceKind::Literal(_) | PieceKind::Name(_) => {
            // A relative path: it is where the working directory is.
            let directory = state.directory.as_ref().filter(|_| text.is_relative());
            let Some(directory) = directory else { return Whereabouts::Elsewhere };
            let joined = Text::join([(**directory).clone(), text.clone()]);
            let outside = State { directory: None, ..State::default() };
            return classify(&joined, shared, &outside);
        }
        PieceKind::Shared(_) => text.pieces[1..].to_vec().into(),
        PieceKind::Private(_) => return Whereabouts::Elsewhere,
        PieceKind::Site(site) => {
            return match text.pieces.get(1).map(|piece| &piece.kind) {
                None => Whereabouts::Site(*site),
                Some(PieceKind::Literal(next)) if next.starts_with('/') => {
                    if next.starts_with("/..") {
                        Whereabouts::Unknown
                    } else {
                        Whereabouts::Inside(*site)
                    }
                }
                Some(_) => Whereabouts::Beside(*site),
            };
        }
        PieceKind::Unknown => return Whereabouts::Unknown,
    };
    below_shared(&rest, origin)
}

/// Keeps the dots of `.<pid>.<time>` apart, which is not `..`.
const STANDS_FOR_A_PART: char = '\0';

/// What a path is, given what follows the shared directory in it.
fn below_shared(rest: &Text, origin: Span) -> Whereabouts {
    let mut sources: Vec<NameSource> = Vec::new();
    let mut unknown = false;
    let mut nested = false;
    let mut any = false;
    let mut literal = String::new();
    'pieces: for (index, piece) in rest.pieces.iter().enumerate() {
        match &piece.kind {
            PieceKind::Literal(text) => {
                let text = if any { &**text } else { text.trim_start_matches('/') };
                if text.is_empty() {
                    continue;
                }
                any = true;
                match text.split_once('/') {
                    None => literal.push_str(text),
                    Some((name, below)) => {
                        literal.push_str(name);
                        nested = !below.is_empty() || index + 1 < rest.pieces.len();
                        break 'pieces;
                    }
                }
            }
            PieceKind::Name(NameSource::Random) => {
                return Whereabouts::Shared { guess: Guess::Nobody, origin, nested };
            }
            PieceKind::Name(source) => {
                any = true;
                literal.push(STANDS_FOR_A_PART);
                if !sources.contains(source) {
                    sources.push(*source);
                }
            }
            // The name of something made safely is as hard to guess here as there.
            PieceKind::Site(_) => {
                return Whereabouts::Shared { guess: Guess::Nobody, origin, nested };
            }
            PieceKind::Shared(_) | PieceKind::Private(_) | PieceKind::Unknown => {
                any = true;
                unknown = true;
                literal.push(STANDS_FOR_A_PART);
            }
        }
    }
    // Dots around a hole are part of a name: `$program.$user.$$`.
    let plain = sources.is_empty() && !unknown;
    if !any || (literal == "." && plain && !nested) {
        return Whereabouts::SharedDirectory;
    }
    if literal == ".." && plain {
        return Whereabouts::Unknown;
    }
    let guess = if unknown {
        Guess::PartlyUnknown
    } else if sources.is_empty() {
        Guess::Constant
    } else {
        Guess::From(sources)
    };
    Whereabouts::Shared { guess, origin, nested }
}

/// How many bytes of the original the shared directory takes that a literal path starts with.
fn shared_prefix(original: &str, collapsed: &str, shared: &[String]) -> Option<usize> {
    let directory = shared
        .iter()
        .filter(|directory| {
            collapsed
                .strip_prefix(directory.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .max_by_key(|directory| directory.len())?;
    // Bytes of the original that make up the directory, doubled slashes included.
    let (mut taken, mut matched) = (0, 0);
    let mut before = '\0';
    for character in original.chars() {
        if matched >= directory.len() {
            break;
        }
        taken += character.len_utf8();
        if !(character == '/' && before == '/') {
            matched += character.len_utf8();
        }
        before = character;
    }
    Some(taken)
}

fn collapse_slashes(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for character in path.chars() {
        if !(character == '/' && out.ends_with('/')) {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> Vec<String> {
        ["/tmp", "/var/tmp", "/dev/shm"].map(str::to_owned).to_vec()
    }

    fn of(text: &str) -> Whereabouts {
        classify(&Text::literal(text, Span::default()), &shared(), &State::default())
    }

    #[test]
    fn names_below_shared_directories() {
        for path in ["/tmp/a", "/tmp//a", "//tmp/a", "/var/tmp/a.b"] {
            assert!(
                matches!(of(path), Whereabouts::Shared { guess: Guess::Constant, .. }),
                "{path}: {:?}",
                of(path)
            );
        }
        assert!(matches!(of("/tmp/a/b"), Whereabouts::Shared { nested: true, .. }));
        assert!(matches!(of("/tmp/a/"), Whereabouts::Shared { nested: false, .. }));
    }

    #[test]
    fn dots_between_holes_are_no_parent_directory() {
        let mut text = Text::literal("/tmp/", Span::default());
        for _ in 0..3 {
            text.append(&Text::one(PieceKind::Unknown, Span::default()));
            text.append(&Text::literal(".", Span::default()));
        }
        let place = classify(&text, &shared(), &State::default());
        assert!(matches!(place, Whereabouts::Shared { guess: Guess::PartlyUnknown, .. }));
        assert_eq!(of("/tmp/../etc"), Whereabouts::Unknown);
    }

    #[test]
    fn the_directory_itself() {
        for path in ["/tmp", "/tmp/", "/var/tmp"] {
            assert_eq!(of(path), Whereabouts::SharedDirectory, "{path}");
        }
    }

    #[test]
    fn dots_around_other_parts_lead_nowhere_else() {
        let mut text = Text::literal("/tmp/.", Span::default());
        text.append(&Text::one(PieceKind::Unknown, Span::default()));
        text.append(&Text::literal(".", Span::default()));
        text.append(&Text::one(PieceKind::Name(NameSource::Pid), Span::default()));
        let place = classify(&text, &shared(), &State::default());
        assert!(
            matches!(place, Whereabouts::Shared { guess: Guess::PartlyUnknown, .. }),
            "{place:?}"
        );
        assert_eq!(of("/tmp/.."), Whereabouts::Unknown);
    }

    #[test]
    fn what_only_resembles_is_elsewhere() {
        for path in ["/tmpfoo/a", "tmp/a", "./tmp/a", "/srv/tmp/a", "~/tmp/a", "/TMP/a"] {
            assert_eq!(of(path), Whereabouts::Elsewhere, "{path}");
        }
    }
}
