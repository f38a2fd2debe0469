//! Comparing what was found with what a fixture's comments announce.

use std::fmt::Write;

use tmplint_ir::Tier;

use crate::{Expectation, Found, Kind, expectations};

/// Compares the findings in `text` with its expectation comments. The error lists every
/// difference with the source line it is about.
pub fn check(text: &str, findings: &[Found]) -> Result<(), String> {
    let expectations = expectations(text)?;
    let mut differences = Differences { text, found: Vec::new() };
    let mut open: Vec<&Found> = findings.iter().collect();

    for expected in &expectations {
        match expected.kind {
            Kind::Finding => {
                if !take(&mut open, expected) {
                    let problem = explain_absence(expected, findings);
                    differences.add(expected.line, &problem);
                }
            }
            Kind::Noise => {
                if !take(&mut open, expected) {
                    let rule = &expected.rule;
                    differences.add(
                        expected.line,
                        &format!("{rule} is no longer a false alarm: write `ok: {rule}`"),
                    );
                }
            }
            Kind::Ok | Kind::Miss => {}
        }
    }
    // These look at what the others left, so that `rule, ok: rule` means exactly one.
    for expected in &expectations {
        let rule = &expected.rule;
        let problem = match expected.kind {
            Kind::Ok => format!("{rule} must be silent here"),
            Kind::Miss => format!("{rule} is no longer missed: write `{rule}`"),
            Kind::Finding | Kind::Noise => continue,
        };
        if take(&mut open, expected) {
            differences.add(expected.line, &problem);
        }
    }
    for (line, rule, tier) in open {
        if *tier == Tier::Default {
            differences.add(*line, &format!("{rule} is not expected"));
        }
    }
    differences.into_result()
}

/// Removes one finding that the expectation is about.
fn take(open: &mut Vec<&Found>, expected: &Expectation) -> bool {
    let tier = match (expected.tier, expected.kind) {
        (None, Kind::Finding | Kind::Noise) => Some(Tier::Default),
        (tier, _) => tier,
    };
    let position = open.iter().position(|(line, rule, found)| {
        *line == expected.line && *rule == expected.rule && tier.is_none_or(|tier| tier == *found)
    });
    position.map(|position| open.remove(position)).is_some()
}

/// Says what is there instead of an expected finding, if it is something near.
fn explain_absence(expected: &Expectation, findings: &[Found]) -> String {
    let mut problem = format!("{} is not found", expected.rule);
    let same_rule = findings.iter().filter(|(_, rule, _)| *rule == expected.rule);
    if let Some((line, _, tier)) = same_rule.min_by_key(|(line, _, _)| line.abs_diff(expected.line))
    {
        if *line == expected.line {
            let _ = write!(problem, " in this tier, but as ({})", tier.id());
        } else {
            let _ = write!(problem, "; the nearest is in line {line}");
        }
    }
    problem
}

struct Differences<'a> {
    text: &'a str,
    found: Vec<(usize, String)>,
}

impl Differences<'_> {
    fn add(&mut self, line: usize, problem: &str) {
        self.found.push((line, problem.to_owned()));
    }

    fn into_result(mut self) -> Result<(), String> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort();
        let lines: Vec<&str> = self.text.lines().collect();
        let mut report = String::new();
        let mut last = None;
        for (line, problem) in &self.found {
            if last != Some(*line) {
                let source = line.checked_sub(1).and_then(|index| lines.get(index));
                let _ = writeln!(report, "{line:>5} | {}", source.unwrap_or(&"(no such line)"));
                last = Some(*line);
            }
            let _ = writeln!(report, "      = {problem}");
        }
        Err(report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: usize, rule: &str, tier: Tier) -> Found {
        (line, rule.to_owned(), tier)
    }

    fn report(text: &str, findings: &[Found]) -> String {
        check(text, findings).unwrap_err()
    }

    #[test]
    fn an_expected_finding_is_there() {
        let text = "x #~ a\n";
        assert_eq!(check(text, &[found(1, "a", Tier::Default)]), Ok(()));
        assert_eq!(report(text, &[]), "    1 | x #~ a\n      = a is not found\n");
    }

    #[test]
    fn each_comment_stands_for_one_finding() {
        let twice = [found(1, "a", Tier::Default), found(1, "a", Tier::Default)];
        assert_eq!(check("x #~ a, a", &twice), Ok(()));
        assert!(report("x #~ a", &twice).contains("a is not expected"));
        assert!(report("x #~ a, a", &twice[..1]).contains("a is not found"));
    }

    #[test]
    fn only_default_findings_must_be_announced() {
        assert!(report("x\ny", &[found(2, "a", Tier::Default)]).contains("2 | y"));
        assert_eq!(
            check("x", &[found(1, "a", Tier::Pedantic), found(1, "b", Tier::Audit)]),
            Ok(())
        );
    }

    #[test]
    fn a_tier_must_match() {
        let pedantic = [found(1, "a", Tier::Pedantic)];
        assert_eq!(check("x #~ a (pedantic)", &pedantic), Ok(()));
        assert!(report("x #~ a", &pedantic).contains("but as (pedantic)"));
        assert!(report("x #~ a (pedantic)", &[]).contains("a is not found"));
    }

    #[test]
    fn ok_forbids_every_tier() {
        assert_eq!(check("x #~ ok: a", &[]), Ok(()));
        for tier in Tier::ALL {
            assert!(report("x #~ ok: a", &[found(1, "a", tier)]).contains("must be silent"));
        }
        let pedantic = [found(1, "a", Tier::Pedantic)];
        assert_eq!(check("x #~ ok: a (default)", &pedantic), Ok(()));
    }

    #[test]
    fn a_miss_fails_when_it_is_found() {
        assert_eq!(check("x #~ miss: a", &[]), Ok(()));
        assert!(
            report("x #~ miss: a", &[found(1, "a", Tier::Default)]).contains("no longer missed")
        );
    }

    #[test]
    fn noise_fails_when_it_is_gone() {
        assert_eq!(check("x #~ noise: a", &[found(1, "a", Tier::Default)]), Ok(()));
        assert!(report("x #~ noise: a", &[]).contains("no longer a false alarm"));
    }

    #[test]
    fn a_finding_elsewhere_is_named() {
        let report = report("x #~ a\ny\nz", &[found(3, "a", Tier::Default)]);
        assert!(report.contains("the nearest is in line 3"), "{report}");
        assert!(report.contains("    3 | z\n      = a is not expected"), "{report}");
    }

    #[test]
    fn a_finding_past_the_end_is_reported() {
        assert!(report("x", &[found(9, "a", Tier::Default)]).contains("no such line"));
    }

    #[test]
    fn a_broken_comment_fails() {
        assert!(report("x #~ Wrong", &[]).contains("line 1"));
    }
}
