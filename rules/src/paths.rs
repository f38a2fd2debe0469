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
}
