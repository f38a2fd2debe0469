//! The inventory: CERT's six questions about each site.

use tmplint_ir::{Criterion, Site, SiteKind, Verdict};
use tmplint_rules::{Cleanup, Conformance, Fio43};

use crate::domain::Guess;
use crate::flow::{LeakKind, Origin, SiteFacts, UseKind};

/// The six verdicts about a site. `None` for one that is not in a shared directory.
pub(super) fn site(facts: &SiteFacts, fio43: &Fio43) -> Option<Site> {
    if !facts.in_shared && facts.origin != Origin::Created {
        return None;
    }
    let mut verdicts = [const { Verdict::Unknown }; 6];
    for criterion in Criterion::ALL {
        let known = fio43.answer(facts.language, &facts.operation, criterion);
        verdicts[criterion.index()] = verdict(facts, criterion, known);
    }
    let path =
        if facts.shown.is_empty() { format!("<{}>", facts.operation) } else { facts.shown.clone() };
    Some(Site {
        span: facts.span,
        operation: facts.operation.clone(),
        kind: facts.kind,
        path,
        verdicts,
    })
}

/// One verdict: what the table knows of the call, and what the flow tells of this use of it.
fn verdict(facts: &SiteFacts, criterion: Criterion, known: Option<Conformance>) -> Verdict {
    let no = |reason: &str| Verdict::No(reason.to_owned());
    let exclusively_used = !facts.uses.is_empty()
        && facts
            .uses
            .iter()
            .all(|used| matches!(used.kind, UseKind::CreatedExclusively | UseKind::Endpoint));
    let atomic = match facts.origin {
        Origin::Created => true,
        Origin::Named => exclusively_used,
        Origin::Chosen => facts.exclusive,
    };
    match criterion {
        Criterion::UnpredictableName => match (facts.origin, &facts.guess) {
            (Origin::Created | Origin::Named, _) => match known {
                Some(Conformance::No) => no("the generator can be guessed"),
                Some(Conformance::NotPortably) => {
                    no("not portably: how it is made is not specified")
                }
                _ => Verdict::Yes,
            },
            (Origin::Chosen, Guess::Nobody) => Verdict::Yes,
            (Origin::Chosen, Guess::PartlyUnknown) => no("no part is known to be hard to guess"),
            (Origin::Chosen, _) => no("anyone can guess it"),
        },
        Criterion::UniqueName => match facts.origin {
            Origin::Created | Origin::Named => Verdict::Yes,
            Origin::Chosen if atomic => Verdict::Yes,
            Origin::Chosen => no("a file of that name may exist"),
        },
        Criterion::AtomicCreation => {
            if atomic {
                Verdict::Yes
            } else {
                no("what exists already is opened")
            }
        }
        Criterion::ExclusiveAccess => match facts.kind {
            SiteKind::AnonymousFile => Verdict::Yes,
            _ if !atomic => no("someone else may have it open already"),
            _ => Verdict::Unknown,
        },
        Criterion::AppropriatePermissions => match facts.wide_mode {
            Some(mode) if mode & 0o022 != 0 && facts.origin != Origin::Created => {
                no("others may write to it, as far as the umask allows")
            }
            Some(_) => no("others may read it, as far as the umask allows"),
            None if facts.origin == Origin::Created => Verdict::Yes,
            None => Verdict::Unknown,
        },
        Criterion::Removed => {
            if facts.kind == SiteKind::AnonymousFile || facts.cleanup == Cleanup::System {
                return Verdict::Yes;
            }
            if facts.leaks.iter().any(|leak| leak.kind == LeakKind::Bypass) {
                return no("a way out bypasses the cleanup");
            }
            if !facts.leaks.is_empty() {
                return no("a way out leaves it behind");
            }
            if facts.cleanup == Cleanup::Object || facts.registered || !facts.removed.is_empty() {
                return Verdict::Yes;
            }
            if facts.escaped { Verdict::Unknown } else { no("nothing removes it") }
        }
    }
}
