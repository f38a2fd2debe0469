//! Scripts that are written to a file piece by piece: `f.write("#!/bin/sh\n")`, and what is written
//! to `f` after that.

use tmplint_ir::{Language, PlaceId};
use tmplint_rules::ArgSpec;

use super::super::Site;
use super::text::ScriptText;
use crate::flow::{Interpreter, written};

/// Pieces of one such script, and how often one of a file is looked at again.
const MAX_PIECES: usize = 512;
const MAX_LOOKS: usize = 64;

/// What was written so far to the file that a place holds.
#[derive(Debug)]
pub(crate) struct WrittenScript {
    language: Language,
    text: ScriptText,
    looks: usize,
}

impl Interpreter<'_> {
    /// The script that a text is, or goes on with, and its language. Only what is recorded is
    /// gathered, as that comes in the order in which it is written.
    pub(super) fn script_so_far(
        &mut self,
        text: ScriptText,
        file: &ArgSpec,
        site: &Site<'_>,
    ) -> Option<(ScriptText, Language)> {
        let file = self.file_written(file, site);
        if let Some(language) = text.shebang() {
            if let Some(file) = file.filter(|_| self.recording) {
                let known = WrittenScript { language, text: text.clone(), looks: 0 };
                self.written_scripts.insert(file, known);
            }
            return Some((text, language));
        }
        let mut known = self.written_scripts.remove(&file?).filter(|_| self.recording)?;
        // `print` ends lines itself.
        if !site.name.starts_with('.') {
            known.text.syntax("\n");
        }
        known.text.append(&text);
        let matters = known.looks < MAX_LOOKS && self.can_matter(&text, known.language);
        known.looks += usize::from(matters);
        let whole = matters.then(|| (known.text.clone(), known.language));
        if known.text.pieces.len() < MAX_PIECES {
            self.written_scripts.insert(file?, known);
        }
        whole
    }

    fn file_written(&self, file: &ArgSpec, site: &Site<'_>) -> Option<PlaceId> {
        let given = site.arguments.get(file);
        given.iter().find_map(|given| Self::place_of(written(site.call, given)?))
    }
}
