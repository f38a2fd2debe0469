//! Files that are left behind.

use tmplint_ir::{Language, Level, SiteKind, Span, Tier};
use tmplint_rules::Cleanup;

use super::habits::Habits;
use crate::domain::Guess;
use crate::flow::{Candidate, Facts, Leak, LeakKind, Origin, SiteFacts};

/// Judges what becomes of a file. `is_part`: the code is a line or two inside of something else.
pub(super) fn judge(site: &SiteFacts, facts: &Facts, is_part: bool) -> Vec<Candidate> {
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
    let found = judge_bypass(site, what).into_iter().chain(judge_ends(site, what, facts, is_part));
    found
        .map(|candidate| Candidate {
            language: Some(site.language),
            elsewhere: site.elsewhere.clone(),
            ..candidate
        })
        .collect()
}

/// The program is ended or replaced, and what would remove the file with it.
fn judge_bypass(site: &SiteFacts, what: &str) -> Option<Candidate> {
    let bypass = site.leaks.iter().find(|leak| leak.kind == LeakKind::Bypass)?;
    Some(candidate(
        "cleanup-bypassed",
        bypass.span,
        Level::Warning,
        format!("the program ends here without removing the {what} that `{}` made", site.operation),
        "what is registered or owned is not removed on this way out",
        vec![(site.span, format!("the {what} is made here"))],
    ))
}

/// The other ways out.
fn judge_ends(site: &SiteFacts, what: &str, facts: &Facts, is_part: bool) -> Option<Candidate> {
    let removed = !site.removed.is_empty() || site.registered || site.moved;
    let held = site.leaks.iter().any(|leak| leak.kind == LeakKind::Static);
    if held && !removed {
        let place = "a static keeps what would remove it, and is never dropped";
        return Some(never_removed(site, what, place, Vec::new()));
    }
    // Whoever reads the list removes what is in it.
    if site.listed_in.iter().any(|list| facts.read_paths.contains(list)) {
        return None;
    }
    let is_way_out = |leak: &&Leak| !matches!(leak.kind, LeakKind::Bypass | LeakKind::Static);
    let mut ways = site.leaks.iter().filter(is_way_out);
    let first = ways.clone().next();
    let Some(leak) = ways.find(|leak| leak.kind != LeakKind::Told).or(first) else {
        if site.cleanup != Cleanup::Caller {
            return None;
        }
        return judge_held(site, what).or_else(|| judge_trap(site, what));
    };
    if !removed {
        let place = format!("the {what} is made here and stays");
        // Elsewhere than in a shared directory it may be meant to stay.
        let lost = !site.somewhere && !site.escaped || leak.kind == LeakKind::Replaced;
        return lost.then(|| never_removed(site, what, &place, Vec::new()));
    }
    if site.language == Language::Python && leak.kind == LeakKind::End {
        return None;
    }
    let place = match leak.kind {
        LeakKind::Errexit => "if this fails, `set -e` ends the script and it stays",
        LeakKind::Exit | LeakKind::Told => "it stays on this exit",
        LeakKind::Raise => "it stays when this is raised",
        LeakKind::Replaced => "another one is made here while it is still there",
        LeakKind::Return | LeakKind::End | LeakKind::Bypass | LeakKind::Static => {
            "it stays on this way out"
        }
    };
    let mut found = candidate(
        "temp-leak-on-error",
        site.span,
        Level::Warning,
        format!(
            "the {what} that `{}` makes is removed on some ways out, but not on all",
            site.operation
        ),
        &format!("the {what} is made here"),
        vec![(leak.span, place.to_owned())],
    );
    // That a line of a recipe breaks off where a command fails, all of them do.
    let breaks_off = matches!(leak.kind, LeakKind::End | LeakKind::Return | LeakKind::Errexit);
    // Whoever is told where to look is to find the file there.
    if is_part && breaks_off || leak.kind == LeakKind::Told {
        found.tier = Tier::Pedantic;
    }
    Some(found)
}

/// Where the only way to leave a file behind is that a command fails before the trap is set that
/// removes it, the window is all there is to say.
pub(super) fn weigh_windows(left: &mut [Candidate], site: &SiteFacts, others: &[Candidate]) {
    let fails = |leak: &Leak| leak.kind == LeakKind::Errexit;
    if site.leaks.is_empty() || !site.leaks.iter().all(fails) {
        return;
    }
    let closed = others.iter().any(|other| {
        other.rule == "trap-window"
            && other.related.iter().any(|(made, _)| *made == site.span)
            && site.leaks.iter().all(|leak| leak.span.start < other.span.start)
    });
    if closed {
        for candidate in left.iter_mut().filter(|each| each.rule == "temp-leak-on-error") {
            candidate.tier = Tier::Pedantic;
        }
    }
}

/// A shell script that is interrupted before it removes the file.
fn judge_trap(site: &SiteFacts, what: &str) -> Option<Candidate> {
    let exposed = site.language == Language::Shell
        && !site.removed.is_empty()
        && !site.registered
        && !site.removed_at_once
        && !site.guarded
        && !site.escaped
        // Traps belong to the shell that reads in a library of functions.
        && site.in_script;
    let removal = site.removed.first().filter(|_| exposed)?;
    Some(candidate(
        "missing-trap",
        site.span,
        Level::Note,
        format!(
            "no trap removes the {what} that `{}` makes if the script is interrupted",
            site.operation
        ),
        &format!("the {what} is made here"),
        vec![(*removal, "removed only if the script gets here".to_owned())],
    ))
}

/// What the class of an object that holds the file does not do when it cleans up.
fn judge_held(site: &SiteFacts, what: &str) -> Option<Candidate> {
    let (span, place) = match (site.misremoved, site.left_out) {
        (Some(span), _) => (span, "removes directories only"),
        (None, Some(span)) => (span, "removes others that the object holds, not this one"),
        (None, None) => return None,
    };
    let forgotten = site.removed.is_empty() && !site.registered && !site.handed;
    let stays = format!("the {what} is made here and stays");
    forgotten.then(|| never_removed(site, what, &stays, vec![(span, place.to_owned())]))
}

fn never_removed(
    site: &SiteFacts,
    what: &str,
    label: &str,
    related: Vec<(Span, String)>,
) -> Candidate {
    candidate(
        "temp-never-removed",
        site.span,
        Level::Warning,
        format!("nothing removes the {what} that `{}` makes", site.operation),
        label,
        related,
    )
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

/// A file that the program removes itself, unless a signal ends it before that.
pub(super) fn judge_signal(site: &SiteFacts, habits: &Habits) -> Option<Candidate> {
    let kept_for_later = site.origin == Origin::Created
        && site.cleanup == Cleanup::Caller
        && site.in_shared
        && (!site.removed.is_empty() || site.registered)
        && !site.removed_at_once
        && !site.moved;
    if !kept_for_later || !habits.signals_leave || site.registered && habits.signals_exit {
        return None;
    }
    let what = if site.kind == SiteKind::Directory { "directory" } else { "file" };
    let removal = site.removed.first().map(|span| (*span, "removed only if the program gets here"));
    Some(Candidate {
        tier: Tier::Audit,
        ..candidate(
            "temp-leak-on-signal",
            site.span,
            Level::Note,
            format!(
                "the {what} that `{}` makes stays if a signal ends the program",
                site.operation
            ),
            &format!("the {what} is made here"),
            removal.map(|(span, text)| (span, text.to_owned())).into_iter().collect(),
        )
    })
}

/// A file whose name is good for nothing but to remove it.
pub(super) fn judge_anonymous(site: &SiteFacts) -> Option<Candidate> {
    let nameless = site.origin == Origin::Created
        && site.kind == SiteKind::File
        && site.opened
        && !site.removed.is_empty()
        && !site.removed_at_once
        && !site.used_by_name
        && !site.escaped
        && !site.handed
        && !site.moved;
    if let Some(found) = judge_passage(site) {
        return Some(found);
    }
    nameless.then(|| Candidate {
        tier: Tier::Pedantic,
        ..candidate(
            "prefer-anonymous-temp",
            site.span,
            Level::Note,
            format!(
                "the name of the file that `{}` makes only serves to remove it",
                site.operation
            ),
            "the file is made here under a name",
            site.removed
                .first()
                .map(|span| (*span, "removed here".to_owned()))
                .into_iter()
                .collect(),
        )
    })
}

/// Shell: a file that one command writes and another reads, and nothing else.
fn judge_passage(site: &SiteFacts) -> Option<Candidate> {
    let passage = &site.passage;
    let (Some(written), Some(read)) = (passage.written.first(), passage.read.first()) else {
        return None;
    };
    let passes = site.language == Language::Shell
        && site.origin == Origin::Created
        && site.kind == SiteKind::File
        && !passage.needed
        && passage.written.len() == 1
        && passage.read.len() == 1
        && (site.registered || !site.removed.is_empty())
        && !(site.escaped || site.handed || site.moved);
    passes.then(|| Candidate {
        tier: Tier::Pedantic,
        ..candidate(
            "prefer-anonymous-temp",
            site.span,
            Level::Note,
            format!(
                "the file that `{}` makes only takes what one command prints to another",
                site.operation
            ),
            "the file is made here under a name",
            vec![(*written, "written here".to_owned()), (*read, "read here".to_owned())],
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
    Candidate { related, ..Candidate::new(rule, span, level, Tier::Default, message, label) }
}
