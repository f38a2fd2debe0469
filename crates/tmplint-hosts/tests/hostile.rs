//! Input that nobody wrote for use.

use std::time::{Duration, Instant};

use tmplint_hosts::{Host, scripts};
use tmplint_ir::SourceFile;

const MIB: usize = 1 << 20;

/// A long line, in bytes. One of 2 MiB takes no more than four times as long.
const LINE: usize = MIB / 2;

/// What reading one file may take, unoptimised and beside other tests.
const LIMIT: Duration = Duration::from_secs(10);

fn survive(name: &str, text: &str) {
    for host in Host::ALL {
        survive_as(host, name, text);
    }
}

fn survive_as(host: Host, name: &str, text: &str) {
    let source = SourceFile::new("x", text.as_bytes().to_vec());
    let start = Instant::now();
    let found = scripts(&source, host);
    for script in &found.scripts {
        let length = script.text.text().len();
        let _ = script.text.origin(0..length);
    }
    let taken = start.elapsed();
    assert!(taken < LIMIT, "{name} as {} took {taken:?}", host.id());
}

#[test]
fn nesting() {
    for sign in [
        "[", "{", "{a: ", "[{", "- ", "$(", "${", "$(shell ", "${{", "{{", "%{", "%(", "((", "\"",
        "'", "\\", "\\\n",
    ] {
        survive(sign, &sign.repeat(MIB / sign.len()));
    }
    survive(
        "nested blocks",
        &(0..2000).flat_map(|it| [" ".repeat(it), "a:\n".to_owned()]).collect::<String>(),
    );
}

#[test]
fn long_lines() {
    for (host, start) in [
        (Host::Makefile, "all:\n\t"),
        (Host::Makefile, "A = "),
        (Host::Dockerfile, "RUN "),
        (Host::Dockerfile, "RUN [\""),
        (Host::SystemdUnit, "ExecStart="),
        (Host::Crontab, "* * * * * "),
        (Host::RpmSpec, "%post\n"),
        (Host::Tmpfiles, "d "),
        (Host::GithubWorkflow, "jobs: {a: {steps: [{run: "),
        (Host::GitlabPipeline, "a:\n  script: "),
        (Host::GitlabPipeline, "a:\n  script: |\n    "),
        (Host::PackageJson, "{\"scripts\": {\"a\": \""),
        (Host::CloudInit, "runcmd:\n  - \""),
        (Host::Conda, "build:\n  script: "),
    ] {
        for filler in [
            "a ", "$", "$$", "$(x)", "%", "\\", "\"", "'", "#", "é", "\u{0}", "\u{e000}", "<<E ",
            "\t", "\r", "\n", "\r\n\t", "a\n  ", "{{x}}", "${{x}}",
        ] {
            let text = format!("{start}{}", filler.repeat(LINE / filler.len()));
            survive_as(host, filler, &text);
        }
    }
}

#[test]
fn aliases() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..100 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        bomb.extend([format!("a{level}: &a{level} ["), before, "]\n".to_owned()]);
    }
    bomb += "job:\n  script: *a99\n";
    survive("a bomb", &bomb);
    survive(
        "an alias in itself",
        "a: &a\n  script: [*a, *a]\n  steps: *a\njobs: {b: {steps: *a}}\n",
    );
    let long = "x".repeat(MIB);
    let many = format!("a: &a \"{long}\"\njob:\n  script: [{}]\n", "*a, ".repeat(100_000));
    survive("a long text often", &many);
    let jobs = (0..20_000).map(|it| format!("j{it}: {{script: [\"{it}\", *a]}}"));
    let jobs = jobs.collect::<Vec<_>>().join("\n");
    survive("a long text in many jobs", &format!("a: &a \"{long}\"\n{jobs}"));
}

#[test]
fn every_cut_of_a_host() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata");
    for host in Host::ALL {
        for entry in std::fs::read_dir(format!("{directory}/{}", host.id())).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                let source = SourceFile::new("x", text.as_bytes()[..end].to_vec());
                let _ = scripts(&source, host);
            }
        }
    }
}
