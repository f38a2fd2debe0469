//! What calls ask for in words of their library, and what they ask about links.

use tmplint_ir::Value;
use tmplint_rules::ArgSpec;

use super::Site;
use crate::domain::State;
use crate::flow::{Interpreter, written};

impl Interpreter<'_> {
    /// Whether the mode is a name that asks for writing, or made of one:
    /// `QFile.WriteOnly | QFile.Text`.
    pub(super) fn names_writing_mode(&self, mode: &ArgSpec, site: &Site<'_>) -> bool {
        site.arguments.get(mode).iter().filter_map(|given| written(site.call, given)).any(|mode| {
            mode.within().any(|value| match value {
                Value::Name(name) => self.tables.is_writing_mode(self.unit.language, name),
                _ => false,
            })
        })
    }

    /// `islink`
    pub(super) fn note_asked_for_link(&mut self, path: &ArgSpec, site: &Site<'_>, state: &State) {
        for given in site.arguments.get(path) {
            for text in &state.full_paths(&given.value) {
                let shown = self.show(text);
                self.facts.asked_for_link.insert(shown);
            }
        }
    }
}
