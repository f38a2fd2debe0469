//! What a report is made of.

use tmplint_ir::{Criterion, Finding, Language, Level, LineColumn, Site, SourceFile, Tier};

/// Everything a reporter may say about one run.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The program that made it.
    pub tool: &'a Tool,
    /// Every rule there is, sorted by id, whether or not it found anything.
    pub rules: &'a [RuleInfo],
    /// The files with something to say about them, sorted by path.
    pub files: &'a [FileReport],
    /// What went wrong or deserves a remark, sorted by path and position.
    pub notes: &'a [Note],
    /// The counts.
    pub summary: &'a Summary,
}

/// The program that made a report.
#[derive(Clone, Debug)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Its home page, a Git hosting site's page of the repository.
    pub uri: &'static str,
}

impl Tool {
    /// The page of a rule.
    pub fn rule_uri(&self, id: &str) -> String {
        format!("{}/blob/main/rules/{id}.md", self.uri)
    }
}

/// What a reporter needs to know of a rule.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Its id: `predictable-temp-path`.
    pub id: String,
    /// What it finds, in a phrase.
    pub title: String,
    /// The criterion its findings do not meet.
    pub criterion: Criterion,
    /// The usual level of its findings.
    pub level: Level,
    /// Who sees most of its findings.
    pub tier: Tier,
    /// The weaknesses it finds, as CWE numbers.
    pub cwe: Vec<u32>,
    /// The rules of the CERT standards it checks.
    pub cert: Vec<String>,
    /// From above 0.0 to 10.0, as CVSS counts.
    pub security_severity: String,
    /// `very-high`, `high`, `medium` or `low`.
    pub precision: String,
    /// The languages it is about.
    pub languages: Vec<Language>,
    /// The version that introduced it.
    pub since: String,
    /// What it finds, in a sentence or two.
    pub summary: String,
    /// Its page, in Markdown, without front matter.
    pub body: String,
}

/// One file's part of a report.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file.
    pub source: SourceFile,
    /// Its path as a URI reference; differs from [`SourceFile::path`] in more than encoding if the
    /// path is not UTF-8.
    pub uri: String,
    /// The language it was read as.
    pub language: Language,
    /// What is reported, sorted by span, then rule.
    pub findings: Vec<Finding>,
    /// What a comment in the file asks not to report, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// How many findings the options hide.
    pub hidden: Hidden,
    /// The places where it makes temporary files, sorted by span.
    pub sites: Vec<Site>,
    /// Remarks on the file.
    pub notes: Vec<Note>,
}

impl FileReport {
    /// A report that says nothing yet.
    pub fn new(source: SourceFile, language: Language) -> Self {
        Self {
            uri: crate::uri::from_path_bytes(source.path().as_bytes()),
            source,
            language,
            findings: Vec::new(),
            suppressed: Vec::new(),
            hidden: Hidden::default(),
            sites: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A finding that a comment in the source asks not to report.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// The reason the comment gives; may be empty.
    pub reason: String,
    /// The 1-based line of the comment.
    pub line: usize,
}

/// How many findings there are that nobody asked to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Shown with `--pedantic`.
    pub pedantic: usize,
    /// Shown with `--audit`.
    pub audit: usize,
    /// Below `--min-level`.
    pub below_level: usize,
}

impl Hidden {
    /// Adds another file's counts.
    pub fn add(&mut self, other: Self) {
        self.pedantic += other.pedantic;
        self.audit += other.audit;
        self.below_level += other.below_level;
    }
}

/// A remark on the run: something could not be read, an ignore has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of thing.
    pub kind: NoteKind,
    /// The file, as reports print it.
    pub path: Option<String>,
    /// The place in it.
    pub position: Option<LineColumn>,
    /// One sentence without a final period.
    pub message: String,
    /// Whether the run failed because of it: something that should have been linted was not.
    pub failure: bool,
}

/// What a [`Note`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The parser met a syntax error and went on after it.
    SyntaxError,
    /// The parser could not go on.
    NotParsed,
    /// Nesting is deeper than the analysis follows.
    TooDeep,
    /// More code than the analysis takes from one file.
    TooMuchCode,
    /// The file is larger than is read.
    TooLarge,
    /// The file could not be read.
    Unreadable,
    /// The file is not text.
    Binary,
    /// It is a FIFO, socket or device.
    NotAFile,
    /// It was named, and its language cannot be told.
    UnknownLanguage,
    /// tmplint itself failed.
    InternalError,
    /// An ignore comment that suppresses nothing.
    UnusedIgnore,
    /// An ignore comment that cannot be understood.
    BadIgnore,
}

impl NoteKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::SyntaxError,
        Self::NotParsed,
        Self::TooDeep,
        Self::TooMuchCode,
        Self::TooLarge,
        Self::Unreadable,
        Self::Binary,
        Self::NotAFile,
        Self::UnknownLanguage,
        Self::InternalError,
        Self::UnusedIgnore,
        Self::BadIgnore,
    ];

    /// The word used in JSON and SARIF.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SyntaxError => "syntax-error",
            Self::NotParsed => "not-parsed",
            Self::TooDeep => "too-deep",
            Self::TooMuchCode => "too-much-code",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::Binary => "binary",
            Self::NotAFile => "not-a-file",
            Self::UnknownLanguage => "unknown-language",
            Self::InternalError => "internal-error",
            Self::UnusedIgnore => "unused-ignore",
            Self::BadIgnore => "bad-ignore",
        }
    }

    /// What it means, in a sentence.
    pub const fn description(self) -> &'static str {
        match self {
            Self::SyntaxError => "The parser met a syntax error and went on after it.",
            Self::NotParsed => "The parser could not go on; the rest was not analysed.",
            Self::TooDeep => "Nesting is deeper than the analysis follows.",
            Self::TooMuchCode => "The file holds more code than the analysis takes.",
            Self::TooLarge => "The file is larger than is read.",
            Self::Unreadable => "The file could not be read.",
            Self::Binary => "The file is not text.",
            Self::NotAFile => "The path names a FIFO, socket or device.",
            Self::UnknownLanguage => "The file's language cannot be told.",
            Self::InternalError => "tmplint failed on the file.",
            Self::UnusedIgnore => "An ignore comment suppresses nothing.",
            Self::BadIgnore => "An ignore comment cannot be understood.",
        }
    }

    /// How bad it is in itself; a [failure](Note::failure) is always an error.
    pub const fn level(self) -> Level {
        match self {
            Self::SyntaxError | Self::UnusedIgnore => Level::Note,
            Self::Unreadable | Self::InternalError => Level::Error,
            _ => Level::Warning,
        }
    }
}

impl Note {
    /// How bad it is.
    pub fn level(&self) -> Level {
        if self.failure { Level::Error } else { self.kind.level() }
    }
}

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reported findings by level, indexed as [`Level::ALL`].
    pub levels: [usize; 3],
    /// Findings that comments suppress and that would otherwise be reported.
    pub suppressed: usize,
    /// Findings nobody asked to see.
    pub hidden: Hidden,
    /// Linted files by language, indexed as [`Language::ALL`].
    pub languages: [usize; 4],
}

impl Summary {
    /// Counts one linted file.
    pub fn add(&mut self, file: &FileReport) {
        for finding in &file.findings {
            self.levels[finding.level as usize] += 1;
        }
        self.suppressed += file.suppressed.len();
        self.hidden.add(file.hidden);
        self.add_file(file.language);
    }

    /// Counts one linted file in which there is nothing.
    pub fn add_file(&mut self, language: Language) {
        self.languages[language as usize] += 1;
    }

    /// How many findings are reported.
    pub fn findings(&self) -> usize {
        self.levels.iter().sum()
    }

    /// How many files were linted.
    pub fn files(&self) -> usize {
        self.languages.iter().sum()
    }
}
