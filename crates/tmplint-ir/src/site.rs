//! Sites: the places where a program makes a temporary file, and CERT's six questions about each.

use crate::Span;

/// The criteria of CERT FIO43-C (today FIO21-C), in the order of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Criterion {
    /// Nobody can guess the name before the file exists.
    UnpredictableName,
    /// The name is not that of a file that exists.
    UniqueName,
    /// Creation makes a new file or fails, in one step.
    AtomicCreation,
    /// No other process can open the file meanwhile.
    ExclusiveAccess,
    /// Only its owner can read, write or enter it.
    AppropriatePermissions,
    /// It is gone when the program ends.
    Removed,
}

impl Criterion {
    /// All six, in the order of CERT's table.
    pub const ALL: [Self; 6] = [
        Self::UnpredictableName,
        Self::UniqueName,
        Self::AtomicCreation,
        Self::ExclusiveAccess,
        Self::AppropriatePermissions,
        Self::Removed,
    ];

    /// The word used in tables, rule pages and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UnpredictableName => "unpredictable-name",
            Self::UniqueName => "unique-name",
            Self::AtomicCreation => "atomic-creation",
            Self::ExclusiveAccess => "exclusive-access",
            Self::AppropriatePermissions => "appropriate-permissions",
            Self::Removed => "removed",
        }
    }

    /// The criterion with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.id() == id)
    }

    /// Position in [`ALL`](Self::ALL).
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The answer to one criterion at one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Met.
    Yes,
    /// Not met, and why, in a clause.
    No(String),
    /// The analysis cannot tell.
    Unknown,
}

/// What comes into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SiteKind {
    /// A file with a name.
    File,
    /// A file without a name.
    AnonymousFile,
    /// A directory.
    Directory,
    /// A named pipe.
    Fifo,
    /// A Unix-domain socket.
    Socket,
    /// A symbolic or hard link.
    Link,
    /// A name without a file.
    Name,
}

impl SiteKind {
    /// The word used in tables and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::AnonymousFile => "anonymous-file",
            Self::Directory => "directory",
            Self::Fifo => "fifo",
            Self::Socket => "socket",
            Self::Link => "link",
            Self::Name => "name",
        }
    }

    /// The kind with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        use SiteKind::{AnonymousFile, Directory, Fifo, File, Link, Name, Socket};
        [File, AnonymousFile, Directory, Fifo, Socket, Link, Name]
            .into_iter()
            .find(|kind| kind.id() == id)
    }
}

/// One place in the code where a temporary file, directory, FIFO, socket or name comes into being.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The creating operation.
    pub span: Span,
    /// Its name as the table has it: `mkstemp`, `tempfile.mktemp`, `open`, `>`.
    pub operation: String,
    /// What it makes.
    pub kind: SiteKind,
    /// The path, as far as it is known: `/tmp/app.<pid>`, `<mkdtemp>/x`. Never empty.
    pub path: String,
    /// One answer per criterion, indexed by [`Criterion::index`].
    pub verdicts: [Verdict; 6],
}
