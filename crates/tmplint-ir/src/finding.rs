//! Findings: what a reporter prints.

use crate::{Criterion, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// A file leaks, a mode is too wide, a lock can be held by a stranger.
    Warning,
    /// An attacker gains something.
    Error,
}

impl Level {
    /// All, mildest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word used everywhere: `note`, `warning`, `error`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }
}

/// Who wants to see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// Everybody: a reviewer would act on it.
    Default,
    /// Those who want the best that can be had.
    Pedantic,
    /// Those who know the system the program runs on and read every remark.
    Audit,
}

impl Tier {
    /// All, from what everybody sees to what few want.
    pub const ALL: [Self; 3] = [Self::Default, Self::Pedantic, Self::Audit];

    /// The word used everywhere: `default`, `pedantic`, `audit`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Pedantic => "pedantic",
            Self::Audit => "audit",
        }
    }

    /// The tier with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.id() == id)
    }
}

/// One thing wrong at one place of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id: `predictable-temp-path`.
    pub rule: String,
    /// How bad this one is; rules have a usual level, a finding may differ.
    pub level: Level,
    /// Who sees this one.
    pub tier: Tier,
    /// The criterion that is not met.
    pub criterion: Criterion,
    /// The operation: what is underlined first.
    pub span: Span,
    /// What is wrong, in one factual sentence without a final period.
    pub message: String,
    /// Short text at the primary span.
    pub label: String,
    /// Other places that belong to it: where the name was made, which exit leaks.
    pub related: Vec<Label>,
    /// Why it matters: the attack, in one clause. Further remarks after it.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// The way from the name to its use, first step first, the operation last.
    pub flow: Vec<FlowStep>,
}

/// A secondary place of a [`Finding`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there: `the name is made here`.
    pub text: String,
}

/// A step on the way from a name to its use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep {
    /// Where.
    pub span: Span,
    /// What happens there.
    pub text: String,
}
