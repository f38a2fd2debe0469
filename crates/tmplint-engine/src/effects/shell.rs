//! What only shells have: options, subshells, a working directory that changes.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, Language};
use tmplint_rules::{Action, ArgSpec};

use super::{Done, Site, join_all};
use crate::domain::{Abstract, Alternative, Bits, SiteId, State, Text, Whereabouts};
use crate::flow::{Interpreter, Leak, LeakKind};

impl Interpreter<'_> {
    /// Under `set -e` a command that fails ends the script: files without a trap stay.
    pub(super) fn note_errexit(&mut self, call: &Call, state: &mut State) {
        if !self.recording
            || self.unit.language != Language::Shell
            || !state.errexit
            || call.checked
            || state.traps.contains_key("EXIT")
            || state.traps.contains_key("ERR")
            || self.cannot_fail(call)
        {
            return;
        }
        let live: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(site, bits)| bits.only(Bits::LIVE) && !self.is_inherited(**site))
            .map(|(site, _)| *site)
            .collect();
        for site in live {
            let facts = self.site_facts(site);
            if !facts.leaks.iter().any(|leak| leak.kind == LeakKind::Errexit) {
                facts.leaks.insert(Leak { span: call.span, kind: LeakKind::Errexit });
            }
        }
    }

    /// Whether a command is a builtin that sets or prints something.
    fn cannot_fail(&self, call: &Call) -> bool {
        let Callee::Api(name) = &call.callee else { return false };
        let printing = matches!(name.0.as_str(), "echo" | "printf" | ":" | "true");
        printing
            || self.tables.api(Language::Shell, &name.0).is_some_and(|api| {
                api.effects().iter().all(|effect| {
                    // Without a second file, there is little that the first would be left for.
                    matches!(
                        effect.action,
                        Action::Trap
                            | Action::ShellOptions
                            | Action::Parameters
                            | Action::Masked { .. }
                            | Action::Umask { .. }
                            | Action::Create { .. }
                            | Action::Name { .. }
                    )
                })
            })
            || matches!(name.0.as_str(), "local" | "export" | "readonly" | "declare" | "typeset")
    }

    /// A copy of the shell ends: files stay as they are, all else is as before.
    pub(super) fn leave_subshell(&mut self, end: &mut State, before: &State, printed: &Abstract) {
        if let Some(trap) = self.exit_trap(end) {
            self.run_registered(trap, end);
            // What the copy's trap removes is gone for the parent, too.
            let registered: Vec<SiteId> = end
                .sites
                .iter()
                .filter(|(_, bits)| bits.has(Bits::REGISTERED))
                .map(|(site, _)| *site)
                .collect();
            self.note_removed_for_caller(&registered, printed, end);
            for site in registered {
                end.turn_site(site, Bits::REGISTERED, Bits::REMOVED);
            }
        }
        end.fresh = Rc::default();
        end.places = before.places.clone();
        end.traps = Rc::clone(&before.traps);
        end.umask = before.umask;
        end.directory.clone_from(&before.directory);
        end.noclobber = before.noclobber;
        end.errexit = before.errexit;
    }

    /// `set`.
    pub(super) fn set_options(site: &Site<'_>, state: &mut State) -> Done {
        let mut named = site.arguments.positional.iter().filter_map(|given| given.value.literal());
        for (option, _) in &site.arguments.options {
            match option.as_str() {
                "-e" => state.errexit = true,
                "+e" => state.errexit = false,
                "-C" => state.noclobber = true,
                "+C" => state.noclobber = false,
                "-o" | "+o" => {
                    let on = option == "-o";
                    match named.next().as_deref() {
                        Some("errexit") => state.errexit = on,
                        Some("noclobber") => state.noclobber = on,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Done::default()
    }

    /// `cd`.
    pub(super) fn change_directory(
        &mut self,
        path: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let target = join_all(&site.arguments.get(path));
        self.note_unchecked_directory(&target, site, state);
        let targets: Vec<Text> = target.texts().map(|text| state.full_path(text)).collect();
        if let Some(text) = targets.first() {
            for made in self.directories_named(text, state) {
                self.note_used_directory(made, state);
            }
        }
        let only = target.0.len() == 1 && targets.len() == 1;
        state.directory = targets
            .first()
            // `cd "${TMPDIR:-/tmp}"` goes to a shared directory whichever it is.
            .filter(|_| only || targets.iter().all(|text| self.is_shared_directory(text, state)))
            .filter(|text| {
                !text.goes_up()
                    && matches!(
                        self.locate(text, state),
                        Whereabouts::SharedDirectory
                            | Whereabouts::Shared { .. }
                            | Whereabouts::Site(_)
                            | Whereabouts::Inside(_)
                    )
            })
            .cloned()
            .map(Rc::new);
        // It fails where the directory is not there.
        let made = targets.iter().filter_map(Text::as_site).map(Alternative::Descriptor);
        let status = Abstract::from_alternatives(made);
        Done { status: Some(status).filter(|status| !status.is_unassigned()), ..Done::default() }
    }

    fn is_shared_directory(&self, text: &Text, state: &State) -> bool {
        matches!(self.locate(text, state), Whereabouts::SharedDirectory)
    }
}
