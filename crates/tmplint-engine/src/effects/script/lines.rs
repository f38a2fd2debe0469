//! Scripts that are written to a file piece by piece: `f.write("#!/bin/sh\n")`, and what is written
//! to `f` after that.

use tmplint_ir::{Call, Language, PlaceId};
use tmplint_rules::ArgSpec;

use super::super::Site;
use super::text::ScriptText;
use super::{MAX_LENGTH, Manner};
use crate::domain::State;
use crate::flow::{Arguments, Interpreter, written};

/// Scripts that one file writes, and pieces of one of them.
const MAX_SCRIPTS: usize = 64;
const MAX_PIECES: usize = 1024;

/// A script that the program writes to a file.
#[derive(Debug)]
pub(crate) struct WrittenScript {
    language: Language,
    text: ScriptText,
    /// Where it starts.
    call: Call,
    elsewhere: Option<String>,
}

impl Interpreter<'_> {
    /// Whether a text is, or goes on with, a script in a file that a place holds: it is looked at
    /// when all of it is written. Only what is recorded is gathered, as that comes in the order in
    /// which it is written.
    pub(super) fn keeps_written(
        &mut self,
        text: &ScriptText,
        file: &ArgSpec,
        manner: Manner<'_>,
        site: &Site<'_>,
    ) -> bool {
        let Some(file) = file_written(file, site) else { return false };
        if let Some(language) = text.shebang() {
            if self.recording && self.written_scripts.len() < MAX_SCRIPTS {
                let start = site.call.span;
                let elsewhere = manner.elsewhere.map(str::to_owned);
                let (text, call) = (text.clone(), site.call.clone());
                let script = WrittenScript { language, text, call, elsewhere };
                self.written_scripts.insert(start, script);
                self.writing.insert(file, start);
            }
            return true;
        }
        let start = self.writing.get(&file).copied();
        if let Some(script) = start.and_then(|start| self.written_scripts.get_mut(&start))
            && self.recording
            && script.text.pieces.len() < MAX_PIECES
            && script.text.length() < MAX_LENGTH
        {
            // `print` ends lines itself.
            if !site.name.starts_with('.') {
                script.text.syntax("\n");
            }
            script.text.append(text);
        }
        true
    }

    /// Looks at the scripts that the program writes to files.
    pub(crate) fn run_written_scripts(&mut self) {
        self.writing.clear();
        for script in std::mem::take(&mut self.written_scripts).into_values() {
            let site = Site {
                call: &script.call,
                arguments: Arguments::default(),
                name: String::new(),
                instead: None,
            };
            let manner = Manner {
                language: script.language,
                here: false,
                elsewhere: script.elsewhere.as_deref(),
            };
            let _ = self.run_script(&script.text, manner, &site, &mut State::default());
        }
    }
}

/// The place that holds the file that is written to.
fn file_written(file: &ArgSpec, site: &Site<'_>) -> Option<PlaceId> {
    let given = site.arguments.get(file);
    given.iter().find_map(|given| Interpreter::place_of(written(site.call, given)?))
}
