//! The configuration file: `tmplint.toml` or `.tmplint.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::report::{RuleInfo, position};
use crate::suggest::unknown_rule;
use serde::Deserialize;
use tmplint_ir::{Level, SourceFile, Tier};
use toml::Spanned;

/// What a configuration file says.
#[derive(Debug)]
pub(super) struct Config {
    /// The directory its globs are relative to.
    pub(super) directory: PathBuf,
    pub(super) select: Option<Vec<String>>,
    pub(super) ignore: Vec<String>,
    pub(super) exclude: Vec<String>,
    pub(super) exclude_tests: bool,
    pub(super) private_systems: bool,
    pub(super) tier: Option<Tier>,
    pub(super) min_level: Option<Level>,
    pub(super) per_path: Vec<PerPath>,
}

/// What holds for some files.
#[derive(Debug)]
pub(super) struct PerPath {
    pub(super) paths: Vec<String>,
    /// Rules that are not reported.
    pub(super) ignore: Vec<String>,
    /// The system without other users in which they run.
    pub(super) private: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    exclude: Vec<String>,
    #[serde(default)]
    exclude_tests: bool,
    private_systems: Option<bool>,
    tier: Option<Spanned<String>>,
    min_level: Option<Spanned<String>>,
    #[serde(default)]
    per_path: Vec<RawPerPath>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPerPath {
    paths: Vec<String>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    private: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            directory: PathBuf::new(),
            select: None,
            ignore: Vec::new(),
            exclude: Vec::new(),
            exclude_tests: false,
            private_systems: true,
            tier: None,
            min_level: None,
            per_path: Vec::new(),
        }
    }
}

/// The configuration file in force in a directory: the nearest in it or above, up to the root of
/// the Git repository. Outside of a repository only the directory itself counts: what lies above
/// may be everybody's, as `/tmp` is.
pub(super) fn find(directory: &Path) -> Option<PathBuf> {
    let in_repository = directory.ancestors().any(|above| above.join(".git").exists());
    for above in directory.ancestors() {
        let candidates = ["tmplint.toml", ".tmplint.toml"].map(|name| above.join(name));
        if let Some(file) = candidates.into_iter().find(|file| file.is_file()) {
            return Some(file);
        }
        if !in_repository || above.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Reads a configuration file. The error names the file and, if it can, the line.
pub(super) fn read(file: &Path, rules: &[RuleInfo]) -> Result<Config, String> {
    let shown = file.display();
    let text = fs::read_to_string(file).map_err(|error| format!("{shown}: {error}"))?;
    let source = SourceFile::new(shown.to_string(), text.into_bytes());
    parse(&source, file, rules)
}

fn parse(source: &SourceFile, file: &Path, rules: &[RuleInfo]) -> Result<Config, String> {
    let at = |offset: usize, message: &str| {
        let place = position(source, u32::try_from(offset).unwrap_or(u32::MAX));
        format!("{}:{}:{}: {message}", source.path(), place.line, place.column)
    };
    let raw: Raw = toml::from_str(source.text()).map_err(|error| {
        let message = error.message().replace('\n', " ");
        error.span().map_or_else(
            || format!("{}: {message}", source.path()),
            |span| at(span.start, &message),
        )
    })?;
    let known = |ids: Vec<Spanned<String>>| -> Result<Vec<String>, String> {
        ids.into_iter()
            .map(|id| {
                if rules.iter().any(|rule| rule.id == *id.get_ref()) {
                    Ok(id.into_inner())
                } else {
                    Err(at(id.span().start, &unknown_rule(id.get_ref(), rules)))
                }
            })
            .collect()
    };
    let tier = raw.tier.map(|word| {
        Tier::from_id(word.get_ref())
            .ok_or_else(|| at(word.span().start, "tiers are default, pedantic and audit"))
    });
    let min_level = raw.min_level.map(|word| {
        Level::from_id(word.get_ref())
            .ok_or_else(|| at(word.span().start, "levels are note, warning and error"))
    });
    let per_path = raw.per_path.into_iter().map(|entry| {
        let ignore = known(entry.ignore)?;
        Ok::<_, String>(PerPath { paths: entry.paths, ignore, private: entry.private })
    });
    Ok(Config {
        directory: file.parent().map(Path::to_path_buf).unwrap_or_default(),
        select: raw.select.map(known).transpose()?,
        ignore: known(raw.ignore)?,
        exclude: raw.exclude,
        exclude_tests: raw.exclude_tests,
        private_systems: raw.private_systems.unwrap_or(true),
        tier: tier.transpose()?,
        min_level: min_level.transpose()?,
        per_path: per_path.collect::<Result<_, _>>()?,
    })
}
