//! Files that hold scripts: recipes, image builds, pipelines, units, notebooks.
//!
//! A reader of each kind gives the scripts of a file: in which language each is, its text, where
//! every byte of it stands, and where it runs, which decides what its findings weigh. It knows the
//! host's syntax and nothing of the scripts': what they do is for a frontend and the engine to say.

mod lines;
mod make;
mod name;

pub use name::{Named, by_name};

use tmplint_ir::{HostedText, Language, ParseNote, Setting, SourceFile};

/// Files above this size are not read for scripts.
const MAX_BYTES: usize = 4 << 20;

/// Scripts taken from one file.
const MAX_SCRIPTS: usize = 20_000;

/// A kind of file that holds scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Host {
    /// Makefiles, Debian's `rules` among them.
    Makefile,
}

impl Host {
    /// Every kind.
    pub const ALL: [Self; 1] = [Self::Makefile];

    /// A word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Makefile => "makefile",
        }
    }

    /// The kind with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.id() == id)
    }

    /// The languages its scripts may be in, the usual one first: a file counts as one of it.
    pub const fn languages(self) -> &'static [Language] {
        match self {
            Self::Makefile => &[Language::Shell, Language::Python],
        }
    }

    /// Texts that may stand for a shared directory in it and nowhere else.
    pub const fn needles(self) -> &'static [&'static str] {
        match self {
            Self::Makefile => &[],
        }
    }
}

/// A script in a host.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its language.
    pub language: Language,
    /// Its text.
    pub text: HostedText,
    /// What it prints is a value of the host.
    pub printed: bool,
    /// Where it runs.
    pub setting: Setting,
}

impl Script {
    fn shell(text: HostedText, setting: Setting) -> Self {
        Self { language: Language::Shell, text, printed: false, setting }
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    /// The scripts, in order.
    pub scripts: Vec<Script>,
    /// What could not be read.
    pub notes: Vec<ParseNote>,
}

/// Finds the scripts in a file. Never fails and never panics: what cannot be read is left out and
/// named in the notes.
pub fn scripts(source: &SourceFile, host: Host) -> Scripts {
    let text = source.text();
    if text.len() > MAX_BYTES {
        let note = ParseNote {
            kind: tmplint_ir::NoteKind::TooLarge,
            span: tmplint_ir::Span::new(0, 0),
            message: "the file is larger than 4 MiB".to_owned(),
        };
        return Scripts { scripts: Vec::new(), notes: vec![note] };
    }
    let mut found = match host {
        Host::Makefile => make::scripts(text),
    };
    found.scripts.truncate(MAX_SCRIPTS);
    found
}
