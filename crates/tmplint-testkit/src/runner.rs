//! Running fixtures from a directory.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use tmplint_ir::{SourceFile, Tier};

use crate::{check, expectations};

/// A finding as the bench sees it: its 1-based line, its rule and its tier.
pub type Found = (usize, String, Tier);

/// Runs `analyse` on every fixture below `directory` and compares the result with its comments.
/// The path it is given is relative to `directory`, with `/` between components. Returns the number
/// of fixtures; the error names every one that differs.
///
/// Hidden files, Markdown and snapshots are no fixtures. A directory without any is an error, so
/// that a moved directory does not turn a test into nothing.
pub fn run_dir(
    directory: impl AsRef<Path>,
    analyse: impl Fn(&str, &[u8]) -> Vec<Found>,
) -> Result<usize, String> {
    let mut failures = String::new();
    let count = for_each_fixture(directory.as_ref(), |path, bytes| {
        let findings = analyse(path, bytes);
        if let Err(difference) = check(&decode(path, bytes), &findings) {
            let _ = writeln!(failures, "{path}\n{difference}");
        }
    })?;
    if failures.is_empty() { Ok(count) } else { Err(failures) }
}

/// Checks that the rules the fixtures below `directory` name exist: a misspelt `ok:` or `miss:`
/// would hold for ever.
pub fn unknown_rules(
    directory: impl AsRef<Path>,
    exists: impl Fn(&str) -> bool,
) -> Result<(), String> {
    let mut failures = String::new();
    for_each_fixture(directory.as_ref(), |path, bytes| match expectations(&decode(path, bytes)) {
        Ok(expected) => {
            for unknown in expected.iter().filter(|expected| !exists(&expected.rule)) {
                let _ = writeln!(failures, "{path}: there is no rule `{}`", unknown.rule);
            }
        }
        Err(problem) => {
            let _ = writeln!(failures, "{path}: {problem}");
        }
    })?;
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// The text as the linter sees it, so that lines are counted alike in every encoding.
fn decode(path: &str, bytes: &[u8]) -> String {
    SourceFile::new(path, bytes.to_vec()).text().to_owned()
}

fn for_each_fixture(directory: &Path, mut visit: impl FnMut(&str, &[u8])) -> Result<usize, String> {
    let mut paths = Vec::new();
    let mut pending = vec![directory.to_path_buf()];
    while let Some(directory) = pending.pop() {
        let entries = fs::read_dir(&directory).map_err(|error| describe(&directory, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| describe(&directory, &error))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            if path.is_dir() {
                pending.push(path);
            } else if !path.extension().is_some_and(|ending| ending == "md" || ending == "snap") {
                paths.push(path);
            }
        }
    }
    if paths.is_empty() {
        return Err(format!("{}: no fixtures", directory.display()));
    }
    paths.sort();
    for path in &paths {
        let bytes = fs::read(path).map_err(|error| describe(path, &error))?;
        visit(&relative(path, directory), &bytes);
    }
    Ok(paths.len())
}

fn relative(path: &Path, directory: &Path) -> String {
    let path: PathBuf = path.strip_prefix(directory).unwrap_or(path).into();
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn describe(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata");

    /// Reports `word-found` for every line with the word `bad`.
    fn analyse(_: &str, bytes: &[u8]) -> Vec<Found> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines = text.lines().zip(1..).filter(|(line, _)| line.starts_with("bad"));
        lines.map(|(_, line)| (line, "word-found".to_owned(), Tier::Default)).collect()
    }

    #[test]
    fn fixtures_are_found_at_any_depth() {
        assert_eq!(run_dir(DIRECTORY, analyse), Ok(2));
    }

    #[test]
    fn every_failing_fixture_is_named() {
        let report = run_dir(DIRECTORY, |_, _| Vec::new()).unwrap_err();
        assert!(report.starts_with("deeper/latin1.c\n    2 |"), "{report}");
        assert!(report.contains("\nwords.sh\n"), "{report}");
    }

    #[test]
    fn a_directory_without_fixtures_is_an_error() {
        assert!(run_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/nowhere"), analyse).is_err());
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/empty");
        assert!(run_dir(source, analyse).unwrap_err().contains("no fixtures"));
    }

    #[test]
    fn misspelt_rules_are_named() {
        assert_eq!(unknown_rules(DIRECTORY, |rule| rule == "word-found"), Ok(()));
        assert!(unknown_rules(DIRECTORY, |_| false).unwrap_err().contains("`word-found`"));
    }
}
