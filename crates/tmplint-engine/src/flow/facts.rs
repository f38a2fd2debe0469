//! What the analysis notes about a file, to be judged afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tmplint_ir::{FunctionId, Language, Level, PlaceId, SiteKind, Span, Tier};
use tmplint_rules::Cleanup;

use crate::domain::{Guess, SiteId, Text};

/// Everything noted.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// By [`SiteId`].
    pub(crate) sites: Vec<SiteFacts>,
    /// One per rule and place.
    pub(crate) candidates: BTreeMap<(Span, &'static str), Candidate>,
    /// Paths whose owner and type are verified somewhere.
    pub(crate) verified: BTreeSet<String>,
    /// Paths of which it is asked somewhere whether they are links.
    pub(crate) asked_for_link: BTreeSet<String>,
    /// Paths whose owner is asked for somewhere in a way that follows links.
    pub(crate) owner_behind_link: BTreeSet<String>,
    /// What is executed inside of directories of this program, as shown.
    pub(crate) run_inside: BTreeMap<(Span, SiteId), String>,
    /// Files that one variable holds, each if the one named with it could not be made:
    /// `x=$(mktemp -d || mktemp -d -t x)`.
    pub(crate) alternates: BTreeMap<SiteId, SiteId>,
    /// Guessable paths given to code that is not seen.
    pub(crate) handed: Vec<Handed>,
    /// Guessable paths that the program removes, as shown.
    pub(crate) removed_paths: BTreeSet<String>,
    /// Files that a condition removes, which counts as removal on the other way as well.
    pub(crate) credited: BTreeSet<SiteId>,
    /// Files that are written as a whole with the mode a library gives them, by the function and the
    /// variable that holds the path.
    pub(crate) written_openly: BTreeMap<(FunctionId, PlaceId), BTreeSet<Span>>,
    /// Secrets written with the mode that the umask leaves, and the functions they are written in.
    pub(crate) secrets: Vec<(Vec<FunctionId>, Candidate)>,
    /// Functions that take permissions of others away, themselves or by what they call.
    pub(crate) narrowing: BTreeSet<FunctionId>,
    /// Paths whose mode is then narrowed to their owner.
    pub(crate) narrowed: BTreeMap<(FunctionId, PlaceId), BTreeSet<Span>>,
    /// Paths that tests read themselves, or find something at, as shown.
    pub(crate) read_back: BTreeSet<String>,
    /// Files that the program reads, as shown.
    pub(crate) read_paths: BTreeSet<String>,
    /// Masks that let others write and are in force when the function is left that sets them.
    pub(crate) masks_left: BTreeSet<Span>,
    /// What is created under such a mask wherever it is, by the mask.
    pub(crate) under_masks: BTreeMap<Span, Span>,
    /// What is created under whatever mask is in force when the function is called.
    pub(crate) unmasked: BTreeSet<Span>,
    /// A script of unknown content is read in: it may remove anything.
    pub(crate) sources_unknown: bool,
}

/// A guessable path that gets to code or a program that is not seen.
#[derive(Debug)]
pub(crate) struct Handed {
    /// What there is to say if that makes something there.
    pub(crate) candidate: Candidate,
    /// The path is not directly in the shared directory, but in another one there.
    pub(crate) nested: bool,
    /// There is something to say if nothing in the file makes what stands there, whether or not
    /// anything removes it.
    pub(crate) taken_on_trust: bool,
    /// A program is given the path, not a function.
    pub(crate) by_program: bool,
}

/// One operation that makes a file, directory or name.
#[derive(Debug)]
pub(crate) struct SiteFacts {
    /// The operation.
    pub(crate) span: Span,
    /// Its name.
    pub(crate) operation: String,
    /// The language it is written in: the file's, or a script's.
    pub(crate) language: Language,
    /// Where it is made, if not where the program runs.
    pub(crate) elsewhere: Option<Rc<str>>,
    /// What it makes.
    pub(crate) kind: SiteKind,
    /// How it came about.
    pub(crate) origin: Origin,
    /// The path or template, as far as it is known.
    pub(crate) path: Text,
    /// The same for people.
    pub(crate) shown: String,
    /// Other paths the same operation makes, as shown.
    pub(crate) other_names: BTreeSet<String>,
    /// It is a directory made under a name of the program's choice.
    pub(crate) made_directory: bool,
    /// It lies where others can see it and nothing else would remove it.
    pub(crate) in_shared: bool,
    /// It lies where nobody knows.
    pub(crate) somewhere: bool,
    /// What would have removed it was told not to.
    pub(crate) given_up: bool,
    /// Who removes it.
    pub(crate) cleanup: Cleanup,
    /// What the table advises instead.
    pub(crate) instead: Option<String>,
    /// Who can guess the name.
    pub(crate) guess: Guess,
    /// Creation is exclusive.
    pub(crate) exclusive: bool,
    /// Permissions before the umask, where they are not the owner's alone.
    pub(crate) wide_mode: Option<i64>,
    /// What is done with it.
    pub(crate) uses: Vec<Use>,
    /// Where it is removed.
    pub(crate) removed: BTreeSet<Span>,
    /// The file's own code makes it, or calls what does: it is not only there for others to call.
    pub(crate) in_script: bool,
    /// Traps on signals remove it as well.
    pub(crate) guarded: bool,
    /// It is removed before any command runs that may take a while.
    pub(crate) removed_at_once: bool,
    /// It is moved to where it is to stay.
    pub(crate) moved: bool,
    /// Its removal is arranged for the end of the program.
    pub(crate) registered: bool,
    /// Someone else is charged with removing it.
    pub(crate) escaped: bool,
    /// The path was given to code that is not seen, not only kept.
    pub(crate) handed: bool,
    /// It was made together with an open descriptor.
    pub(crate) opened: bool,
    /// It came with a descriptor that the program has to close.
    pub(crate) has_descriptor: bool,
    /// Its name is used for more than to make and remove it.
    pub(crate) used_by_name: bool,
    /// The program does not even pass that descriptor on.
    pub(crate) descriptor_dropped: bool,
    /// Where something was meant to remove it that cannot: a file as if it were a directory.
    pub(crate) misremoved: Option<Span>,
    /// Where the object that holds it removes others that it holds.
    pub(crate) left_out: Option<Span>,
    /// Files into which its path is written, as shown.
    pub(crate) listed_in: BTreeSet<String>,
    /// The directory is one for much data.
    pub(crate) roomy: bool,
    /// Shell: what is done with its content, if that is little.
    pub(crate) passage: Passage,
    /// The ways out that leave it behind.
    pub(crate) leaks: BTreeSet<Leak>,
}

/// Whether a file only takes what one command prints to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Where it is written.
    pub(crate) written: BTreeSet<Span>,
    /// Where it is read.
    pub(crate) read: BTreeSet<Span>,
    /// Something else is done with it, or asked about who writes it.
    pub(crate) needed: bool,
}

/// How a site came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A function gave a name.
    Named,
    /// A function made it safely.
    Created,
    /// The program chose the name and opened or made it.
    Chosen,
}

/// Something done with a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) kind: UseKind,
    pub(crate) span: Span,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UseKind {
    /// It is opened or created, not exclusively.
    Opened,
    /// It is created exclusively.
    CreatedExclusively,
    /// A FIFO, socket or directory is made there.
    Endpoint,
    /// It is passed on.
    PassedOn,
}

/// A way out that leaves a site behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Leak {
    pub(crate) span: Span,
    pub(crate) kind: LeakKind,
}

/// What kind of way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeakKind {
    /// `return`, or the end of a function.
    Return,
    /// The end of the program's own code.
    End,
    /// `exit`.
    Exit,
    /// `exit` right after a message that names the file.
    Told,
    /// `raise`.
    Raise,
    /// A command that fails under `set -e`.
    Errexit,
    /// Another one is made while this one is still there, and takes its place.
    Replaced,
    /// The process is replaced or killed, what is registered does not run.
    Bypass,
    /// Its owner is put into a static, which is never dropped.
    Static,
}

/// A finding, unless a graver one stands at the same place.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) rule: &'static str,
    pub(crate) span: Span,
    pub(crate) level: Level,
    pub(crate) tier: Tier,
    pub(crate) message: String,
    pub(crate) label: String,
    /// Where the name was put together, and further places.
    pub(crate) related: Vec<(Span, String)>,
    /// What to write instead, where the table knows.
    pub(crate) instead: Option<String>,
    /// The path as shown, to be looked up among the verified ones.
    pub(crate) path: String,
    /// Other paths that the same operation may be about.
    pub(crate) other_paths: Vec<String>,
    /// The language to mend it in, if that is a script's; otherwise it is the host's: the program
    /// makes the file itself, and gives its name to the script.
    pub(crate) language: Option<Language>,
    /// Where it happens, if not where the program runs.
    pub(crate) elsewhere: Option<Rc<str>>,
}

impl Candidate {
    /// A candidate with what most have in common.
    pub(crate) fn new(
        rule: &'static str,
        span: Span,
        level: Level,
        tier: Tier,
        message: String,
        label: &str,
    ) -> Self {
        Self {
            rule,
            span,
            level,
            tier,
            message,
            label: label.to_owned(),
            related: Vec::new(),
            instead: None,
            path: String::new(),
            other_paths: Vec::new(),
            language: None,
            elsewhere: None,
        }
    }
}

impl SiteFacts {
    /// A short name for messages: `mkstemp`.
    pub(crate) fn name(&self) -> String {
        self.operation.clone()
    }
}

impl Facts {
    /// The site with this index.
    pub(crate) fn site(&self, site: SiteId) -> Option<&SiteFacts> {
        self.sites.get(site.0 as usize)
    }
}
