//! The sources in `testdata/` give what their comments say.

use std::path::{Path, PathBuf};

use tmplint::{Host, Linter, Options};
use tmplint_engine::{Extent, analyse};
use tmplint_frontends::{STACK_SIZE, lower, lower_script};
use tmplint_ir::{Language, SourceFile, Tier};
use tmplint_rules::{rule, tables};
use tmplint_testkit::{Found, run_dir, unknown_rules};

fn findings(language: Language, path: &str, bytes: &[u8]) -> Vec<Found> {
    let source = SourceFile::new(path, bytes.to_vec());
    let unit = lower(&source, language);
    analyse(&unit, tables(), Extent::Relevant, &|script| lower_script(&source, script))
        .findings
        .into_iter()
        .map(|finding| (source.line_column(finding.span.start).line, finding.rule, finding.tier))
        .collect()
}

fn testdata(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(kind)
}

/// What is reported of a file that holds scripts. Its ignore comments count.
fn hosted_findings(linter: &Linter, host: Host, path: &str, bytes: &[u8]) -> Vec<Found> {
    let report = linter.lint_as(path, bytes.to_vec(), host);
    let line = |start| report.source.line_column(start).line;
    let found = report.findings.iter();
    found.map(|finding| (line(finding.span.start), finding.rule.clone(), finding.tier)).collect()
}

#[test]
fn fixtures_of_hosts_give_what_they_expect() {
    let linter = Linter::new(Options { tier: Tier::Audit, ..Options::default() });
    let mut failures = String::new();
    for host in Host::ALL {
        let directory = testdata(host.id());
        let analyse = |path: &str, bytes: &[u8]| hosted_findings(&linter, host, path, bytes);
        match run_dir(&directory, analyse) {
            Ok(_) => {}
            Err(failure) => failures.push_str(&failure),
        }
        unknown_rules(&directory, |id| rule(id).is_some()).unwrap();
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn fixtures_give_what_they_expect() {
    let check = || {
        for language in Language::ALL {
            let directory = testdata(language.id());
            let checked =
                run_dir(&directory, |path, bytes| findings(language, path, bytes)).unwrap();
            assert!(checked > 0, "no fixtures in {}", directory.display());
            unknown_rules(&directory, |id| rule(id).is_some()).unwrap();
        }
    };
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(check).unwrap();
    if let Err(panic) = worker.join() {
        std::panic::resume_unwind(panic);
    }
}
