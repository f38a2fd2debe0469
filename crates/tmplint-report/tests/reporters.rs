//! What each reporter makes of the same report.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

mod fixture;

use fixture::Fixture;
use serde_json::Value;
use tmplint_report::{Format, Style, write_findings};

fn written(format: Format) -> String {
    let fixture = Fixture::new();
    let mut out = Vec::new();
    write_findings(&fixture.report(), format, Style::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn full() {
    insta::assert_snapshot!(written(Format::Full));
}

#[test]
fn concise() {
    insta::assert_snapshot!(written(Format::Concise));
}

#[test]
fn github() {
    insta::assert_snapshot!(written(Format::Github));
}

#[test]
fn json() {
    insta::assert_snapshot!(written(Format::Json));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(written(Format::Sarif));
}

#[test]
fn sites() {
    let fixture = Fixture::new();
    let mut out = Vec::new();
    tmplint_report::write_sites_table(&fixture.report(), &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn sites_json() {
    let fixture = Fixture::new();
    let mut out = Vec::new();
    tmplint_report::write_sites_json(&fixture.report(), &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn rules() {
    let fixture = Fixture::new();
    let mut out = Vec::new();
    tmplint_report::write_rules_table(&fixture.rules, &mut out).unwrap();
    out.push(b'\n');
    tmplint_report::write_explanation(&fixture.tool, &fixture.rules[0], &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn notes_statistics_and_summary() {
    let fixture = Fixture::new();
    let mut out = Vec::new();
    for note in &fixture.notes {
        tmplint_report::write_note(note, &mut out).unwrap();
    }
    tmplint_report::write_statistics(&fixture.report(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap() + &tmplint_report::summary_line(&fixture.summary);
    insta::assert_snapshot!(text);
}

/// Only its own colours may reach a terminal, whatever sources, paths and messages hold.
#[test]
fn no_escape_of_the_source_reaches_the_terminal() {
    for format in [Format::Full, Format::Concise, Format::Github, Format::Json, Format::Sarif] {
        let text = written(format);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{format:?}: {text}");
    }
    let fixture = Fixture::new();
    let mut out = Vec::new();
    let style = Style { color: true };
    write_findings(&fixture.report(), Format::Full, style, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\u{1b}[38;5;9m"), "{text:?}");
    assert!(!text.contains("\u{1b}[2J") && !text.contains("\u{1b}[31m`"), "{text:?}");
}

#[test]
fn a_long_line_is_cut() {
    assert!(written(Format::Full).lines().all(|line| line.chars().count() < 400));
}

#[test]
fn sarif_follows_the_official_schema() {
    // One pattern of the schema, for a member that is not written here, has a bracket too many,
    // which the validator does not take.
    let schema = include_str!("../../../testdata/sarif-schema-2.1.0.json").replace("}]?$", "}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let log: Value = serde_json::from_str(&written(Format::Sarif)).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let mut broken = log;
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&broken), "the validator sees nothing");
}

/// What GitHub asks for beyond the schema.
#[test]
fn sarif_has_what_code_scanning_needs() {
    let log: Value = serde_json::from_str(&written(Format::Sarif)).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["automationDetails"]["id"], "tmplint/");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), fixture::rules().len());
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            let length = rule[text]["text"].as_str().unwrap().chars().count();
            assert!(length > 0 && (text == "help" || length <= 1024));
        }
        let severity = rule["properties"]["security-severity"].as_str().unwrap();
        assert!((0.1..=10.0).contains(&severity.parse::<f64>().unwrap()));
        assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 20);
    }
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        for member in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][member].as_u64().unwrap() > 0);
        }
        assert!(result["partialFingerprints"]["primaryLocationLineHash"].as_str().is_some());
    }
    let archive = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(archive["artifactLocation"]["uri"], "src/archive%20%C3%A9.c");
    // A tab, `/* 日本語 𝕏 */ FILE *f = ` and then the call: code points, not bytes or UTF-16.
    assert_eq!(archive["region"]["startColumn"], 24);
}
