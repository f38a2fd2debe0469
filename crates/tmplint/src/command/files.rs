//! Finds the files to lint.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::report::{Note, NoteKind, uri_from_path_bytes};
use crate::{Kind, Named, kind_by_name};
use ignore::{DirEntry, WalkBuilder, WalkState};
use tmplint_hosts::is_known_hidden;

use super::globs::{Globs, normal};

/// Directories of version control systems; nothing in them is source, whatever it looks like.
const VERSION_CONTROL: [&str; 5] = [".git", ".hg", ".svn", ".jj", ".bzr"];

/// A file that may have to be linted.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it is.
    pub(super) origin: Origin,
    /// Its path as reports print it.
    pub(super) shown: String,
    /// Its path as a URI reference.
    pub(super) uri: String,
    /// Its absolute path, for globs.
    pub(super) absolute: PathBuf,
    /// What its name says of it.
    pub(super) named: Named,
    /// Whether it was named on the command line.
    pub(super) explicit: bool,
}

/// Where a file's bytes come from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// The file system.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// How to look for files.
pub(super) struct Search<'a> {
    pub(super) directory: &'a Path,
    pub(super) exclude: Arc<Vec<Globs>>,
    pub(super) force_exclude: bool,
    pub(super) git_ignore: bool,
    pub(super) hidden: bool,
    pub(super) stdin_filename: Option<&'a str>,
    pub(super) jobs: usize,
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// Sorted by path as printed, each once.
    pub(super) files: Vec<Candidate>,
    pub(super) notes: Vec<Note>,
}

impl Search<'_> {
    /// Looks through all paths.
    pub(super) fn run(&self, paths: &[PathBuf]) -> Found {
        let mut found = Found::default();
        for path in paths {
            if path.as_os_str() == "-" {
                self.add_stdin(&mut found);
            } else {
                self.add_path(path, &mut found);
            }
        }
        found.files.sort_by(|a, b| a.shown.cmp(&b.shown).then(b.explicit.cmp(&a.explicit)));
        found.files.dedup_by(|later, first| later.shown == first.shown);
        found
    }

    fn add_stdin(&self, found: &mut Found) {
        let shown = self.stdin_filename.unwrap_or("<stdin>").to_owned();
        let candidate = Candidate {
            origin: Origin::Stdin,
            uri: uri_from_path_bytes(shown.as_bytes()),
            absolute: self.directory.join(&shown),
            named: kind_by_name(&shown),
            shown,
            explicit: true,
        };
        self.add_explicit(candidate, found);
    }

    fn add_path(&self, path: &Path, found: &mut Found) {
        let root = Root::new(path, self.directory);
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => {
                let mut message = plain(&error);
                if path.components().count() == 1 && super::is_command(path) {
                    message += "; a command comes before all options";
                }
                found.notes.push(unreadable(root.shown(path), message));
                return;
            }
        };
        if metadata.is_dir() {
            self.walk(path, &root, found);
        } else if metadata.is_file() {
            let mut candidate = root.candidate(path);
            candidate.explicit = true;
            self.add_explicit(candidate, found);
        } else {
            found.notes.push(not_a_file(root.shown(path), true));
        }
    }

    fn add_explicit(&self, candidate: Candidate, found: &mut Found) {
        let excluded = |globs: &Globs| globs.match_path_or_above(&candidate.absolute);
        if !(self.force_exclude && self.exclude.iter().any(excluded)) {
            found.files.push(candidate);
        }
    }

    fn walk(&self, path: &Path, root: &Root, found: &mut Found) {
        let exclude = Arc::clone(&self.exclude);
        let base = self.directory.to_path_buf();
        let hidden = self.hidden;
        let collected = Mutex::new((Vec::new(), Vec::new()));
        WalkBuilder::new(path)
            // Which hidden files are looked at, `wanted` says.
            .hidden(false)
            .ignore(self.git_ignore)
            .git_ignore(self.git_ignore)
            .git_global(self.git_ignore)
            .git_exclude(self.git_ignore)
            .parents(self.git_ignore)
            .follow_links(false)
            .threads(self.jobs)
            .filter_entry(move |entry| wanted(entry, &base, &exclude, hidden))
            .build_parallel()
            .run(|| {
                Box::new(|entry| {
                    let (candidate, note) = look(entry, root, hidden);
                    if candidate.is_some() || note.is_some() {
                        let mut collected =
                            collected.lock().unwrap_or_else(PoisonError::into_inner);
                        collected.0.extend(candidate);
                        collected.1.extend(note);
                    }
                    WalkState::Continue
                })
            });
        let (files, notes) = collected.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.files.extend(files);
        found.notes.extend(notes);
    }
}

/// Whether the walk goes on with an entry.
fn wanted(entry: &DirEntry, base: &Path, exclude: &[Globs], hidden: bool) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    if !hidden && is_hidden(entry.file_name()) {
        let known = entry.file_name().to_str().is_some_and(is_known_hidden);
        if !known {
            return false;
        }
    }
    let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
    if is_directory && VERSION_CONTROL.iter().any(|name| entry.file_name() == *name) {
        return false;
    }
    exclude.is_empty() || {
        let absolute = base.join(entry.path());
        !exclude.iter().any(|globs| globs.match_path(&absolute, is_directory))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// What an entry of a walk comes to. Of hidden directories, those of pipelines are looked through,
/// and for pipelines alone.
fn look(
    entry: Result<DirEntry, ignore::Error>,
    root: &Root,
    hidden: bool,
) -> (Option<Candidate>, Option<Note>) {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return (None, Some(walk_note(&error, root))),
    };
    let Some(kind) = entry.file_type() else { return (None, None) };
    if kind.is_dir() || kind.is_symlink() {
        return (None, None);
    }
    if !kind.is_file() {
        return (None, Some(not_a_file(root.shown(entry.path()), false)));
    }
    let candidate = root.candidate(entry.path());
    let below = entry.path().strip_prefix(&root.path).unwrap_or(entry.path());
    let in_hidden = below.iter().any(is_hidden);
    if in_hidden && !hidden && !matches!(candidate.named, Named::Known(Kind::Host(_))) {
        return (None, None);
    }
    ((candidate.named != Named::Other).then_some(candidate), None)
}

fn walk_note(error: &ignore::Error, root: &Root) -> Note {
    let mut path = None;
    let mut inner = error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = Some(at.as_path());
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                inner = err;
            }
            _ => break,
        }
    }
    let message = inner.io_error().map_or_else(|| inner.to_string(), plain);
    let shown = path.map_or_else(|| root.shown(&root.path), |path| root.shown(path));
    unreadable(shown, message)
}

/// One path of the command line, and how paths below it are printed.
struct Root {
    path: PathBuf,
    /// What stands for `path` in output; empty for the current directory.
    shown: PathBuf,
    /// What stands for `path` in URIs: relative to the current directory, or absolute.
    place: PathBuf,
    absolute: PathBuf,
}

impl Root {
    fn new(path: &Path, directory: &Path) -> Self {
        let absolute = normal(&directory.join(path));
        // `..` may lead through a symbolic link: then only the system knows where.
        let climbs = path.components().any(|part| part == Component::ParentDir);
        let place = if climbs {
            let real = fs::canonicalize(path).unwrap_or_else(|_| absolute.clone());
            let base = fs::canonicalize(directory).unwrap_or_else(|_| directory.to_path_buf());
            relative(&real, &base)
        } else {
            relative(&absolute, directory)
        };
        let shown = if place.is_relative() { place.clone() } else { path.to_path_buf() };
        Self { path: path.to_path_buf(), shown, place, absolute }
    }

    fn below(&self, base: &Path, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.path) {
            Ok(rest) if rest.as_os_str().is_empty() => base.to_path_buf(),
            Ok(rest) => base.join(rest),
            Err(_) => path.to_path_buf(),
        }
    }

    fn shown(&self, path: &Path) -> String {
        let shown = self.below(&self.shown, path);
        let shown = shown.to_string_lossy();
        if shown.is_empty() { ".".to_owned() } else { slashes(&shown) }
    }

    fn candidate(&self, path: &Path) -> Candidate {
        let shown = self.shown(path);
        let place = self.below(&self.place, path);
        Candidate {
            origin: Origin::Path(path.to_path_buf()),
            uri: uri_from_path_bytes(slashes_bytes(place.as_os_str().as_encoded_bytes()).as_ref()),
            absolute: self.below(&self.absolute, path),
            named: kind_by_name(&shown),
            shown,
            explicit: false,
        }
    }
}

/// The path from a directory on, if it is in it.
fn relative(path: &Path, directory: &Path) -> PathBuf {
    path.strip_prefix(directory).unwrap_or(path).to_path_buf()
}

fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

fn slashes_bytes(path: &[u8]) -> Vec<u8> {
    let slash = |&byte: &u8| if cfg!(windows) && byte == b'\\' { b'/' } else { byte };
    path.iter().map(slash).collect()
}

fn not_a_file(path: String, explicit: bool) -> Note {
    Note {
        kind: NoteKind::NotAFile,
        path: Some(path),
        position: None,
        message: "skipped: not a regular file".to_owned(),
        failure: explicit,
    }
}

/// A note on something that should have been linted and could not be read.
pub(super) fn unreadable(path: String, message: String) -> Note {
    Note { kind: NoteKind::Unreadable, path: Some(path), position: None, message, failure: true }
}

/// A system error's text without its number.
pub(super) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}
