//! Scripts that a program puts together and runs: `os.system("… > /tmp/x")`,
//! `subprocess.call(["mkdir", "-p", path])`, `python3 - <<EOF`.
//!
//! The text is lowered like a file of its own and run in the state of its host: files it makes are
//! the host's to remove, values put into it are the host's. Its variables, traps and options end
//! with it.

mod lines;
mod text;
mod unseen;

use std::collections::BTreeMap;
use std::rc::Rc;

use tmplint_ir::{FunctionId, Language, PlaceId, Scope, ScriptPiece, Unit, Value};
use tmplint_rules::{Action, ScriptLanguage};

use super::{Done, Site, join_all};
use crate::domain::{
    Abstract, Alternative, Bits, Guess, PieceKind, Places, State, Text, Whereabouts,
};
use crate::flow::{Given, Interpreter};
pub(crate) use lines::{WrittenScript, WrittenTo};
use text::ScriptText;
pub(super) use unseen::is_command_line;

/// Characters of a script that are looked at.
const MAX_LENGTH: usize = 1 << 16;

/// Scripts that scripts put together and run, followed into each other.
const MAX_NESTED: usize = 3;

/// How a script is run.
#[derive(Clone, Copy)]
struct Manner<'m> {
    language: Language,
    /// By the shell that reads it itself.
    here: bool,
    /// On another machine, or at another time.
    elsewhere: Option<&'m str>,
}

/// Where the scripts of a package are run.
const INSTALLED: &str = "on the machines that the package is installed on";

const OWN_SHELL: Manner<'_> = Manner { language: Language::Shell, here: false, elsewhere: None };

impl Interpreter<'_> {
    /// Does what the scripts in arguments do.
    pub(super) fn run_scripts(
        &mut self,
        action: &Action,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let Action::Script { text, words, after, language, output, keeps, .. } = action else {
            return Done::default();
        };
        let Action::Script { behind, here, by_variable, elsewhere, .. } = action else {
            return Done::default();
        };
        let Action::Script { directory, written, input, feeds, .. } = action else {
            return Done::default();
        };
        if is_for_another_root(&site.arguments.get(written)) {
            return Done::default();
        }
        let language = match language {
            ScriptLanguage::Shell => Language::Shell,
            ScriptLanguage::Python => Language::Python,
        };
        let packaged = self.is_packaged(&site.arguments.get(written));
        let elsewhere = if packaged { Some(INSTALLED) } else { elsewhere.as_deref() };
        let manner = Manner { language, here: *here, elsewhere };
        let outside = state.directory.clone();
        if !site.arguments.get(directory).is_empty() {
            self.change_directory(directory, site, state);
        }
        let mut printed = Abstract::default();
        let given = match behind {
            Some(operands) => self.behind_operands(*operands, site),
            None => site.arguments.get(text),
        };
        for each in &given {
            self.run_content(&each.value, site, state);
        }
        let written_out = |given: &Given| is_written_out(given, site);
        if !(*by_variable && given.iter().any(written_out)) {
            let input = join_all(&site.arguments.get(input));
            for mut script in ScriptText::of_arguments(&given) {
                script.read_from(&input);
                if *feeds {
                    self.feeds(&script, site);
                }
                printed = printed.join(&self.run_script(&script, manner, site, state));
            }
        }
        let words = site.arguments.get_all(words);
        let words: Vec<Abstract> = words.into_iter().map(|given| given.value).collect();
        printed = printed.join(&self.run_words(&words, site, state));
        for words in words_after(after, site) {
            printed = printed.join(&self.run_words(&words, site, state));
        }
        state.directory = outside;
        if *keeps {
            self.escape_arguments(site, state);
        }
        if *output && !printed.is_unassigned() {
            return Done::value(printed);
        }
        // Whoever reads what is printed has the name.
        self.escape(&printed, state);
        Done::default()
    }

    /// The script is written to a file that a package takes to other machines.
    fn is_packaged(&self, written: &[Given]) -> bool {
        written.iter().flat_map(|given| given.value.texts()).any(|text| {
            let name = self.show(&text.split_name().1);
            self.tables.is_packaged(self.unit.language, &name)
        })
    }

    /// The script is what stands in a file: `eval "$(cat "$file")"`.
    fn run_content(&mut self, script: &Abstract, site: &Site<'_>, state: &State) {
        for alternative in script.iter() {
            if let Alternative::Content(path) = alternative
                && let Whereabouts::Shared { guess, origin, .. } = self.locate(path, state)
                && guess != Guess::Nobody
            {
                self.note_read(path, origin, true, site, state);
            }
        }
    }

    /// What stands behind a command's first operands. Its own options stand before these.
    fn behind_operands(&self, operands: usize, site: &Site<'_>) -> Vec<Given> {
        let valued = self.tables.valued_options(self.unit.language, &site.name);
        let (mut seen, mut takes_value) = (0, false);
        let start = site.arguments.words.iter().position(|given| {
            let word = given.value.texts().next().map(Text::literal_prefix).unwrap_or_default();
            if std::mem::take(&mut takes_value) {
                return false;
            }
            if word.starts_with('-') {
                takes_value = valued.contains(&word);
                return false;
            }
            seen += 1;
            seen > operands
        });
        start.and_then(|start| site.arguments.words.get(start..)).unwrap_or_default().to_vec()
    }

    /// Runs a program with these words.
    pub(super) fn run_words(
        &mut self,
        words: &[Abstract],
        site: &Site<'_>,
        state: &mut State,
    ) -> Abstract {
        self.run_script(&ScriptText::of_words(words), OWN_SHELL, site, state)
    }

    /// What goes on running keeps what it is given.
    fn escape_arguments(&mut self, site: &Site<'_>, state: &mut State) {
        let keywords = site.arguments.keywords.iter().map(|(_, given)| given);
        for given in site.arguments.positional.iter().chain(keywords) {
            self.escape(&given.value, state);
        }
    }

    /// Runs a script. Gives what it prints.
    fn run_script(
        &mut self,
        script: &ScriptText,
        manner: Manner<'_>,
        site: &Site<'_>,
        state: &mut State,
    ) -> Abstract {
        if state.directory.is_none() && !self.can_matter(script, manner.language) {
            return Abstract::unknown();
        }
        let Some(unit) = self.lower_script(script, manner.language, site) else {
            return Abstract::unknown();
        };
        let mut places: Places = unit
            .holes
            .iter()
            .zip(&script.values)
            .map(|(place, value)| (*place, Abstract::text(value.clone())))
            .collect();
        let shared =
            if manner.elsewhere.is_none() { self.shared_variables(&unit) } else { Vec::new() };
        for (outer, inner) in &shared {
            if let Some(value) = state.place(*outer) {
                places.insert(*inner, value.clone());
            }
        }
        let mut entry = State {
            places,
            noclobber: false,
            errexit: false,
            traps: Rc::default(),
            at_exit: Rc::default(),
            unwinding: false,
            ..state.clone()
        };
        if manner.elsewhere.is_some() {
            entry = State { places: entry.places, ..State::default() };
        }
        let Some((end, printed)) = self.run_embedded(&unit, manner, entry) else {
            return Abstract::unknown();
        };
        if manner.elsewhere.is_some() {
            return Abstract::unknown();
        }
        if manner.here {
            for (outer, inner) in shared {
                if let Some(value) = end.place(inner) {
                    state.assign(outer, value.clone());
                }
            }
            state.umask = end.umask;
            state.directory.clone_from(&end.directory);
            state.noclobber |= end.noclobber;
            state.errexit |= end.errexit;
        }
        *state = State {
            sites: end.sites,
            checked: end.checked,
            existing: end.existing,
            vacant: end.vacant,
            removed: end.removed,
            written: end.written,
            own: end.own,
            ..state.clone()
        };
        printed
    }

    /// The variables that a shell's script has in common with the shell that starts it, of this one
    /// and of the script.
    fn shared_variables(&self, unit: &Unit) -> Vec<(PlaceId, PlaceId)> {
        if self.unit.language != Language::Shell || unit.language != Language::Shell {
            return Vec::new();
        }
        // The arguments of a script are its own.
        let is_variable = |name: &str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let variables = |unit: &Unit| -> BTreeMap<String, PlaceId> {
            unit.places
                .iter()
                .zip(0..)
                .filter(|(place, _)| place.scope == Scope::Global && is_variable(&place.name))
                .map(|(place, index)| (place.name.clone(), PlaceId(index)))
                .collect()
        };
        let outer = variables(self.unit);
        let both = |(name, inner): (String, PlaceId)| Some((*outer.get(&name)?, inner));
        variables(unit).into_iter().filter_map(both).collect()
    }

    /// Whether anything in a script has to do with temporary files.
    fn can_matter(&self, script: &ScriptText, language: Language) -> bool {
        let is_needle = |text: &str| self.tables.is_needle(language, text);
        script.pieces.iter().any(|piece| match piece {
            ScriptPiece::Text { text, .. } => is_needle(text),
            ScriptPiece::Syntax(_) | ScriptPiece::Hole => false,
        }) || script.values.iter().flat_map(|value| &value.pieces).any(|piece| {
            matches!(piece.kind, PieceKind::Shared(_) | PieceKind::Private(_) | PieceKind::Site(_))
        })
    }

    fn lower_script(
        &mut self,
        script: &ScriptText,
        language: Language,
        site: &Site<'_>,
    ) -> Option<Rc<Unit>> {
        if script.length() > MAX_LENGTH || self.embedded >= MAX_NESTED {
            return None;
        }
        let script =
            tmplint_ir::Script { language, run: site.call.span, pieces: script.pieces.clone() };
        if let Some(known) = self.scripts.get(&script) {
            return Some(Rc::clone(known));
        }
        let unit = Rc::new((self.lower)(&script));
        self.scripts.insert(script, Rc::clone(&unit));
        Some(unit)
    }

    /// Runs the script of an embedded unit. Gives the state after it, by whichever way it ends, and
    /// what it prints.
    fn run_embedded(
        &mut self,
        unit: &Unit,
        manner: Manner<'_>,
        entry: State,
    ) -> Option<(State, Abstract)> {
        let mut inner = Interpreter::new(unit, self.tables, self.lower);
        inner.embedded = self.embedded + 1;
        inner.goes_on = manner.here;
        inner.elsewhere = manner.elsewhere.map(Rc::from).or_else(|| self.elsewhere.clone());
        inner.recording = self.recording;
        inner.inherited.push(Rc::clone(&entry.sites));
        self.share(&mut inner);
        let before = Rc::clone(&entry.sites);
        let ended = inner.run_to_any_end(FunctionId(0), &entry);
        inner.run_written_scripts();
        inner.share(self);
        let (mut end, printed) = ended?;
        if manner.here {
            return Some((end, printed));
        }
        // What the script arranged for its end has happened.
        for site in end.sites.keys().copied().collect::<Vec<_>>() {
            if !before.get(&site).is_some_and(|bits| bits.has(Bits::REGISTERED)) {
                end.turn_site(site, Bits::REGISTERED, Bits::REMOVED);
            }
        }
        Some((end, printed))
    }
}

/// Whether an argument's text is written where it is given, at least in part.
fn is_written_out(given: &Given, site: &Site<'_>) -> bool {
    let arg = given.index.and_then(|index| site.call.args.get(index));
    arg.is_none_or(|arg| {
        match &arg.value {
        Value::Text(parts) => parts.iter().any(|part| {
            matches!(part, tmplint_ir::Part::Literal { text, .. } if !text.trim().is_empty())
        }),
        _ => false,
    }
    })
}

/// The commands among a command's words that stand after an option, up to `;` or `+`.
fn words_after(options: &[String], site: &Site<'_>) -> Vec<Vec<Abstract>> {
    let mut commands: Vec<Vec<Abstract>> = Vec::new();
    let mut open = false;
    if options.is_empty() {
        return commands;
    }
    for word in &site.arguments.words {
        let literal = word.value.literal();
        if options.iter().any(|option| literal.as_ref() == Some(option)) {
            commands.push(Vec::new());
            open = true;
        } else if matches!(literal.as_deref(), Some(";" | "+")) {
            open = false;
        } else if open && let Some(command) = commands.last_mut() {
            command.push(word.value.clone());
        }
    }
    commands
}

/// Whether a file is in a temporary directory below a root of which nothing is known: what is put
/// there is for those who take that for their root.
fn is_for_another_root(written: &[Given]) -> bool {
    written.iter().flat_map(|given| given.value.texts()).any(|text| {
        matches!(
            text.pieces.as_slice(),
            [first, second, ..] if first.kind == PieceKind::Unknown
                && matches!(&second.kind, PieceKind::Literal(path)
                    if ["/tmp/", "/var/tmp/"].iter().any(|start| path.starts_with(start)))
        )
    })
}
