//! Shell: files that only take what one command prints to another, and files for much data.

use tmplint_ir::{Call, Callee, Language, Level, SiteKind, Tier};
use tmplint_rules::{Action, ArgSpec};

use super::Site;
use crate::domain::{Abstract, SiteId, State, Text};
use crate::flow::{Candidate, Interpreter, Origin};

/// What a call does with a file as a whole.
enum Passing {
    Writes,
    Reads,
    /// It makes, removes or names it.
    Nothing,
    Other,
}

impl Interpreter<'_> {
    /// What a call has to do with the content of the files it is given.
    pub(super) fn note_passed_through(&mut self, call: &Call, values: &[Abstract], state: &State) {
        if !self.recording || self.unit.language != Language::Shell {
            return;
        }
        let given = call.args.iter().zip(values).filter(|(arg, _)| arg.name.is_none());
        let given: Vec<(SiteId, bool)> = given
            .flat_map(|(_, value)| {
                let whole = value.texts().find_map(Text::as_site);
                value.sites().into_iter().map(move |(site, _)| (site, whole == Some(site)))
            })
            .collect();
        if given.is_empty() {
            return;
        }
        let passing = self.passing(call);
        for (made, whole) in given {
            // Whoever asks whether it worked to write the file has to have it.
            let asked = call.checked || state.errexit;
            let passage = &mut self.site_facts(made).passage;
            match passing {
                Passing::Nothing => {}
                Passing::Writes if whole && !asked => {
                    passage.written.insert(call.span);
                }
                Passing::Reads if whole => {
                    passage.read.insert(call.span);
                }
                _ => passage.needed = true,
            }
        }
    }

    fn passing(&self, call: &Call) -> Passing {
        let Callee::Api(name) = &call.callee else {
            return match call.callee {
                // Judged by what the function does.
                Callee::Local(_) => Passing::Nothing,
                _ => Passing::Other,
            };
        };
        match name.0.as_str() {
            // One sign: output, and nothing but that.
            "shell.redirect.write" if call.name_span.end - call.name_span.start == 1 => {
                return Passing::Writes;
            }
            "shell.redirect.read" => return Passing::Reads,
            _ => {}
        }
        let Some(api) = self.tables.api(Language::Shell, &name.0) else { return Passing::Other };
        let all = |holds: fn(&Action) -> bool| api.effects().iter().all(|it| holds(&it.action));
        if all(|action| {
            matches!(action, Action::Create { .. } | Action::Remove { .. } | Action::Trap)
        }) {
            Passing::Nothing
        } else if all(|action| {
            matches!(action, Action::Reader { .. } | Action::Read { .. } | Action::Script { .. })
                || matches!(action, Action::Written { .. })
                || matches!(action, Action::Text { op: tmplint_rules::TextOp::Content, .. })
        }) && !api.effects().iter().all(|it| matches!(it.action, Action::Script { .. }))
        {
            Passing::Reads
        } else {
            Passing::Other
        }
    }

    /// Much data is put where there is little room.
    pub(super) fn note_bulk(&mut self, into: &ArgSpec, site: &Site<'_>, state: &State) {
        if !self.recording {
            return;
        }
        let given = site.arguments.get(into);
        for text in given.iter().flat_map(|given| given.value.texts()) {
            let shown = self.show(text);
            let made = text.sites().next().and_then(|made| self.facts.site(made));
            let small = match made {
                Some(made) => made.in_shared && made.origin == Origin::Created && !made.roomy,
                None => is_below_tmp(&state.full_path(text)),
            };
            if !small {
                continue;
            }
            let what = match made.map(|made| made.kind) {
                None => format!("`{shown}`"),
                Some(SiteKind::Directory) => "a temporary directory".to_owned(),
                Some(_) => "a temporary file".to_owned(),
            };
            let related = made.map(|made| (made.span, "made here".to_owned()));
            let mut candidate = Candidate::new(
                "large-data-in-tmp",
                site.call.span,
                Level::Note,
                Tier::Pedantic,
                format!("`{}` may put much data into {what} in `/tmp`", site.name),
                "`/tmp` is often kept in memory",
            );
            candidate.related.extend(related);
            self.note(candidate);
        }
    }
}

/// Whether a directory or template for a file is one where there is room, on one of the ways it may
/// have come about.
pub(super) fn is_roomy(given: &Abstract) -> bool {
    given.texts().any(|text| {
        let prefix = text.literal_prefix();
        prefix.starts_with('/') && !is_below_tmp(text)
    })
}

fn is_below_tmp(text: &Text) -> bool {
    let prefix = text.literal_prefix();
    prefix.strip_prefix("/tmp").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
