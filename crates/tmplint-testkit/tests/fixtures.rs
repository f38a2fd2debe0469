//! The sources in `testdata/` give what their comments say.

use std::path::Path;

use tmplint_engine::{Extent, analyse};
use tmplint_frontends::{STACK_SIZE, lower, lower_script};
use tmplint_ir::{Language, SourceFile};
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

#[test]
fn fixtures_give_what_they_expect() {
    let check = || {
        for language in Language::ALL {
            let directory =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(language.id());
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
