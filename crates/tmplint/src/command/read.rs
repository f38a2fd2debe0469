//! Reads one file and says what to do with it.

use std::fs::File;
use std::io::{self, Read};

use crate::language::{Kind, MAX_SHEBANG, Named, kind};
use crate::report::{Note, NoteKind};
use crate::{Input, MAX_FILE};

use super::files::{Candidate, Origin, plain, unreadable};

/// Bytes at a file's start in which a NUL makes it binary.
const BINARY_PREFIX: usize = 8 << 10;

/// What a candidate turned out to be.
pub(super) enum Content {
    /// A source file.
    Source(Input),
    /// Nothing to lint, and nothing to say about it.
    Skipped,
    /// Something that is not linted, and why.
    Note(Note),
}

/// Reads a file that may have to be linted.
pub(super) fn read(candidate: &Candidate) -> Content {
    let result = match &candidate.origin {
        Origin::Path(path) => File::open(path).and_then(|file| {
            let size = file.metadata()?.len();
            read_from(candidate, file, size)
        }),
        Origin::Stdin => read_from(candidate, io::stdin().lock(), 0),
    };
    result.unwrap_or_else(|error| Content::Note(unreadable(candidate.shown.clone(), plain(&error))))
}

/// What a file that may have to be linted is, without reading it whole.
pub(super) fn kind_of(candidate: &Candidate) -> Result<Option<Kind>, Note> {
    if let Named::Known(kind) = candidate.named {
        return Ok(Some(kind));
    }
    let mut start = Vec::new();
    let result = match &candidate.origin {
        Origin::Path(path) => {
            File::open(path).and_then(|file| file.take(MAX_SHEBANG as u64).read_to_end(&mut start))
        }
        Origin::Stdin => io::stdin().lock().take(MAX_SHEBANG as u64).read_to_end(&mut start),
    };
    match result {
        Ok(_) => Ok(kind(candidate.named, &start)),
        Err(error) => Err(unreadable(candidate.shown.clone(), plain(&error))),
    }
}

fn read_from(candidate: &Candidate, mut reader: impl Read, size: u64) -> io::Result<Content> {
    let mut bytes = Vec::new();
    let kind = if let Named::Known(kind) = candidate.named {
        kind
    } else {
        reader.by_ref().take(MAX_SHEBANG as u64).read_to_end(&mut bytes)?;
        match kind(candidate.named, &bytes) {
            Some(kind) => kind,
            None if candidate.explicit => return Ok(Content::Note(unknown(candidate))),
            None => return Ok(Content::Skipped),
        }
    };
    if size > MAX_FILE {
        return Ok(Content::Note(too_large(candidate)));
    }
    // One byte more than fits, to see that a file grew meanwhile.
    bytes.reserve(usize::try_from(size).unwrap_or_default() + 1);
    reader.take(MAX_FILE + 1 - bytes.len() as u64).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Ok(Content::Note(too_large(candidate)));
    }
    if bytes[..bytes.len().min(BINARY_PREFIX)].contains(&0) {
        return Ok(Content::Note(note(candidate, NoteKind::Binary, "skipped: not text")));
    }
    Ok(Content::Source(Input {
        path: candidate.shown.clone(),
        uri: Some(candidate.uri.clone()),
        bytes,
        kind,
        ignore: Vec::new(),
        private: None,
    }))
}

fn too_large(candidate: &Candidate) -> Note {
    let message = format!("skipped: larger than {} MiB", MAX_FILE >> 20);
    note(candidate, NoteKind::TooLarge, &message)
}

fn unknown(candidate: &Candidate) -> Note {
    let message = match candidate.origin {
        Origin::Path(_) => "skipped: neither its name nor a `#!` line tells a language",
        Origin::Stdin => "the language cannot be told; name it with --stdin-filename",
    };
    let mut note = note(candidate, NoteKind::UnknownLanguage, message);
    note.failure = matches!(candidate.origin, Origin::Stdin);
    note
}

/// Not linting what was named is a failure; passing over what was found is not.
fn note(candidate: &Candidate, kind: NoteKind, message: &str) -> Note {
    Note {
        kind,
        path: Some(candidate.shown.clone()),
        position: None,
        message: message.to_owned(),
        failure: candidate.explicit,
    }
}
