//! Paths that a program writes again and again.

use std::collections::BTreeMap;

use crate::flow::Candidate;

/// Rules that say that a path is written which others may have prepared. Of several the first in
/// the file says it, whichever it is.
const ABOUT_WRITING: [&str; 4] = [
    "predictable-temp-path",
    "check-then-create",
    "ineffective-exclusive-open",
    "copy-or-move-into-shared-path",
];

/// What stands in a path that is shown for parts that may be others elsewhere.
const MAY_DIFFER: [&str; 3] = ["<…>", "<digest>", "<weak random>"];

/// Related places that are named.
const MAX_RELATED: usize = 8;

/// Makes one candidate of those about writing the same path; the other places become related ones.
pub(super) fn one_per_path(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut candidates = candidates;
    candidates.sort_by_key(|candidate| candidate.span);
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if candidate.path.is_empty()
            || !ABOUT_WRITING.contains(&candidate.rule)
            || MAY_DIFFER.iter().any(|part| candidate.path.contains(part))
        {
            kept.push(candidate);
            continue;
        }
        let key = (candidate.path.clone(), candidate.tier, candidate.elsewhere.clone());
        let known = first.get(&key).and_then(|index| kept.get_mut(*index));
        match known {
            Some(known) if known.span != candidate.span => {
                if known.related.len() < MAX_RELATED {
                    known.related.push((candidate.span, "written here, too".to_owned()));
                }
            }
            _ => {
                first.insert(key, kept.len());
                kept.push(candidate);
            }
        }
    }
    kept
}
