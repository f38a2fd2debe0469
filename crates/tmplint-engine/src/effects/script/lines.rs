//! Scripts that are written to a file or a program piece by piece: `f.write("#!/bin/sh\n")`, and
//! what is written to `f` after that; what is written to a shell that was started; and texts of the
//! file that are scripts, for whoever writes them.

use tmplint_ir::{Call, Language, PlaceId, Value};
use tmplint_rules::{Action, TextOp};

use super::super::{Done, Site, join_all};
use super::text::ScriptText;
use super::{INSTALLED, MAX_LENGTH, Manner, OWN_SHELL, is_for_another_root};
use crate::domain::{Abstract, Piece, PieceKind, State};
use crate::flow::{Arguments, Given, Interpreter, format_text, printed_text, written};

/// Scripts that one file writes, and pieces of one of them.
const MAX_SCRIPTS: usize = 64;
const MAX_PIECES: usize = 1024;

/// A script that the program writes.
#[derive(Debug)]
pub(crate) struct WrittenScript {
    language: Language,
    text: ScriptText,
    /// Where it starts.
    call: Call,
    elsewhere: Option<String>,
}

/// What a script is written to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WrittenTo {
    /// What a place holds.
    Place(PlaceId),
    /// The file of this name.
    Path(String),
}

impl Interpreter<'_> {
    /// Gathers what is written to files, and runs a script of which the file is not known.
    pub(in crate::effects) fn write_script(
        &mut self,
        action: &Action,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let Action::Written { text, template, style, ends_line, into, elsewhere } = action else {
            return Done::default();
        };
        let target = site.arguments.get(into);
        let file = self.file_written(&target, site);
        let begun = file.as_ref().is_some_and(|file| self.writing.contains_key(file));
        let given = site.arguments.get(if template.is_empty() { text } else { template });
        let begins = given
            .iter()
            .any(|given| given.value.texts().any(|text| text.literal_prefix().starts_with("#!")));
        // Most of what is written is no script, and not looked at any further.
        if !begun && !begins || is_for_another_root(&target) {
            return Done::default();
        }
        let given = match style {
            Some(style) => vec![put_together(*style, &given, site.arguments.get_all(text), site)],
            None => given,
        };
        let elsewhere =
            if self.is_packaged(&target) { Some(INSTALLED) } else { elsewhere.as_deref() };
        for mut script in ScriptText::of_arguments(&given) {
            if *ends_line {
                script.syntax("\n");
            }
            let language = script.shebang();
            match (&file, language) {
                (Some(file), Some(language)) => {
                    let manner = Manner { language, here: false, elsewhere };
                    self.begin_script(file.clone(), script, manner, site);
                }
                (Some(file), None) => self.go_on_with(file, &script),
                (None, Some(language)) => {
                    let manner = Manner { language, here: false, elsewhere };
                    let _ = self.run_script(&script, manner, site, state);
                }
                (None, None) => {}
            }
        }
        Done::default()
    }

    /// A program is started that takes what is written to the result of the call for a script.
    pub(super) fn feeds(&mut self, started: &ScriptText, site: &Site<'_>) {
        if let Some(language) = started.reads_language()
            && let Some(into) = site.call.into
        {
            let manner = Manner { language, ..OWN_SHELL };
            self.begin_script(WrittenTo::Place(into), ScriptText::default(), manner, site);
        }
    }

    /// A script begins in a file: it is looked at when all of it is written. Only what is recorded
    /// is gathered, as that comes in the order in which it is written.
    fn begin_script(
        &mut self,
        file: WrittenTo,
        text: ScriptText,
        manner: Manner<'_>,
        site: &Site<'_>,
    ) {
        if self.recording && self.written_scripts.len() < MAX_SCRIPTS {
            let start = site.call.span;
            let elsewhere = manner.elsewhere.map(str::to_owned);
            let call = site.call.clone();
            let script = WrittenScript { language: manner.language, text, call, elsewhere };
            self.written_scripts.insert(start, script);
            self.writing.insert(file, start);
        }
    }

    fn go_on_with(&mut self, file: &WrittenTo, text: &ScriptText) {
        let start = self.writing.get(file).copied();
        if let Some(script) = start.and_then(|start| self.written_scripts.get_mut(&start))
            && self.recording
            && script.text.pieces.len() < MAX_PIECES
            && script.text.length() < MAX_LENGTH
        {
            script.text.append(text);
        }
    }

    /// What is written through one place is written through another that is the same.
    pub(crate) fn follow_written(&mut self, from: &Value, into: PlaceId) {
        if !self.writing.is_empty()
            && let Value::Place(from) = from
            && let Some(start) = self.writing.get(&WrittenTo::Place(*from)).copied()
        {
            self.writing.insert(WrittenTo::Place(into), start);
        }
    }

    /// Looks at the scripts that the program writes.
    pub(crate) fn run_written_scripts(&mut self) {
        self.writing.clear();
        for script in std::mem::take(&mut self.written_scripts).into_values() {
            self.run_by_itself(&script);
        }
    }

    fn run_by_itself(&mut self, script: &WrittenScript) {
        let site = Site {
            call: &script.call,
            arguments: Arguments::default(),
            name: String::new(),
            instead: None,
        };
        let elsewhere = script.elsewhere.as_deref();
        let manner = Manner { language: script.language, here: false, elsewhere };
        self.refuel();
        let _ = self.run_script(&script.text, manner, &site, &mut State::default());
    }

    /// What is written to: a file by its name, or what a place holds. A stream of a program is the
    /// program's.
    fn file_written(&self, target: &[Given], site: &Site<'_>) -> Option<WrittenTo> {
        target.iter().find_map(|given| {
            let is_literal = |piece: &Piece| matches!(piece.kind, PieceKind::Literal(_));
            let named = given.value.texts().find(|text| text.pieces.iter().any(is_literal));
            if let Some(path) = named {
                return Some(WrittenTo::Path(self.show(path)));
            }
            let place = Self::place_of(written(site.call, given)?)?;
            let stream = WrittenTo::Place(place);
            let program = self.unit.place(place).field_of.as_ref();
            let program = program.map(|(program, _)| WrittenTo::Place(*program));
            match program.filter(|it| self.writing.contains_key(it)) {
                Some(program) if !self.writing.contains_key(&stream) => Some(program),
                _ => Some(stream),
            }
        })
    }
}

/// What a format string and what is put into it make together.
fn put_together(style: TextOp, template: &[Given], pieces: Vec<Given>, site: &Site<'_>) -> Given {
    let span = site.call.span;
    let pieces: Vec<(Option<String>, Abstract)> =
        pieces.into_iter().map(|given| (None, given.value)).collect();
    let template = join_all(template);
    let value = match style {
        TextOp::Percent => format_text(&template, &pieces, tmplint_ir::FormatStyle::Percent, span),
        _ => printed_text(&template, &pieces, span),
    };
    Given { value, span, index: None }
}
