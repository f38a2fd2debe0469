//! Pipelines: files of continuous integration, all of them YAML.

pub(crate) mod azure;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod precommit;

use tmplint_ir::{Language, Setting};

use crate::in_private;

/// What runs a step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Runner {
    language: Language,
    /// The line that says so to the shell frontend.
    header: String,
}

impl Runner {
    fn shell(line: &str) -> Self {
        Self { language: Language::Shell, header: format!("#!{line}\n") }
    }

    /// What a `shell:` key names; none for what is not read.
    fn named(command: &str) -> Option<Self> {
        let program = command.split_ascii_whitespace().next()?;
        let base = program.rsplit('/').next().unwrap_or(program);
        match base.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.') {
            "python" => Some(Self { language: Language::Python, header: String::new() }),
            "bash" if command == "bash" => Some(Self::shell("/bin/bash -e -o pipefail")),
            "sh" if command == "sh" => Some(Self::shell("/bin/sh -e")),
            "bash" | "sh" | "dash" | "ksh" | "zsh" => {
                let options = command.split_ascii_whitespace().skip(1);
                let options: Vec<&str> = options.filter(|it| !it.contains('{')).collect();
                Some(Self::shell(&format!("/bin/{base} {}", options.join(" "))))
            }
            _ => None,
        }
    }
}

/// The machine of a pipeline's job.
fn on_a_runner() -> Setting {
    in_private("a CI job, which has its machine for itself,")
}
