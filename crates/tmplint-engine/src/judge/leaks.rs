//! Files that are left behind.

use tmplint_ir::{Language, Level, SiteKind, Span, Tier};
use tmplint_rules::Cleanup;

use crate::domain::Guess;
use crate::flow::{Candidate, Facts, Leak, LeakKind, Origin, SiteFacts};

/// Judges what becomes of a file.
pub(super) fn judge(site: &SiteFacts, facts: &Facts) -> Vec<Candidate> {
    let language = site.language;
    // What was made under a name that nobody can guess is the program's own.
    let claimed = site.origin == Origin::Chosen && site.guess == Guess::Nobody;
    if !(site.origin == Origin::Created || claimed)
        || !site.in_shared
        || site.kind == SiteKind::AnonymousFile
        || (facts.sources_unknown && site.removed.is_empty())
    {
        return Vec::new();
    }
    let what = if site.kind == SiteKind::Directory { "directory" } else { "file" };
    let mut found = Vec::new();
    if let Some(bypass) = site.leaks.iter().find(|leak| leak.kind == LeakKind::Bypass) {
        found.push(candidate(
            "cleanup-bypassed",
            bypass.span,
            Level::Warning,
            format!(
                "the program ends here without removing the {what} that `{}` made",
                site.operation
            ),
            "what is registered or owned is not removed on this way out",
            vec![(site.span, format!("the {what} is made here"))],
        ));
    }
    let is_held = |leak: &&Leak| leak.kind == LeakKind::Static;
    let leaks: Vec<_> =
        site.leaks.iter().filter(|leak| leak.kind != LeakKind::Bypass && !is_held(leak)).collect();
    let removed = !site.removed.is_empty() || site.registered || site.moved;
    if site.leaks.iter().any(|leak| is_held(&leak)) && !removed {
        found.push(candidate(
            "temp-never-removed",
            site.span,
            Level::Warning,
            format!("nothing removes the {what} that `{}` makes", site.operation),
            "a static keeps what would remove it, and is never dropped",
            Vec::new(),
        ));
        return found;
    }
    if site.cleanup != Cleanup::Caller && leaks.is_empty() {
        return found;
    }
    if leaks.is_empty()
        && let Some(held) = judge_held(site, what)
    {
        found.push(held);
        return found;
    }
    if let Some(leak) = leaks.first() {
        if !removed && (!site.escaped || leak.kind == LeakKind::Replaced) {
            found.push(candidate(
                "temp-never-removed",
                site.span,
                Level::Warning,
                format!("nothing removes the {what} that `{}` makes", site.operation),
                &format!("the {what} is made here and stays"),
                Vec::new(),
            ));
        } else if removed && !(language == Language::Python && leak.kind == LeakKind::End) {
            let place = match leak.kind {
                LeakKind::Errexit => "if this fails, `set -e` ends the script and it stays",
                LeakKind::Exit => "it stays on this exit",
                LeakKind::Raise => "it stays when this is raised",
                LeakKind::Replaced => "another one is made here while it is still there",
                LeakKind::Return | LeakKind::End | LeakKind::Bypass | LeakKind::Static => {
                    "it stays on this way out"
                }
            };
            found.push(candidate(
                "temp-leak-on-error",
                site.span,
                Level::Warning,
                format!(
                    "the {what} that `{}` makes is removed on some ways out, but not on all",
                    site.operation
                ),
                &format!("the {what} is made here"),
                vec![(leak.span, place.to_owned())],
            ));
        }
    } else if language == Language::Shell
        && !site.removed.is_empty()
        && !site.registered
        && !site.removed_at_once
        && !site.guarded
        && !site.escaped
        // Traps belong to the shell that reads in a library of functions.
        && site.in_script
    {
        found.push(candidate(
            "missing-trap",
            site.span,
            Level::Note,
            format!(
                "no trap removes the {what} that `{}` makes if the script is interrupted",
                site.operation
            ),
            &format!("the {what} is made here"),
            site.removed
                .first()
                .map(|span| (*span, "removed only if the script gets here".to_owned()))
                .into_iter()
                .collect(),
        ));
    }
    for candidate in &mut found {
        candidate.language = Some(language);
        candidate.elsewhere.clone_from(&site.elsewhere);
    }
    found
}

/// What the class of an object that holds the file does not do when it cleans up.
fn judge_held(site: &SiteFacts, what: &str) -> Option<Candidate> {
    let (span, place) = match (site.misremoved, site.left_out) {
        (Some(span), _) => (span, "removes directories only"),
        (None, Some(span)) => (span, "removes others that the object holds, not this one"),
        (None, None) => return None,
    };
    let forgotten = site.removed.is_empty() && !site.registered && !site.handed;
    forgotten.then(|| {
        candidate(
            "temp-never-removed",
            site.span,
            Level::Warning,
            format!("nothing removes the {what} that `{}` makes", site.operation),
            &format!("the {what} is made here and stays"),
            vec![(span, place.to_owned())],
        )
    })
}

/// A descriptor that came with a file and that nothing closes.
pub(super) fn judge_descriptor(site: &SiteFacts) -> Option<Candidate> {
    site.descriptor_dropped.then(|| Candidate {
        tier: Tier::Pedantic,
        ..candidate(
            "temp-fd-never-closed",
            site.span,
            Level::Note,
            format!("the descriptor that `{}` returns is never closed", site.operation),
            "opened here",
            Vec::new(),
        )
    })
}

fn candidate(
    rule: &'static str,
    span: Span,
    level: Level,
    message: String,
    label: &str,
    related: Vec<(Span, String)>,
) -> Candidate {
    Candidate {
        rule,
        span,
        level,
        tier: Tier::Default,
        message,
        label: label.to_owned(),
        related,
        instead: None,
        path: String::new(),
        language: None,
        elsewhere: None,
    }
}
