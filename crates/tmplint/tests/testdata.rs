//! The built command on `testdata/` and on the examples of the rule pages: what must hold whatever
//! is found there.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::Tree;
use tmplint_ir::Language;
use tmplint_rules::{Action, NameSource, rules, tables};

/// Every form of output, at its most talkative.
const OUTPUTS: [&[&str]; 7] = [
    &["--audit", "--format=full"],
    &["--audit", "--format=concise"],
    &["--audit", "--format=json"],
    &["--audit", "--format=sarif"],
    &["--audit", "--format=github"],
    &["sites"],
    &["sites", "--format=json"],
];

fn testdata() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata"))
}

/// Copies of the sources in `testdata/`, and one file per example of a rule page. In a directory of
/// their own, no configuration excludes them.
fn sources() -> Tree {
    let tree = Tree::new(&[]);
    let mut pending = vec![testdata().to_path_buf()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let shown = path.strip_prefix(testdata()).unwrap().to_str().unwrap();
                tree.write(&format!("testdata/{shown}"), &fs::read(&path).unwrap());
            }
        }
    }
    for rule in rules() {
        for example in &rule.examples {
            let ending = match example.language {
                Language::C => "c",
                Language::Python => "py",
                Language::Shell => "sh",
                Language::Rust => "rs",
            };
            let path = format!("pages/{}-{}.{ending}", rule.id, example.line);
            tree.write(&path, example.code.as_bytes());
        }
    }
    tree
}

/// Neither threads nor the prefilter may show in any output.
#[test]
fn the_same_bytes_however_the_work_is_done() {
    let tree = sources();
    for output in OUTPUTS {
        let run = |more: &[&str]| {
            let run = tree.run(&[output, more].concat());
            assert!(run.status < 2, "{output:?} {more:?}: {}", run.stderr);
            (run.status, run.stdout, run.stderr)
        };
        let plain = run(&["--jobs=1"]);
        assert!(plain.1.contains("testdata/"), "{output:?} says nothing of testdata");
        for more in [&["--jobs=8"][..], &["--jobs=8", "--no-prefilter"]] {
            assert!(plain == run(more), "{output:?} differs with {more:?}");
        }
    }
}

/// A file that calls what makes a site holds one of the words the prefilter looks for: one of the
/// call's name, or a shared directory's, without which none of the other calls makes one.
#[test]
fn the_prefilter_knows_every_call_that_makes_a_site() {
    for language in Language::ALL {
        let needles = tables().needles(language);
        assert!(needles.iter().all(|needle| needle.len() > 2), "{language}: {needles:?}");
        let found = |text: &str| needles.iter().any(|needle| text.contains(needle.as_str()));
        for (name, api) in tables().apis(language) {
            let makes_site = api.effects().iter().any(|effect| match &effect.action {
                Action::Name { .. } | Action::Create { .. } => true,
                Action::Source { kind, .. } => *kind == NameSource::SharedDirectory,
                // A method ends what a function of the same crate has begun.
                Action::Build { what, .. } => what.starts_with("temp") && !name.starts_with('.'),
                _ => false,
            });
            assert!(!makes_site || found(name), "{language}: nothing finds `{name}`");
        }
        for directory in tables().shared_directories() {
            assert!(found(directory), "{language}: nothing finds {directory}");
        }
        for variable in ["TMPDIR", "TEMPDIR", "TMP", "TEMP"] {
            assert!(found(variable), "{language}: nothing finds {variable}");
        }
    }
}

#[test]
fn sarif_of_everything_keeps_to_the_schema() {
    // One pattern of the schema, for a member that is not written here, has a bracket too many,
    // which the validator does not take.
    let schema = fs::read_to_string(testdata().join("sarif-schema-2.1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema.replace("}]?$", "}?$")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let run = sources().run(&["--audit", "--format=sarif"]).expect(1);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(log["runs"][0]["results"].as_array().unwrap().len() > rules().len());
}
