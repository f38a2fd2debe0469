//! Files that objects hold, and what the methods of their class that clean up do to them.

use std::collections::BTreeMap;

use tmplint_ir::{ClassId, FunctionId, Scope, Span};

use super::Interpreter;
use crate::domain::SiteId;

impl Interpreter<'_> {
    /// Notes the files that objects hold and that their class leaves where it is when it removes
    /// others of theirs.
    pub(super) fn note_left_out(&mut self) {
        let mut held: BTreeMap<ClassId, Vec<SiteId>> = BTreeMap::new();
        for (place, value) in &self.shared_places {
            let Scope::Member(class) = self.unit.place(*place).scope else { continue };
            let sites = value.sites().into_iter().filter(|(_, path)| *path);
            held.entry(class).or_default().extend(sites.map(|(site, _)| site));
        }
        for (class, sites) in held {
            let Some(cleanup) = self.removal_in_cleanup(class, &sites) else { continue };
            for site in sites {
                self.site_facts(site).left_out = Some(cleanup);
            }
        }
    }

    /// Where a method of the class that is there to clean up removes one of these files.
    fn removal_in_cleanup(&self, class: ClassId, sites: &[SiteId]) -> Option<Span> {
        let removals: Vec<Span> = sites
            .iter()
            .filter_map(|site| self.facts.site(*site))
            .flat_map(|site| site.removed.iter().copied())
            .collect();
        let methods = &self.unit.classes.get(class.0 as usize)?.methods;
        methods.iter().filter(|method| self.cleans_up(**method)).find_map(|method| {
            let whole = self.unit.function(*method).span;
            removals.iter().copied().find(|removal| whole.contains(*removal))
        })
    }

    fn cleans_up(&self, method: FunctionId) -> bool {
        let name = &self.unit.function(method).name;
        self.tables.is_cleanup_method(self.unit.language, name)
    }
}
