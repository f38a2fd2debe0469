//! Directories, variables and the origins of names.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Where data comes from, and so who can guess it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameSource {
    /// A process id.
    Pid,
    /// The time.
    Time,
    /// The user's name or number.
    User,
    /// The machine's name.
    Host,
    /// A counter, index, port, thread id or the like.
    Counter,
    /// The program's own name or path.
    Program,
    /// A generator that can be predicted or has too few values.
    WeakRandom,
    /// A digest of something.
    Hash,
    /// A generator nobody can predict.
    Random,
    /// A directory that others can write to.
    SharedDirectory,
    /// A directory that only the user can write to.
    PrivateDirectory,
    /// An environment variable named by the first argument.
    Environment,
    /// Anything.
    Unknown,
}

impl NameSource {
    /// What it is called in a message: `the process id`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pid => "the process id",
            Self::Time => "the time",
            Self::User => "the user",
            Self::Host => "the host name",
            Self::Counter => "a counter",
            Self::Program => "the program's name",
            Self::WeakRandom => "a weak random number",
            Self::Hash => "a digest of public data",
            Self::Random => "a random text",
            Self::SharedDirectory => "a shared directory",
            Self::PrivateDirectory => "a private directory",
            Self::Environment => "the environment",
            Self::Unknown => "an unknown part",
        }
    }

    /// The placeholder in a path that is shown: `<pid>`.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Pid => "<pid>",
            Self::Time => "<time>",
            Self::User => "<user>",
            Self::Host => "<host>",
            Self::Counter => "<n>",
            Self::Program => "<program>",
            Self::WeakRandom => "<weak random>",
            Self::Hash => "<digest>",
            Self::Random => "<random>",
            Self::SharedDirectory => "<tmp>",
            Self::PrivateDirectory => "<private>",
            Self::Environment => "<env>",
            Self::Unknown => "<…>",
        }
    }
}

/// `rules/paths.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paths {
    /// Directories that everybody can write to.
    pub shared: Vec<String>,
    /// Words that occur in a file if one of `shared` does.
    pub shared_needles: Vec<String>,
    /// Environment variables by what they hold.
    pub variables: BTreeMap<String, NameSource>,
    /// Shell parameters (`$`, `RANDOM`) by what they hold.
    pub shell: BTreeMap<String, NameSource>,
    /// Where files stand whose code runs in a system without other users, and what to call it.
    pub private_places: BTreeMap<String, String>,
}

/// Whether a path ends with the components of a pattern, or, if that ends with `/`, has them among
/// its directories. A component may hold one `*`.
pub(crate) fn stands_at(path: &str, pattern: &str) -> bool {
    let path: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let wanted: Vec<&str> = pattern.trim_end_matches('/').split('/').collect();
    let matches =
        |parts: &[&str]| parts.iter().zip(&wanted).all(|(part, like)| is_like(part, like));
    if !pattern.ends_with('/') {
        return path.len() >= wanted.len() && matches(&path[path.len() - wanted.len()..]);
    }
    path.split_last().is_some_and(|(_, above)| above.windows(wanted.len()).any(matches))
}

fn is_like(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::stands_at;

    #[test]
    fn places() {
        assert!(stands_at("config/hooks/live/9000-x.hook.chroot", "*.hook.chroot"));
        assert!(stands_at("./image/mkosi.postinst", "mkosi.postinst"));
        assert!(stands_at("debian/tests/basic", "debian/tests/"));
        assert!(stands_at("a/debian/tests/lib/x.sh", "debian/tests/"));
        assert!(stands_at("a/elements/b/install.d/10-x", "elements/*/install.d/"));
        assert!(!stands_at("debian/tests", "debian/tests/"));
        assert!(!stands_at("tests/debian/x", "debian/tests/"));
        assert!(!stands_at("mkosi.postinst/x", "mkosi.postinst"));
        assert!(!stands_at("x", "a/x"));
    }
}
