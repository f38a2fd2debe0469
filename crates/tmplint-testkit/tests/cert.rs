//! CERT's own examples, judged on the six criteria.

use tmplint_engine::{Extent, analyse};
use tmplint_frontends::{STACK_SIZE, lower, lower_script};
use tmplint_ir::{Language, Script, SourceFile, Verdict};
use tmplint_rules::tables;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/c/cert.c");

/// Call and verdicts: unpredictable name, unique name, atomic creation, exclusive access,
/// appropriate permissions, removed.
const TABLE: [(&str, &str); 9] = [
    ("fopen", "N N N N N N"),
    ("open", "N Y Y ? ? N"),
    ("tmpnam", "N Y N N ? N"),
    ("tmpnam", "N Y Y ? ? N"),
    ("tmpnam_s", "N Y N N ? N"),
    ("_mktemp", "N Y N N ? N"),
    ("tmpfile", "Y Y Y Y Y Y"),
    ("tmpfile_s", "Y Y Y Y Y Y"),
    ("mkstemp", "Y Y Y ? Y Y"),
];

#[test]
fn each_example_is_judged_criterion_by_criterion() {
    let judge = || {
        let source = SourceFile::new("cert.c", std::fs::read(EXAMPLES).unwrap());
        let unit = lower(&source, Language::C);
        let lower = |script: &Script| lower_script(&source, script);
        analyse(&unit, tables(), Extent::Relevant, &lower).sites
    };
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(judge).unwrap();
    let sites: Vec<(String, String)> = worker
        .join()
        .unwrap()
        .iter()
        .map(|site| {
            let verdicts = site.verdicts.iter().map(|verdict| match verdict {
                Verdict::Yes => "Y",
                Verdict::No(_) => "N",
                Verdict::Unknown => "?",
            });
            (site.operation.clone(), verdicts.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let expected: Vec<(String, String)> =
        TABLE.iter().map(|(call, row)| ((*call).to_owned(), (*row).to_owned())).collect();
    assert_eq!(sites, expected);
}
