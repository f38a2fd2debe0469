//! Files that hold scripts: recipes, image builds, pipelines, units, notebooks.
//!
//! A reader of each kind gives the scripts of a file: in which language each is, its text, where
//! every byte of it stands, and where it runs, which decides what its findings weigh. It knows the
//! host's syntax and nothing of the scripts': what they do is for a frontend and the engine to say.

mod align;
mod crontab;
mod docker;
mod json;
mod lines;
mod machines;
mod make;
mod name;
mod notebook;
mod package;
mod pipelines;
mod spec;
mod systemd;
mod tree;
mod words;
mod yaml;

pub use name::{Named, by_name, is_known_hidden};

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
    /// Dockerfiles and Containerfiles.
    Dockerfile,
    /// GitHub workflows.
    GithubWorkflow,
    /// GitHub actions.
    GithubAction,
    /// GitLab pipelines.
    GitlabPipeline,
    /// Azure pipelines.
    AzurePipeline,
    /// Hooks of pre-commit.
    PreCommit,
    /// Units of systemd.
    SystemdUnit,
    /// What systemd-tmpfiles reads.
    Tmpfiles,
    /// Tables of cron.
    Crontab,
    /// RPM spec files.
    RpmSpec,
    /// `package.json`.
    PackageJson,
    /// Jupyter notebooks.
    Notebook,
    /// Configurations of cloud-init.
    CloudInit,
    /// `snapcraft.yaml`.
    Snapcraft,
    /// Recipes of conda.
    Conda,
}

impl Host {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Makefile,
        Self::Dockerfile,
        Self::GithubWorkflow,
        Self::GithubAction,
        Self::GitlabPipeline,
        Self::AzurePipeline,
        Self::PreCommit,
        Self::SystemdUnit,
        Self::Tmpfiles,
        Self::Crontab,
        Self::RpmSpec,
        Self::PackageJson,
        Self::Notebook,
        Self::CloudInit,
        Self::Snapcraft,
        Self::Conda,
    ];

    /// A word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Makefile => "makefile",
            Self::Dockerfile => "dockerfile",
            Self::GithubWorkflow => "github-workflow",
            Self::GithubAction => "github-action",
            Self::GitlabPipeline => "gitlab-pipeline",
            Self::AzurePipeline => "azure-pipeline",
            Self::PreCommit => "pre-commit",
            Self::SystemdUnit => "systemd-unit",
            Self::Tmpfiles => "tmpfiles",
            Self::Crontab => "crontab",
            Self::RpmSpec => "rpm-spec",
            Self::PackageJson => "package-json",
            Self::Notebook => "notebook",
            Self::CloudInit => "cloud-init",
            Self::Snapcraft => "snapcraft",
            Self::Conda => "conda",
        }
    }

    /// The kind with this [`id`](Self::id).
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.id() == id)
    }

    /// The languages its scripts may be in, the usual one first: a file counts as one of it.
    pub const fn languages(self) -> &'static [Language] {
        match self {
            Self::Notebook => &[Language::Python, Language::Shell],
            Self::Makefile
            | Self::GithubWorkflow
            | Self::GithubAction
            | Self::AzurePipeline
            | Self::RpmSpec
            | Self::CloudInit => &[Language::Shell, Language::Python],
            _ => &[Language::Shell],
        }
    }

    /// Texts that may stand for a shared directory in it and nowhere else.
    pub const fn needles(self) -> &'static [&'static str] {
        match self {
            Self::SystemdUnit | Self::Tmpfiles => &["%T", "%V"],
            Self::RpmSpec => &["_tmppath"],
            _ => &[],
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
    /// A script of a language that is run where the setting says.
    fn new(language: Language, text: HostedText, setting: Setting) -> Self {
        Self { language, text, printed: false, setting }
    }

    /// A shell's.
    fn shell(text: HostedText, setting: Setting) -> Self {
        Self::new(Language::Shell, text, setting)
    }
}

/// Where a script runs that is a part of something, as most in hosts are.
fn in_part() -> Setting {
    Setting { is_part: true, ..Setting::default() }
}

/// The same on a system in which nobody else can write to a shared directory.
fn in_private(system: &str) -> Setting {
    Setting { private_system: Some(system.to_owned()), ..in_part() }
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
        Host::Dockerfile => docker::scripts(text),
        Host::GithubWorkflow => in_yaml(text, pipelines::github::workflow),
        Host::GithubAction => in_yaml(text, pipelines::github::action),
        Host::GitlabPipeline => in_yaml(text, pipelines::gitlab::scripts),
        Host::AzurePipeline => in_yaml(text, pipelines::azure::scripts),
        Host::PreCommit => in_yaml(text, pipelines::precommit::scripts),
        Host::SystemdUnit => systemd::scripts(text, source.path()),
        Host::Tmpfiles => systemd::tmpfiles::scripts(text),
        Host::Crontab => crontab::scripts(text, source.path()),
        Host::RpmSpec => spec::scripts(text),
        Host::PackageJson => in_json(text, package::scripts),
        Host::Notebook => in_json(text, notebook::scripts),
        Host::CloudInit => in_yaml(text, machines::cloud_init),
        Host::Snapcraft => in_yaml(text, machines::snapcraft),
        Host::Conda => in_yaml(&machines::without_templates(text), machines::conda),
    };
    found.scripts.truncate(MAX_SCRIPTS);
    found
}

fn in_yaml(text: &str, scripts: impl Fn(&str, &tree::Tree) -> Scripts) -> Scripts {
    let (tree, note) = yaml::read(text);
    let mut found = scripts(text, &tree);
    found.notes.extend(note);
    found
}

fn in_json(text: &str, scripts: impl Fn(&str, &tree::Tree) -> Scripts) -> Scripts {
    let (tree, note) = json::read(text);
    let mut found = scripts(text, &tree);
    found.notes.extend(note);
    found
}
