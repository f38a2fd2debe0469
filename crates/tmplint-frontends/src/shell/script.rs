//! Scripts inside of commands: `sh -c '…'`, `su -c "…" user`, `bash <<EOF`, `eval "…"`.

use super::Lowering;
use super::command::Command;
use super::fragment::{Extent, Fragment};
use super::special::literal;
use super::syntax::Operator;
use super::word::Quoting;

/// Scripts inside of scripts that are followed.
const MAX_SCRIPTS: usize = 4;

/// Shells, and commands that run their text in one on this machine.
const SHELLS: &[&str] = &["sh", "bash", "dash", "ash", "ksh", "zsh", "su", "runuser", "eval"];

/// Commands that run another one on this machine.
const WRAPPERS: &[&str] = &[
    "sudo", "doas", "env", "nice", "ionice", "nohup", "setsid", "timeout", "time", "command",
    "busybox", "stdbuf", "exec", "xargs",
];

impl Lowering {
    /// Lowers the script a command is given as text, as a copy of the shell that runs it.
    pub(super) fn embedded_script(
        &mut self,
        text: &Fragment<'_>,
        name: &str,
        command: &Command<'_>,
        tested: bool,
    ) {
        if text.depth >= MAX_SCRIPTS {
            return;
        }
        let base = name.rsplit('/').next().unwrap_or(name);
        let words = command.arguments;
        let (shell, words) = if WRAPPERS.contains(&base) {
            let Some(at) = wrapped_shell(text, words) else { return };
            (words.get(at).and_then(|word| literal(text, word)), words.get(at + 1..).unwrap_or(&[]))
        } else {
            (Some(base.to_owned()), words)
        };
        let shell = shell.as_deref().map(|shell| shell.rsplit('/').next().unwrap_or(shell));
        let Some(shell) = shell.filter(|shell| SHELLS.contains(shell)) else { return };
        if shell == "eval" {
            // Several words make one text; what they mean together is not followed.
            if let [script] = words
                && text.slice(script).starts_with(['"', '\''])
            {
                self.script_text(text, script, Quoting::Bare, true, tested);
            }
            return;
        }
        let script = words.iter().position(|word| takes_script(text.slice(word)));
        if let Some(at) = script {
            // `su -c ksh <<EOF` names the shell that reads the here-document.
            let Some(script) = words.get(at + 1) else { return };
            let reads = literal(text, script).is_some_and(|word| SHELLS.contains(&word.as_str()));
            if !reads {
                return self.script_text(text, script, Quoting::Bare, false, tested);
            }
        } else if !matches!(shell, "su" | "runuser")
            && words.iter().any(|word| !text.slice(word).starts_with('-'))
        {
            // An operand is a script of its own.
            return;
        }
        let here = command.simple.redirects.iter().find_map(|redirect| match redirect.operator {
            Operator::Here => redirect.body.as_ref(),
            _ => None,
        });
        if let Some(body) = here {
            let quoting = if body.quoted { None } else { Some(Quoting::Here) };
            match quoting {
                Some(quoting) => self.script_text(text, &body.extent, quoting, false, tested),
                None => self.quoted_script(text, &body.extent, tested),
            }
        }
        let here_strings = command.simple.redirects.iter();
        for string in here_strings.filter(|it| it.operator == Operator::HereString) {
            if text.slice(&string.target).starts_with(['"', '\'']) {
                self.script_text(text, &string.target, Quoting::Bare, false, tested);
            }
        }
    }

    fn script_text(
        &mut self,
        text: &Fragment<'_>,
        script: &Extent,
        quoting: Quoting,
        in_place: bool,
        tested: bool,
    ) {
        let span = text.span(script);
        let (parts, origins) = self.traced_parts(text, script, quoting);
        let made = self.script(text, parts, origins);
        let nested = text.nested(made);
        let all = 0..nested.text.len();
        self.nested(span, |this| {
            let script = this.parse(&nested, &all);
            if in_place {
                return this.statements(&nested, &script.statements);
            }
            let id = this.subshell(&nested, &script.statements, tested, span);
            this.call_subshell(id, this.output, tested, span);
        });
    }

    /// Text in which nothing is expanded is a part of the file as it stands.
    fn quoted_script(&mut self, text: &Fragment<'_>, script: &Extent, tested: bool) {
        let span = text.span(script);
        self.nested(span, |this| {
            let parsed = this.parse(text, script);
            let id = this.subshell(text, &parsed.statements, tested, span);
            this.call_subshell(id, this.output, tested, span);
        });
    }
}

/// The shell a wrapper runs, among the wrapper's words: what stands before it are options, their
/// values and assignments.
fn wrapped_shell(text: &Fragment<'_>, words: &[Extent]) -> Option<usize> {
    let mut after_option = false;
    for (index, extent) in words.iter().enumerate() {
        let word = literal(text, extent)?;
        let base = word.rsplit('/').next().unwrap_or(&word);
        if SHELLS.contains(&base) && base != "eval" {
            return Some(index);
        }
        let option = word.starts_with('-');
        let passes = option
            || after_option
            || word.contains('=')
            || word.starts_with(|first: char| first.is_ascii_digit())
            || WRAPPERS.contains(&base);
        if !passes {
            return None;
        }
        after_option = option;
    }
    None
}

/// Whether the word after this one is a script: `-c`, `-ec`, `--command`.
fn takes_script(word: &str) -> bool {
    let short = word.starts_with('-') && !word.starts_with("--") && word.ends_with('c');
    short || word == "--command"
}
