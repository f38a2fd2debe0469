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
    let removed = !site.removed.is_empty() || site.registered;
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
    if let Some(leak) = leaks.first() {
        if !removed && !site.escaped {
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
