//! Files that hold what only their owner is to see, and that others could read at first.

use tmplint_ir::{Level, Tier};

use crate::flow::{Candidate, Facts};

/// A program that takes the permissions of others away once a file is written says that it holds a
/// secret, which they could read until then.
pub(super) fn judge(facts: &Facts) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = facts
        .secrets
        .iter()
        // The function that writes it, or the one that calls that, may narrow it afterwards.
        .filter(|(within, _)| !within.iter().rev().take(2).any(|id| facts.narrowing.contains(id)))
        .map(|(_, candidate)| candidate.clone())
        .collect();
    for (place, written) in &facts.written_openly {
        let Some(narrowed) = facts.narrowed.get(place) else { continue };
        for written in written {
            let Some(narrowing) = narrowed.iter().find(|span| span.start >= written.end) else {
                continue;
            };
            let mut candidate = Candidate::new(
                "permissive-temp-mode",
                *written,
                Level::Warning,
                Tier::Default,
                "what is written here can be read by others until the mode is narrowed".to_owned(),
                "written with the permissions that the umask leaves",
            );
            candidate.related.push((*narrowing, "kept to the owner only from here on".to_owned()));
            found.push(candidate);
        }
    }
    found
}
