//! Shell: what commands that no table knows do with the paths they are given, to go by how a
//! command line is usually written and by what the script does with the paths besides.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, Language};
use tmplint_rules::Action;

use super::{Outcome, Site};
use crate::domain::{Abstract, Alternative, Bits, Piece, PieceKind, State, Text, Whereabouts};
use crate::flow::{Arguments, Interpreter};

impl Interpreter<'_> {
    /// A command nobody knows: what stands at an option for its output is written, and what the
    /// script removes later may have been made at any other path it is given.
    pub(super) fn note_stranger(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) {
        if !self.recording {
            return;
        }
        let shown = if name.is_empty() { "a command" } else { name };
        let mut option: Option<String> = None;
        for (arg, value) in call.args.iter().zip(values) {
            if arg.name.is_some() {
                continue;
            }
            let before = option.take();
            let word = value.texts().next().map(Text::literal_prefix).unwrap_or_default();
            if let Some(option) = before.filter(|option| self.is_output_option(option)) {
                self.note_given(&option, false, call, &paths_from_root(value, state), state);
                continue;
            }
            if !word.starts_with('-') {
                let paths = paths_from_root(value, state);
                self.note_passed(shown, call, &paths, state);
                self.note_sibling_for_stranger(shown, call, &paths, state);
                continue;
            }
            match word.split_once('=') {
                Some((name, _)) => {
                    let given = paths_from_root(&without(value, name.len() + 1), state);
                    if self.is_output_option(name) {
                        self.note_given(name, false, call, &given, state);
                    } else {
                        self.note_passed(shown, call, &given, state);
                    }
                }
                None if value.literal().is_some() => option = Some(word),
                None => {}
            }
        }
    }

    /// A program run by a program is given a name that was made from a reserved one: nothing bears
    /// that name unless the program that is run makes it.
    fn note_sibling_for_stranger(
        &mut self,
        name: &str,
        call: &Call,
        paths: &Abstract,
        state: &mut State,
    ) {
        if self.embedded == 0 {
            return;
        }
        for text in paths.texts() {
            if let Whereabouts::Beside(made) = self.locate(text, state) {
                let name = name.to_owned();
                let site = Site { call, arguments: Arguments::default(), name, instead: None };
                self.note_sibling(made, text, false, &site, state);
            }
        }
    }

    /// `try_sudo cp "$a" "$b"`, `as_user sh -c "…"`: a command that, by its name or because there is
    /// no other reading, runs the one it is given.
    pub(super) fn run_by_stranger(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let naming = self.tables.naming(Language::Shell)?;
        if naming.runs_elsewhere(name) {
            return None;
        }
        let words: Vec<(usize, String)> = call
            .args
            .iter()
            .zip(values)
            .enumerate()
            .filter(|(_, (arg, _))| arg.name.is_none())
            .map(|(index, (_, value))| (index, value.literal().unwrap_or_default()))
            .collect();
        // A shell and a script for it.
        let script = words.windows(2).find_map(|pair| match pair {
            [(index, shell), (_, option)] if option == "-c" && self.is_shell(shell) => Some(*index),
            _ => None,
        });
        if let Some(index) = script {
            let name = name.to_owned();
            let site = Site { call, arguments: Arguments::default(), name, instead: None };
            return Some(Outcome::of(self.run_words(values.get(index..)?, &site, state)));
        }
        let is_command = |word: &str| {
            let command = word.rsplit('/').next().unwrap_or(word);
            self.tables.acts_on_files(Language::Shell, command)
        };
        let runs = naming.runs(name);
        let &(index, _) = words.first().filter(|(_, word)| runs && is_command(word))?;
        let mut inner = call.clone();
        inner.args.drain(..index);
        let given = values.get(index..)?.to_vec();
        Some(self.call_wrapped("", 0, &inner, given, state))
    }

    fn is_shell(&self, word: &str) -> bool {
        let name = word.rsplit('/').next().unwrap_or(word);
        self.tables.exit_trap_signals(name).is_some()
    }

    /// `log_must rm -f "$file"`, `run "rm -rf $dir"`: a command nobody knows is given one to run that
    /// removes files. When it does, and whether, is its business.
    pub(super) fn note_removal_by_stranger(
        &mut self,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) {
        if state.sites.is_empty() {
            return;
        }
        let mut removing = false;
        for (arg, value) in call.args.iter().zip(values) {
            if arg.name.is_some() {
                continue;
            }
            let command = value.texts().next().map(|text| text.first_word().literal_prefix());
            let removes = command.is_some_and(|command| self.removes_files(&command));
            if removing || removes {
                let named = value.texts().flat_map(Text::sites).collect::<Vec<_>>();
                for site in named {
                    state.turn_site(site, Bits::LIVE, Bits::ESCAPED);
                    self.mark_escaped(site);
                }
            }
            removing |= removes;
        }
    }

    /// The paths that may come back as what a call prints: those that a program reads to print
    /// something else (`echo "X$dir" | sed …`), and all that are given to whatever a variable of
    /// an unknown value holds.
    pub(super) fn filtered(&self, call: &Call, values: &[Abstract]) -> Abstract {
        if self.unit.language != Language::Shell || call.into.is_none() {
            return Abstract::default();
        }
        let unknown = matches!(call.callee, Callee::Value(_));
        let is_read = |arg: &Arg| arg.name.as_deref() == Some("<stdin>");
        let given = call.args.iter().zip(values);
        given
            .filter(|(arg, _)| is_read(arg) || unknown && arg.name.is_none())
            .flat_map(|(_, value)| value.texts().filter_map(printed_path))
            .fold(Abstract::default(), |all, path| all.join(&Abstract::text(path)))
    }

    fn removes_files(&self, command: &str) -> bool {
        let command = command.rsplit('/').next().unwrap_or(command);
        self.tables.api(Language::Shell, command).is_some_and(|api| {
            let mut effects = api.effects().iter();
            effects.any(|effect| matches!(effect.action, Action::Remove { .. }))
        })
    }

    fn is_output_option(&self, option: &str) -> bool {
        self.tables.is_writing_keyword(Language::Shell, option)
    }
}

/// The path that a text is, with at most marks around it: what is below the path tells where
/// something is, not what is to be kept.
fn printed_path(text: &Text) -> Option<Text> {
    let at = text.pieces.iter().position(|piece| matches!(piece.kind, PieceKind::Site(_)))?;
    let (before, rest) = text.pieces.split_at(at);
    let (path, after) = rest.split_first()?;
    let is_plain = |piece: &Piece, allowed: fn(char) -> bool| match &piece.kind {
        PieceKind::Literal(mark) => mark.chars().all(allowed),
        _ => false,
    };
    let marks =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '/' | '.' | '-' | '_');
    (before.iter().all(|piece| is_plain(piece, |letter| letter != '/'))
        && after.iter().all(|piece| is_plain(piece, marks)))
    .then(|| vec![path.clone()].into())
}

/// The texts without their first `count` bytes.
fn without(value: &Abstract, count: usize) -> Abstract {
    changed(value, |text| text.without_prefix(count))
}

fn paths_from_root(value: &Abstract, state: &State) -> Abstract {
    changed(value, |text| state.full_path(text))
}

fn changed(value: &Abstract, change: impl Fn(&Text) -> Text) -> Abstract {
    let texts = value.texts().map(|text| Alternative::Text(Rc::new(change(text))));
    Abstract::from_alternatives(texts)
}
