//! Paths that a program writes again and again.

use std::collections::BTreeMap;

use crate::domain::UNKNOWN_PART;
use crate::flow::Candidate;

/// Rules that say that a path is written which others may have prepared. Of several the first in
/// the file says it, whichever it is.
const ABOUT_WRITING: [&str; 4] = [
    "predictable-temp-path",
    "check-then-create",
    "ineffective-exclusive-open",
    "copy-or-move-into-shared-path",
];

/// What is said of a name at which programs meet, each of which gives it.
const ABOUT_MEETING: &str = "ipc-endpoint-in-shared-tmp";

/// What stands in a path that is shown for parts that may be others elsewhere.
const MAY_DIFFER: [&str; 3] = [UNKNOWN_PART, "<digest>", "<weak random>"];

/// Related places that are named.
const MAX_RELATED: usize = 8;

/// Makes one candidate of those about writing the same path; the other places become related ones.
/// An operation that may write several is told of unless all of them are known.
pub(super) fn one_per_path(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| candidate.span);
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let may_differ =
            |path: &String| path.is_empty() || MAY_DIFFER.iter().any(|part| path.contains(part));
        let paths = || std::iter::once(&candidate.path).chain(&candidate.other_paths);
        let meets = candidate.rule == ABOUT_MEETING;
        let counts = meets || ABOUT_WRITING.contains(&candidate.rule);
        if !counts || paths().any(may_differ) {
            kept.push(candidate);
            continue;
        }
        let key =
            |path: &String| (path.clone(), meets, candidate.tier, candidate.elsewhere.clone());
        let keys: Vec<_> = paths().map(key).collect();
        let known = keys.iter().all(|key| first.contains_key(key)).then(|| first.get(&keys[0]));
        let known = known.flatten().and_then(|index| kept.get_mut(*index));
        match known {
            Some(known) if known.span != candidate.span => {
                if known.related.len() < MAX_RELATED {
                    let label = if meets { "used here, too" } else { "written here, too" };
                    known.related.push((candidate.span, label.to_owned()));
                }
            }
            _ => {
                for key in keys {
                    first.entry(key).or_insert(kept.len());
                }
                kept.push(candidate);
            }
        }
    }
    kept
}
