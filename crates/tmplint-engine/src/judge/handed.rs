//! Paths given to code or programs that are not seen.

use tmplint_ir::Tier;

use crate::flow::{Candidate, Facts};

/// What tests call a path at which nothing is to be, which they remove to be sure.
const MISSING: [&str; 8] = [
    "missing",
    "nonexist",
    "non-exist",
    "non_exist",
    "not-exist",
    "not_exist",
    "no-such",
    "no_such",
];

/// What the program removes, or a test finds there, although nothing that is seen makes
/// it, is made by what its path was given to.
pub(super) fn made_by_others(facts: &mut Facts, known: &[Candidate]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for handed in std::mem::take(&mut facts.handed) {
        let path = handed.candidate.path.as_str();
        let removed = facts.removed_paths.iter().any(|removed| is_at_or_below(path, removed));
        let wanted = handed.taken_on_trust || removed || facts.read_back.contains(path);
        let missing = is_to_be_missing(path);
        // That it is read too is no finding of its own about who makes it.
        let said = |known: &Candidate| {
            known.path == path
                && (known.tier == Tier::Default || known.rule != "untrusted-temp-input")
        };
        let again = |known: &Candidate| is_in_another_directory(&handed.candidate, known);
        let told = found.iter().chain(known).any(said) || found.iter().any(again);
        if !wanted || missing || told {
            continue;
        }
        // Inside of what the program itself makes there is nothing more to say.
        let around = match path.rsplit_once('/') {
            Some((around, _)) if handed.nested => around,
            _ => path,
        };
        let judged = facts.sites.iter().any(|site| {
            is_at_or_below(&site.shown, around)
                || is_at_or_below(path, &site.shown)
                || site.other_names.contains(path)
        });
        if !judged {
            found.push(handed.candidate);
        }
    }
    found
}

/// `${TMPDIR:-/tmp}/name`: the same operation on the same name, wherever that is.
fn is_in_another_directory(one: &Candidate, other: &Candidate) -> bool {
    let operation = |of: &Candidate| of.related.first().map(|(span, _)| *span);
    let name = |of: &Candidate| of.path.rsplit('/').next().map(str::to_owned);
    operation(one) == operation(other) && name(one) == name(other)
}

/// Whether a path says of itself that nothing is there.
pub(crate) fn is_to_be_missing(path: &str) -> bool {
    MISSING.iter().any(|word| path.contains(word))
}

/// Whether a path, as shown, is another one or below it.
pub(crate) fn is_at_or_below(path: &str, directory: &str) -> bool {
    let directory = directory.strip_suffix('/').unwrap_or(directory);
    !directory.is_empty()
        && path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
