//! What the README shows of the command is what the command prints.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

use std::fs;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const START: &str = "<!-- output -->\n";
const END: &str = "<!-- /output -->\n";
const SHOWN: &str = "docs/example/report.py";
const BLESS: &str = "TMPLINT_BLESS=1 cargo test -p tmplint --test readme";

/// The example and what the command says of it, as Markdown.
fn output() -> String {
    let source = fs::read_to_string(format!("{ROOT}/{SHOWN}")).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_tmplint"))
        .args(["--quiet", SHOWN])
        .current_dir(ROOT)
        .env_clear()
        .output()
        .unwrap();
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(1), "{stdout}");
    format!("```python\n{source}```\n```console\n$ tmplint {SHOWN}\n{}\n```\n", stdout.trim())
}

#[test]
fn the_output_shown_is_fresh() {
    let path = format!("{ROOT}/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).expect("the start of the output is marked");
    let (_, after) = rest.split_once(END).expect("the end of the output is marked");
    let fresh = format!("{before}{START}{}{END}{after}", output());
    if std::env::var_os("TMPLINT_BLESS").is_some() {
        fs::write(path, fresh).unwrap();
    } else {
        assert!(readme == fresh, "README.md shows other output than the command; run `{BLESS}`");
    }
}

/// The commands of the README are those that `.ci/run` proves.
#[test]
fn the_commands_are_those_that_are_proved() {
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    let run = fs::read_to_string(format!("{ROOT}/.ci/run")).unwrap();
    let command = "cargo test --workspace --locked";
    let line = format!("\n{command}\n");
    assert!(readme.contains(&line), "README.md does not say `{command}`");
    assert!(run.contains(&line), ".ci/run does not run `{command}`");
}
