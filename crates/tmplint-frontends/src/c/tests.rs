//! Dumps of small sources.

use tmplint_ir::SourceFile;

fn dump(source: &str) -> String {
    super::lower(&SourceFile::new("x.c", source.as_bytes().to_vec())).to_string()
}

#[test]
fn an_empty_file_has_its_top_level() {
    assert_eq!(dump(""), "unit c\n\nfn0 TopLevel \"\" ()\n  b0:\n    return\n");
}
