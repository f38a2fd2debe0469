//! Which crate may depend on which. A new edge is a change of the architecture: it is made here,
//! where it is seen.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// `crate → crate` for ordinary and build dependencies.
const ALLOWED: [(&str, &str); 15] = [
    ("tmplint-frontends", "tmplint-ir"),
    ("tmplint-hosts", "tmplint-ir"),
    ("tmplint-rules", "tmplint-ir"),
    ("tmplint-engine", "tmplint-ir"),
    ("tmplint-engine", "tmplint-rules"),
    ("tmplint-report", "tmplint-ir"),
    ("tmplint", "tmplint-ir"),
    ("tmplint", "tmplint-frontends"),
    ("tmplint", "tmplint-hosts"),
    ("tmplint", "tmplint-rules"),
    ("tmplint", "tmplint-engine"),
    ("tmplint", "tmplint-report"),
    ("tmplint-pre-commit", "tmplint"),
    ("tmplint-testkit", "tmplint-ir"),
    ("tmplint-testkit", "tmplint-frontends"),
];

/// Not published, so it may see everything.
const TESTKIT: &str = "tmplint-testkit";

fn manifests() -> Vec<toml::Table> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(root.join("crates")).unwrap();
    let mut paths: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path()).collect();
    paths.push(root.join("rules"));
    paths.push(root);
    paths.sort();
    let read = |path: PathBuf| fs::read_to_string(path.join("Cargo.toml")).unwrap();
    paths.into_iter().map(|path| read(path).parse().unwrap()).collect()
}

fn dependencies(manifest: &toml::Table, tables: &[&str]) -> BTreeSet<String> {
    let own = tables.iter().filter_map(|table| manifest.get(*table)?.as_table());
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let for_targets = targets.into_iter().flat_map(|targets| targets.values());
    let for_targets = for_targets
        .flat_map(|target| tables.iter().filter_map(|table| target.get(*table)?.as_table()));
    own.chain(for_targets).flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn only_these_edges() {
    let allowed: BTreeSet<_> = ALLOWED.into_iter().collect();
    for manifest in manifests() {
        let name = manifest["package"]["name"].as_str().unwrap();
        for dependency in dependencies(&manifest, &["dependencies", "build-dependencies"]) {
            let ours = dependency == "tmplint" || dependency.starts_with("tmplint-");
            assert!(
                !ours || name == TESTKIT || allowed.contains(&(name, dependency.as_str())),
                "{name} may not depend on {dependency}"
            );
        }
        for dependency in dependencies(&manifest, &["dev-dependencies"]) {
            let ours = dependency.starts_with("tmplint-") && dependency != TESTKIT;
            assert!(
                !ours || name == TESTKIT || allowed.contains(&(name, dependency.as_str())),
                "{name}'s tests may not depend on {dependency}"
            );
        }
    }
}

/// What each border keeps out.
#[test]
fn borders_hold() {
    for manifest in manifests() {
        let name = manifest["package"]["name"].as_str().unwrap();
        let used = dependencies(&manifest, &["dependencies", "build-dependencies"]);
        let forbidden: &[&str] = match name {
            "tmplint-ir" => {
                assert!(used.is_empty(), "{name} depends on the standard library alone: {used:?}");
                &[]
            }
            "tmplint-frontends" => &["serde", "serde_json", "toml"],
            "tmplint-hosts" => &["tree-sitter", "syn", "serde_json", "regex"],
            "tmplint-engine" => &["tree-sitter", "syn", "proc-macro2", "serde_json"],
            "tmplint-rules" => &["tree-sitter", "syn", "serde_json"],
            "tmplint-report" => &["tree-sitter", "syn", "ignore", "rayon", "toml"],
            "tmplint-pre-commit" => {
                assert!(
                    used.iter().eq(["tmplint"]),
                    "{name} is `tmplint` and nothing else: {used:?}"
                );
                &[]
            }
            "tmplint" => &["tree-sitter", "syn", "serde_json", "codespan-reporting"],
            _ => &[],
        };
        for dependency in forbidden {
            assert!(!used.contains(*dependency), "{name} must not know {dependency}");
        }
    }
}
