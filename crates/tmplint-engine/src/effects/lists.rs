//! Shell: files that hold a list of what is to be removed at the end.

use tmplint_rules::ArgSpec;

use super::Site;
use crate::domain::{Abstract, Text};
use crate::flow::Interpreter;

impl Interpreter<'_> {
    /// `echo "$file" >> "$list"`: whoever reads the list knows the file.
    pub(super) fn note_down(&mut self, what: &ArgSpec, into: &ArgSpec, site: &Site<'_>) {
        let lists = site.arguments.get(into);
        if !self.recording || lists.is_empty() {
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
