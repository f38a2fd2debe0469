//! The ways out of functions and programs, and what is left behind on them.

use tmplint_ir::{ClassId, FunctionId, FunctionKind, Language, Scope};

use super::{Interpreter, Leak, LeakKind};
use crate::domain::{Abstract, Alternative, Bits, SiteId, State};

impl Interpreter<'_> {
    /// Notes the sites this function leaves behind, and settles what becomes of the others.
    pub(super) fn note_leaks(
        &mut self,
        id: FunctionId,
        entry: &State,
        end: &mut State,
        value: &Abstract,
        leak: Leak,
    ) {
        let is_script = self.unit.function(id).kind == FunctionKind::TopLevel;
        if is_script && self.goes_on {
            return;
        }
        if is_script && self.tables.statics_stay(self.unit.language) {
            let statics: Vec<Abstract> = end
                .places
                .iter()
                .filter(|(place, _)| self.unit.place(*place).scope == Scope::Global)
                .map(|(_, held)| held.clone())
                .collect();
            for held in &statics {
                self.note_held(held, leak.span);
            }
        }
        if !end.sites.is_empty() && self.tables.destructor(self.unit.language).is_some() {
            self.destruct_locals(id, end, value);
        }
        let root = self.stack.len() == 1 && self.embedded == 0;
        if root {
            self.pass_descriptors(std::iter::once(value));
        }
        let is_new = |site: SiteId, bits: Bits| {
            let before = entry.site(site);
            bits.has(Bits::BORN)
                || !(before.has(Bits::LIVE) || before.has(Bits::OWNED) || before.has(Bits::NAMED))
        };
        let sites: Vec<(SiteId, Bits)> = end
            .sites
            .iter()
            .map(|(site, bits)| (*site, *bits))
            .filter(|(site, bits)| is_new(*site, *bits))
            .collect();
        if sites.is_empty() {
            return;
        }
        let reachable = self.reachable(id, end, value);
        for (site, bits) in sites {
            let kept = reachable.iter().find(|(reached, _)| *reached == site);
            if bits.has(Bits::OWNED) && leak.kind != LeakKind::End {
                // An object goes with the function that made it, unless it is handed out itself.
                let object_kept = kept.is_some()
                    && reachable.iter().any(|(reached, object)| *reached == site && *object);
                if !object_kept || self.goes_with_its_owner(site, id, end, value) {
                    end.set_site(site, bits.turn(Bits::OWNED, Bits::REMOVED));
                    continue;
                }
            }
            let script_end = leak.kind == LeakKind::End;
            if kept.is_some() && !script_end {
                if root {
                    self.mark_passed_on(site, end);
                    self.mark_escaped(site);
                }
                continue;
            }
            if bits.has(Bits::LIVE) && self.recording {
                self.site_facts(site).leaks.insert(leak);
            }
        }
    }

    /// Structures that go out of scope and have a destructor: what it leaves it was to leave.
    pub(super) fn destruct(&self, structures: &[Abstract], state: &mut State) {
        let is_structure = |each: &Alternative| matches!(each, Alternative::Map(_));
        let Some(destructor) = self.tables.destructor(self.unit.language) else { return };
        if state.sites.is_empty() || !structures.iter().any(|held| held.iter().any(is_structure)) {
            return;
        }
        let has_destructor = |class: ClassId| {
            self.unit.classes.get(class.0 as usize).is_some_and(|class| {
                class.methods.iter().any(|id| self.unit.function(*id).name == destructor)
            })
        };
        let held: Vec<SiteId> = state
            .places
            .iter()
            .filter(|(place, _)| match self.unit.place(*place).scope {
                Scope::Member(class) => has_destructor(class),
                _ => false,
            })
            .flat_map(|(_, held)| held.sites())
            .map(|(site, _)| site)
            .collect();
        for (site, _) in structures.iter().flat_map(Abstract::sites) {
            if held.contains(&site) {
                state.turn_site(site, Bits::LIVE, Bits::ESCAPED);
            }
        }
    }

    /// The same for those that end with a function.
    fn destruct_locals(&self, id: FunctionId, end: &mut State, value: &Abstract) {
        let returned = value.sites();
        let is_returned = |held: &Abstract| held.sites().iter().any(|site| returned.contains(site));
        let parameters = &self.unit.function(id).params;
        let ended: Vec<Abstract> = end
            .places
            .iter()
            .filter(|(place, held)| {
                matches!(self.unit.place(*place).scope, Scope::Local | Scope::Temporary)
                    && !parameters.iter().any(|param| param.place == *place)
                    && !is_returned(held)
            })
            .map(|(_, held)| held.clone())
            .filter(|held| held.iter().any(|each| matches!(each, Alternative::Map(_))))
            .collect();
        self.destruct(&ended, end);
    }

    /// Whether an object is part of a structure that ends with the function: a variable holds the
    /// structure and nothing that outlives the function does. That the object is a member of its
    /// type says nothing about which structure.
    fn goes_with_its_owner(
        &self,
        site: SiteId,
        id: FunctionId,
        end: &State,
        value: &Abstract,
    ) -> bool {
        let nested = |held: &Abstract| held.parts().contains(&site);
        let holds = |held: &Abstract| held.sites().iter().any(|(held, _)| *held == site);
        if holds(value) {
            return false;
        }
        let mut owned = false;
        for (place, held) in end.places.iter() {
            match self.unit.place(place).scope {
                Scope::Local | Scope::Temporary => {
                    let given = self
                        .unit
                        .function(id)
                        .params
                        .iter()
                        .any(|param| param.by_reference && param.place == place);
                    if given && holds(held) {
                        return false;
                    }
                    owned |= nested(held);
                }
                Scope::Member(_) if nested(held) => return false,
                Scope::Global if holds(held) => return false,
                Scope::Member(_) | Scope::Global => {}
            }
        }
        owned
    }

    /// The sites a function hands out, by its result, its parameters or what outlives it, and
    /// whether the object that owns the file is among what is handed out.
    fn reachable(&mut self, id: FunctionId, end: &State, value: &Abstract) -> Vec<(SiteId, bool)> {
        let is_script = self.unit.function(id).kind == FunctionKind::TopLevel;
        let mut values = vec![value.clone()];
        let by_reference: Vec<_> = self
            .unit
            .function(id)
            .params
            .iter()
            .filter(|param| param.by_reference)
            .map(|param| param.place)
            .collect();
        for (place, held) in end.places.iter() {
            let info = self.unit.place(place);
            let outlives = match info.scope {
                Scope::Global => !is_script,
                // Values of a type without methods are looked into wherever they are handed out.
                Scope::Member(class) => {
                    let class = self.unit.classes.get(class.0 as usize);
                    class.is_none_or(|class| !class.methods.is_empty())
                }
                Scope::Local | Scope::Temporary => {
                    by_reference.contains(&place)
                        || info
                            .field_of
                            .as_ref()
                            .is_some_and(|(base, _)| by_reference.contains(base))
                }
            };
            if outlives {
                values.push(held.clone());
            }
        }
        let mut reached = Vec::new();
        for (index, value) in values.iter().enumerate() {
            for alternative in value.iter() {
                match alternative {
                    crate::domain::Alternative::Text(text) => {
                        if let Some(site) = text.as_site() {
                            reached.push((site, false));
                        } else if index > 0 {
                            // To return only a child of a directory loses the directory.
                            reached.extend(text.sites().map(|site| (site, false)));
                        }
                    }
                    crate::domain::Alternative::Object(site) => reached.push((*site, true)),
                    crate::domain::Alternative::Descriptor(_) => {}
                    _ => {
                        let one = Abstract::one(alternative.clone());
                        let objects = one.objects();
                        let sites = one.sites().into_iter();
                        reached.extend(sites.map(|(site, _)| (site, objects.contains(&site))));
                    }
                }
            }
        }
        reached
    }

    pub(super) fn note_exit(&mut self, span: tmplint_ir::Span, kind: LeakKind, state: &mut State) {
        // Where no file can be made, there is little that an earlier one would be left for.
        if !self.recording || (state.fileless && self.unit.language == Language::Shell) {
            return;
        }
        let live: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(site, bits)| bits.has(Bits::LIVE) && !self.is_inherited(**site))
            .map(|(site, _)| *site)
            .collect();
        for site in live {
            let told = kind == LeakKind::Exit && state.told.contains(&site);
            let kind = if told { LeakKind::Told } else { kind };
            self.site_facts(site).leaks.insert(Leak { span, kind });
        }
    }

    pub(super) fn note_bypass(&mut self, span: tmplint_ir::Span, state: &mut State) {
        if !self.recording || self.in_test() {
            return;
        }
        let mut registered = state.clone();
        self.run_at_exit(&mut registered);
        let sites: Vec<(SiteId, Bits)> =
            state.sites.iter().map(|(site, bits)| (*site, *bits)).collect();
        for (site, bits) in sites {
            if self.is_inherited(site) {
                continue;
            }
            let was_registered = registered.site(site).has(Bits::REGISTERED);
            let kind = if bits.has(Bits::OWNED) || bits.has(Bits::REGISTERED) || was_registered {
                LeakKind::Bypass
            } else if bits.has(Bits::LIVE) {
                LeakKind::Exit
            } else {
                continue;
            };
            self.site_facts(site).leaks.insert(Leak { span, kind });
        }
    }

    /// A test drives what is evaluated: code under test that ends the process ends the test
    /// with it, which is no way out anyone takes.
    fn in_test(&self) -> bool {
        self.stack.first().is_some_and(|root| self.unit.function(*root).is_test())
    }
}
