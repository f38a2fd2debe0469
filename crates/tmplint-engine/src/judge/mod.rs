//! Turns what was noted into findings and sites.

mod context;
mod exposed;
mod habits;
mod handed;
mod leaks;
mod names;
mod paths;
mod sites;
mod templates;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use tmplint_ir::{Criterion, Finding, FlowStep, Label, Language, Level, Site, Span, Tier, Unit};
use tmplint_rules::Tables;

pub(crate) use handed::{is_at_or_below, is_to_be_missing};

use crate::Analysis;
use crate::domain::SiteId;
use crate::flow::{Candidate, Facts};

/// Rules by precedence: where several stand at one operation, the first is the finding and the
/// others become its notes.
const PRECEDENCE: [&str; 38] = [
    "insecure-temp-name-api",
    "temp-name-reuse-after-delete",
    "check-then-create",
    "ineffective-exclusive-open",
    "shared-dir-assumed-private",
    "copy-or-move-into-shared-path",
    "predictable-temp-path",
    "ipc-endpoint-in-shared-tmp",
    "untrusted-temp-input",
    "unreserved-sibling-name",
    "unsafe-shared-cleanup",
    "readonly-temp-template",
    "weak-temp-template",
    "wrong-umask",
    "permissive-temp-mode",
    "loosened-temp-mode",
    "unchecked-temp-result",
    "trap-wrong-target",
    "trap-handler-continues",
    "trap-overwritten",
    "cleanup-bypassed",
    "temp-never-removed",
    "temp-leak-on-error",
    "missing-trap",
    "temp-leak-on-signal",
    "trap-window",
    "guessable-temp-name-dos",
    "reopen-temp-by-name",
    "temp-fd-never-closed",
    "extract-into-shared-dir",
    "nonportable-temp-api",
    "non-private-temp-dir",
    "temp-fd-inherited",
    "prefer-anonymous-temp",
    "dev-shm-temp",
    "large-data-in-tmp",
    "tmpdir-ignored",
    "ageing-unprotected",
];

/// Rules whose findings differ in weight by what is done with a name; the others have their page's.
const GRADED: [&str; 2] = ["insecure-temp-name-api", "untrusted-temp-input"];

/// Rules about how a whole script is built, which a line or two inside of something else is not.
const OF_WHOLE_SCRIPTS: [&str; 1] = ["missing-trap"];

/// Judges a file.
pub(crate) fn judge(unit: &Unit, tables: &Tables, mut facts: Facts) -> Analysis {
    let mut candidates: Vec<Candidate> =
        std::mem::take(&mut facts.candidates).into_values().collect();
    let by_others = handed::made_by_others(&mut facts, &candidates);
    candidates.extend(by_others);
    candidates.extend(exposed::judge(&facts));
    candidates.extend(templates::judge(unit, tables, &facts));
    let own = facts.owner_behind_link.intersection(&facts.asked_for_link).cloned();
    facts.verified.extend(own.collect::<Vec<_>>());
    candidates
        .retain(|candidate| candidate.path.is_empty() || !is_verified(&candidate.path, &facts));
    let habits = habits::Habits::of(unit, tables);
    candidates.retain(|candidate| candidate.rule != "ageing-unprotected" || !habits.locks);
    for (index, site) in facts.sites.iter().enumerate() {
        candidates.extend(leaks::judge_signal(site, &habits));
        candidates.extend(leaks::judge_anonymous(site));
        candidates.extend(names::judge(site));
        candidates.extend(leaks::judge_descriptor(site));
        let mut left = leaks::judge(site, &facts, unit.setting.is_part);
        leaks::weigh_windows(&mut left, site, &candidates);
        // Of files that stand in for each other, one is enough to say it.
        let stands_in = u32::try_from(index).is_ok_and(|index| {
            let first = facts.alternates.get(&SiteId(index)).and_then(|first| facts.site(*first));
            first.is_some_and(|first| {
                let rule = |of: &[Candidate]| of.first().map(|candidate| candidate.rule);
                rule(&left) == rule(&leaks::judge(first, &facts, unit.setting.is_part))
            })
        });
        if !stands_in {
            candidates.extend(left);
        }
    }
    candidates.extend(run_from_accepted(&candidates, &facts));
    let mut sites: Vec<Site> =
        facts.sites.iter().filter_map(|site| sites::site(site, tables.fio43())).collect();
    let system = context::private_system(unit, tables);
    for candidate in &mut candidates {
        let of_whole = unit.setting.is_part && OF_WHOLE_SCRIPTS.contains(&candidate.rule);
        if system.is_some() && !context::is_on_others(candidate) || of_whole {
            candidate.tier = candidate.tier.max(Tier::Pedantic);
        }
    }
    if tables.one_finding_per_path(unit.language) {
        candidates = paths::one_per_path(candidates);
    }
    let mut by_span: BTreeMap<Span, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        by_span.entry(candidate.span).or_default().push(candidate);
    }
    let mut findings: Vec<Finding> = by_span
        .into_values()
        .filter_map(|mut group| {
            group.sort_by_key(|candidate| (candidate.tier, rank(candidate.rule)));
            let mut group = group.into_iter();
            let first = group.next()?;
            let system = system.filter(|_| !context::is_on_others(&first));
            let language = first.language.unwrap_or(unit.language);
            let mut finding = finding(language, first, group);
            finding.notes.extend(system.map(|system| {
                format!("pedantic here: in {system} nobody else can write to this directory")
            }));
            finding.notes.extend(unit.setting.advice.clone());
            Some(finding)
        })
        .collect();
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    sites.sort_by(|a, b| (a.span, &a.operation).cmp(&(b.span, &b.operation)));
    Analysis { findings, sites }
}

/// What is executed in a directory that is used even if someone else made it.
fn run_from_accepted(candidates: &[Candidate], facts: &Facts) -> Vec<Candidate> {
    let accepted: BTreeSet<Span> = candidates
        .iter()
        .filter(|candidate| candidate.rule == "shared-dir-assumed-private")
        .map(|candidate| candidate.span)
        .collect();
    let mut found = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for ((span, directory), shown) in &facts.run_inside {
        let Some(site) = facts.site(*directory).filter(|site| accepted.contains(&site.span)) else {
            continue;
        };
        // To run it again adds nothing.
        if !told.insert(shown) {
            continue;
        }
        found.push(Candidate {
            related: vec![(site.span, "accepts a directory that exists already".to_owned())],
            ..Candidate::new(
                "untrusted-temp-input",
                *span,
                Level::Error,
                Tier::Default,
                format!("`{shown}` is executed, and its directory may be someone else's"),
                "runs what the directory's owner has put there",
            )
        });
    }
    found
}

fn is_verified(path: &str, facts: &Facts) -> bool {
    facts.verified.iter().any(|verified| handed::is_at_or_below(path, verified))
}

fn rank(rule: &str) -> usize {
    PRECEDENCE.iter().position(|known| *known == rule).unwrap_or(PRECEDENCE.len())
}

fn finding(
    language: Language,
    candidate: Candidate,
    others: impl Iterator<Item = Candidate>,
) -> Finding {
    let mut related: Vec<Label> = Vec::new();
    for (span, text) in &candidate.related {
        let inside = candidate.span.contains(*span) && *span == candidate.span;
        if *span != Span::default() && !inside && !related.iter().any(|label| label.span == *span) {
            related.push(Label { span: *span, text: text.clone() });
        }
    }
    let mut flow: Vec<FlowStep> = related
        .iter()
        .filter(|label| label.span.start <= candidate.span.start)
        .map(|label| FlowStep { span: label.span, text: label.text.clone() })
        .collect();
    flow.sort_by_key(|step| step.span);
    flow.push(FlowStep { span: candidate.span, text: candidate.label.clone() });
    let mut notes = vec![wording::attack(candidate.rule).to_owned()];
    notes.extend(candidate.elsewhere.map(|place| format!("this happens {place}")));
    for other in others {
        let note = format!("also {}: {}", other.rule, other.message);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let page = tmplint_rules::rule(candidate.rule);
    let level = page.filter(|_| !GRADED.contains(&candidate.rule)).map(|page| page.level);
    Finding {
        rule: candidate.rule.to_owned(),
        level: level.unwrap_or(candidate.level),
        tier: candidate.tier,
        criterion: page.map_or(Criterion::ExclusiveAccess, |page| page.criterion),
        span: candidate.span,
        message: candidate.message,
        label: candidate.label,
        related,
        notes,
        help: Some(wording::help(candidate.rule, language, candidate.instead.as_deref())),
        flow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_with_a_rank_has_a_page_and_the_reverse() {
        let mut ranked = PRECEDENCE.to_vec();
        ranked.sort_unstable();
        let pages: Vec<&str> = tmplint_rules::rules().iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ranked, pages);
    }
}
