//! The library: what a linter makes of the findings an analysis brings.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

use std::collections::BTreeSet;

use tmplint::report::{Hidden, NoteKind, RuleInfo};
use tmplint::{Analysis, FileReport, Input, Kind, Linter, Options, Outcome, Situation};
use tmplint_ir::{
    Criterion, Finding, Language, Level, NoteKind as ParseNoteKind, ParseNote, SourceFile, Span,
    Tier,
};

const RULES: [&str; 3] = ["rule-a", "rule-b", "rule-c"];

fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str| RuleInfo {
        id: id.to_owned(),
        title: id.to_owned(),
        criterion: Criterion::Removed,
        level: Level::Warning,
        tier: Tier::Default,
        cwe: Vec::new(),
        cert: Vec::new(),
        security_severity: "5.0".to_owned(),
        precision: "high".to_owned(),
        languages: Language::ALL.to_vec(),
        since: "0.1.0".to_owned(),
        summary: String::new(),
        body: String::new(),
    };
    RULES.map(rule).to_vec()
}

/// Finds every `FIND rule-id tier level` in a file, last first.
fn analyse(source: &SourceFile, _: Kind, _: &Situation) -> Analysis {
    assert!(!source.text().contains("PANIC"), "asked to");
    let finding = |(start, _): (usize, &str)| {
        let mut words = source.text()[start..].split_whitespace().skip(1);
        let mut word = || words.next().unwrap();
        Finding {
            rule: word().to_owned(),
            tier: Tier::from_id(word()).unwrap(),
            level: Level::from_id(word()).unwrap(),
            criterion: Criterion::Removed,
            span: Span::new(start, start + 4),
            message: "found".to_owned(),
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            flow: Vec::new(),
        }
    };
    let syntax_errors = source.text().match_indices("ERROR").map(|(start, _)| ParseNote {
        kind: ParseNoteKind::SyntaxError,
        span: Span::new(start, start + 5),
        message: "cannot parse this".to_owned(),
    });
    Analysis {
        findings: source.text().rmatch_indices("FIND").map(finding).collect(),
        sites: Vec::new(),
        notes: syntax_errors.collect(),
        tests: Vec::new(),
    }
}

fn linter(options: Options) -> Linter {
    Linter::with_analysis(options, rules(), |_| vec!["FIND".to_owned()], analyse)
}

fn lint(options: Options, text: &str) -> FileReport {
    linter(options).lint_source("x.sh", text.as_bytes().to_vec()).unwrap()
}

fn found(report: &FileReport) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

const ALL: &str = "FIND rule-a default error\nFIND rule-b pedantic warning\n\
                   FIND rule-c audit note\nFIND rule-c default note\n";

#[test]
fn tiers_and_levels_hide_and_count() {
    let report = lint(Options::default(), ALL);
    assert_eq!(found(&report), ["rule-a", "rule-c"]);
    assert_eq!(report.hidden, Hidden { pedantic: 1, audit: 1, below_level: 0 });
    let report = lint(Options { tier: Tier::Pedantic, ..Options::default() }, ALL);
    assert_eq!(found(&report), ["rule-a", "rule-b", "rule-c"]);
    let options = Options { tier: Tier::Audit, min_level: Level::Warning, ..Options::default() };
    let report = lint(options, ALL);
    assert_eq!(found(&report), ["rule-a", "rule-b"]);
    assert_eq!(report.hidden, Hidden { pedantic: 0, audit: 0, below_level: 2 });
}

#[test]
fn selected_rules_show_all_their_findings() {
    let set = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<BTreeSet<_>>();
    let report = lint(Options { select: Some(set(&["rule-c"])), ..Options::default() }, ALL);
    assert_eq!(found(&report), ["rule-c", "rule-c"]);
    assert_eq!(report.hidden, Hidden::default());
    let report = lint(Options { ignore: set(&["rule-a"]), ..Options::default() }, ALL);
    assert_eq!(found(&report), ["rule-c"]);
}

#[test]
fn findings_are_sorted() {
    let report = lint(Options::default(), "FIND rule-c default note\nFIND rule-a default note\n");
    assert_eq!(found(&report), ["rule-c", "rule-a"]);
}

#[test]
fn an_ignore_of_a_hidden_finding_is_not_unused() {
    let text = "FIND rule-b pedantic note # tmplint: ignore[rule-b] fine";
    let report = lint(Options::default(), text);
    assert!(report.notes.is_empty(), "{:?}", report.notes);
    assert!(report.suppressed.is_empty());
    assert_eq!(report.hidden, Hidden::default());
    let report = lint(Options { tier: Tier::Audit, ..Options::default() }, text);
    assert_eq!(report.suppressed[0].reason, "fine");
    let options = Options { tier: Tier::Audit, heed_ignores: false, ..Options::default() };
    assert_eq!(found(&lint(options, text)), ["rule-b"]);
}

#[test]
fn ignores_of_rules_that_do_not_exist_are_named() {
    let report = lint(Options::default(), "# tmplint: ignore[rule-d] x\n");
    assert_eq!(report.notes[0].kind, NoteKind::BadIgnore);
    assert!(report.notes[0].message.contains("did you mean `rule-"));
}

#[test]
fn rules_can_be_left_out_of_one_file() {
    let input = |ignore: &[&str]| Input {
        path: "x.sh".to_owned(),
        uri: None,
        bytes: b"FIND rule-a default error".to_vec(),
        kind: Language::Shell.into(),
        ignore: ignore.iter().map(|&id| id.to_owned()).collect(),
        private: None,
    };
    let linter = linter(Options::default());
    assert!(matches!(linter.lint(input(&["rule-b"])), Outcome::Report(_)));
    assert!(matches!(linter.lint(input(&["rule-a"])), Outcome::Silent(Language::Shell)));
}

#[test]
fn a_panic_is_a_note_and_a_failure() {
    let report = lint(Options::default(), "FIND PANIC");
    let note = &report.notes[0];
    assert!(note.failure && note.kind == NoteKind::InternalError);
    assert!(note.message.starts_with("internal error: "), "{}", note.message);
    assert!(note.message.contains("asked to") && note.message.ends_with("/issues"));
}

#[test]
fn the_prefilter_changes_nothing_but_time() {
    for text in
        ["ERROR\n", "true\n", "# tmplint: ignore[rule-a]\n", ALL, "FIND rule-a default note ERROR"]
    {
        let with = lint(Options::default(), text);
        let without = lint(Options { prefilter: false, ..Options::default() }, text);
        assert_eq!((&with.findings, &with.notes), (&without.findings, &without.notes), "{text}");
    }
    let blind = Linter::with_analysis(
        Options { prefilter: false, ..Options::default() },
        rules(),
        |_| vec!["nothing".to_owned()],
        analyse,
    );
    let report = blind.lint_source("x.sh", ALL.as_bytes().to_vec()).unwrap();
    assert_eq!(report.findings.len(), 2, "what a wrong needle misses shows");
}

#[test]
fn syntax_errors_of_a_file_are_one_note() {
    let report = lint(Options::default(), "FIND rule-a default note\n ERROR\nERROR ERROR\n");
    assert_eq!(report.notes.len(), 1);
    assert_eq!(report.notes[0].message, "cannot parse this (and 2 more)");
    assert_eq!(report.notes[0].position.unwrap().line, 2);
}

#[test]
fn the_language_is_told_or_given() {
    let linter = linter(Options::default());
    assert!(linter.lint_source("README", b"FIND".to_vec()).is_none());
    let script = b"#!/bin/sh\nFIND rule-a default note".to_vec();
    assert_eq!(linter.lint_source("run", script.clone()).unwrap().language, Language::Shell);
    assert_eq!(linter.lint_as("run", script, Language::Rust).language, Language::Rust);
}
