//! Shell: files that hold a list of what is to be removed at the end.

use std::rc::Rc;

use tmplint_rules::ArgSpec;

use super::Site;
use crate::domain::{Abstract, State, Text};
use crate::flow::Interpreter;

impl Interpreter<'_> {
    /// `echo "$file" >> "$list"`: whoever reads the list knows the file.
    pub(super) fn note_down(
        &mut self,
        what: &ArgSpec,
        into: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let lists = site.arguments.get(into);
        if lists.is_empty() {
            tell(what, site, state);
            return;
        }
        if !self.recording {
            return;
        }
        let lists: Vec<String> = lists
            .iter()
            .flat_map(|given| given.value.texts())
            .map(|text| self.show(text))
            .collect();
        for given in site.arguments.get_all(what) {
            for made in given.value.texts().filter_map(Text::as_site) {
                self.site_facts(made).listed_in.extend(lists.iter().cloned());
            }
        }
    }

    /// The script reads a file that may be such a list.
    pub(super) fn note_list_read(&mut self, path: &Abstract) {
        if self.recording {
            let shown: Vec<String> = path.texts().map(|text| self.show(text)).collect();
            self.facts.read_paths.extend(shown);
        }
    }
}

/// `echo "see $file for details" >&2`: whoever reads it knows about the file.
fn tell(what: &ArgSpec, site: &Site<'_>, state: &mut State) {
    if state.sites.is_empty() {
        return;
    }
    for given in site.arguments.get_all(what) {
        for (made, _) in given.value.sites() {
            if !state.told.contains(&made) {
                Rc::make_mut(&mut state.told).insert(made);
            }
        }
    }
}
