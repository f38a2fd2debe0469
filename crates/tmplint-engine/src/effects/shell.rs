//! What only shells have: traps, options, subshells, a working directory that changes.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, FunctionId, Language, Level, Tier};
use tmplint_rules::{Action, ArgSpec};

use super::{Done, Site, join_all};
use crate::domain::{Alternative, Bits, SiteId, State, Trap, TrapAction, Whereabouts};
use crate::flow::{Interpreter, Leak, LeakKind};

impl Interpreter<'_> {
    /// `trap`.
    pub(super) fn set_trap(&mut self, site: &Site<'_>, state: &mut State) -> Done {
        let words = &site.arguments.positional;
        let (action, signals) = match words.split_first() {
            None => return Done::default(),
            Some((action, signals)) => (action, signals),
        };
        let literal = action.value.literal();
        let handler = action.value.iter().find_map(|alternative| match alternative {
            Alternative::Function(function) => Some(*function),
            _ => None,
        });
        let new = match (handler, literal.as_deref()) {
            (Some(function), _) => Some(TrapAction::Handler(function)),
            (None, Some("-")) => None,
            (None, Some("")) => Some(TrapAction::Ignore),
            (None, Some(_)) if signals.is_empty() => None,
            (None, _) => Some(TrapAction::Unknown),
        };
        for signal in signals {
            let Some(signal) = signal.value.literal().map(|name| canonical(&name)) else {
                continue;
            };
            if signal == "EXIT" {
                self.judge_replaced_trap(new.as_ref(), site, state);
                if new == Some(TrapAction::Unknown) {
                    self.facts.sources_unknown = true;
                }
            }
            if let Some(action) = &new
                && self.stack.first().is_some_and(|root| root.0 == 0)
                && self.inherited.is_empty()
            {
                let trap = Trap { action: action.clone(), span: site.call.span };
                self.script_traps.insert(signal.clone(), trap);
            }
            let traps = Rc::make_mut(&mut state.traps);
            match &new {
                Some(action) => {
                    traps.insert(signal, Trap { action: action.clone(), span: site.call.span });
                }
                None => {
                    traps.remove(&signal);
                }
            }
        }
        Done::default()
    }

    /// A trap on `EXIT` replaces an earlier one that had something to remove.
    fn judge_replaced_trap(
        &mut self,
        new: Option<&TrapAction>,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let Some(Trap { action: TrapAction::Handler(old), span }) =
            state.traps.get("EXIT").cloned()
        else {
            return;
        };
        let by_old = self.removed_by(old, state);
        let by_new = match new {
            Some(TrapAction::Handler(function)) => self.removed_by(*function, state),
            Some(TrapAction::Unknown) => return,
            // `trap '' 0` before `exit` takes the action away on purpose, to keep the status.
            Some(TrapAction::Ignore) => {
                for lost in by_old {
                    state.turn_site(lost, Bits::LIVE, Bits::ESCAPED);
                    self.mark_escaped(lost);
                }
                return;
            }
            None => Vec::new(),
        };
        for lost in by_old.into_iter().filter(|lost| !by_new.contains(lost)) {
            let Some(facts) = self.facts.site(lost) else { continue };
            let (made, operation) = (facts.span, facts.operation.clone());
            let mut candidate = Self::candidate(
                "trap-overwritten",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!("this trap replaces the one that removes what `{operation}` made"),
                "only this action runs from here on",
            );
            candidate.related.push((span, "replaced".to_owned()));
            candidate.related.push((made, "no longer removed".to_owned()));
            self.note(candidate);
            // The leak is this finding.
            state.turn_site(lost, Bits::LIVE, Bits::ESCAPED);
            self.mark_escaped(lost);
        }
    }

    /// The live sites a handler removes.
    fn removed_by(&mut self, handler: FunctionId, state: &State) -> Vec<SiteId> {
        if !self.can_follow(handler) {
            return Vec::new();
        }
        let recording = std::mem::replace(&mut self.recording, false);
        let after = self.run_handler(handler, state);
        self.recording = recording;
        let Some(after) = after else { return Vec::new() };
        state
            .sites
            .iter()
            .filter(|(site, bits)| bits.has(Bits::LIVE) && !after.site(**site).has(Bits::LIVE))
            .map(|(site, _)| *site)
            .collect()
    }

    /// The handler that runs when the shell ends.
    pub(crate) fn exit_trap(&self, state: &State) -> Option<FunctionId> {
        match state.traps.get("EXIT")?.action {
            TrapAction::Handler(function) => Some(function),
            TrapAction::Ignore | TrapAction::Unknown => None,
        }
    }

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
                    matches!(
                        effect.action,
                        Action::Trap | Action::ShellOptions | Action::Umask { .. }
                    )
                })
            })
            || matches!(name.0.as_str(), "local" | "export" | "readonly" | "declare" | "typeset")
    }

    /// A shell that runs no trap on `EXIT` when a signal ends it, and no trap for the signal.
    pub(crate) fn judge_signals(&mut self, state: &State) {
        const ENDING: [&str; 3] = ["INT", "TERM", "HUP"];
        let silent = matches!(
            self.unit.interpreter.as_deref(),
            Some("sh" | "dash" | "ash" | "busybox" | "yash" | "posh")
        );
        let Some(Trap { action: TrapAction::Handler(function), span }) =
            state.traps.get("EXIT").cloned()
        else {
            return;
        };
        if !silent
            || !self.recording
            || ENDING.iter().any(|signal| state.traps.contains_key(*signal))
        {
            return;
        }
        for site in self.removed_by(function, state) {
            let Some(facts) = self.facts.site(site) else { continue };
            let made = facts.span;
            let mut candidate = Self::candidate(
                "temp-leak-on-signal",
                span,
                Level::Warning,
                Tier::Pedantic,
                "this trap does not run when a signal ends the script, where sh is dash or busybox"
                    .to_owned(),
                "runs on exit only",
            );
            candidate.related.push((made, "left behind on a signal".to_owned()));
            self.note(candidate);
        }
    }

    /// A copy of the shell ends: files stay as they are, all else is as before.
    pub(super) fn leave_subshell(&mut self, end: &mut State, before: &State) {
        if let Some(trap) = self.exit_trap(end) {
            self.run_registered(trap, end);
            // What the copy's trap removes is gone for the parent, too.
            let registered: Vec<SiteId> = end
                .sites
                .iter()
                .filter(|(_, bits)| bits.has(Bits::REGISTERED))
                .map(|(site, _)| *site)
                .collect();
            for site in registered {
                end.turn_site(site, Bits::REGISTERED, Bits::REMOVED);
            }
        }
        end.places = Rc::clone(&before.places);
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
        let known = target.texts().next().cloned();
        if let Some(text) = &known {
            for made in self.directories_named(text, state) {
                self.note_used_directory(made, state);
            }
        }
        state.directory = known
            .filter(|text| {
                target.0.len() == 1
                    && matches!(
                        self.locate(text, state),
                        Whereabouts::SharedDirectory
                            | Whereabouts::Shared { .. }
                            | Whereabouts::Site(_)
                            | Whereabouts::Inside(_)
                    )
            })
            .map(Rc::new);
        Done::default()
    }
}

/// A signal's name: `0` and `exit` are `EXIT`, `SIGINT` and `2` are `INT`.
fn canonical(signal: &str) -> String {
    let upper = signal.to_ascii_uppercase();
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    match name {
        "0" => "EXIT",
        "1" => "HUP",
        "2" => "INT",
        "3" => "QUIT",
        "6" => "ABRT",
        "9" => "KILL",
        "13" => "PIPE",
        "14" => "ALRM",
        "15" => "TERM",
        other => other,
    }
    .to_owned()
}
