//! Globs in the syntax of `.gitignore`, relative to a directory.

use std::path::{Component, Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A list of globs; a later one with `!` takes back what an earlier one matched.
#[derive(Clone, Debug)]
pub(super) struct Globs {
    directory: PathBuf,
    globs: Gitignore,
}

impl Globs {
    /// `directory` is absolute.
    pub(super) fn new(directory: &Path, globs: &[String]) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            builder.add_line(None, glob).map_err(|error| error.to_string())?;
        }
        let globs = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { directory: normal(directory), globs })
    }

    /// Whether there is no glob.
    pub(super) fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    /// Whether an absolute path itself matches.
    pub(super) fn match_path(&self, path: &Path, is_directory: bool) -> bool {
        self.matched(path, |path| self.globs.matched(path, is_directory).is_ignore())
    }

    /// Whether an absolute path of a file, or a directory above it, matches.
    pub(super) fn match_path_or_above(&self, path: &Path) -> bool {
        self.matched(path, |path| {
            matches!(self.globs.matched_path_or_any_parents(path, false), Match::Ignore(_))
        })
    }

    fn matched(&self, path: &Path, matches: impl Fn(&Path) -> bool) -> bool {
        normal(path).strip_prefix(&self.directory).is_ok_and(matches)
    }
}

/// The path without `.` and, as far as names alone tell, without `..`.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_those_of_gitignore() {
        let globs = ["build/", "*.gen.c", "/vendor/**", "!keep.gen.c"].map(str::to_owned);
        let globs = Globs::new(Path::new("/p"), &globs).unwrap();
        for path in ["/p/a/build/x.c", "/p/x.gen.c", "/p/./vendor/a/b.c", "/p/q/../x.gen.c"] {
            assert!(globs.match_path_or_above(Path::new(path)), "{path}");
        }
        for path in ["/p/a.c", "/p/keep.gen.c", "/q/x.gen.c", "/p/a/vendor/b.c"] {
            assert!(!globs.match_path_or_above(Path::new(path)), "{path}");
        }
        assert!(globs.match_path(Path::new("/p/a/build"), true));
        assert!(!globs.match_path(Path::new("/p/a/build"), false));
    }
}
