//! Where the bytes of scripts stand in their hosts.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

use tmplint_hosts::{Host, scripts};
use tmplint_ir::{Language, SourceFile};

/// The scripts of a text.
fn read(host: Host, text: &str) -> Vec<tmplint_hosts::Script> {
    scripts(&SourceFile::new("x", text.as_bytes().to_vec()), host).scripts
}

/// What stands in the host where a script has this text.
fn written(host: Host, text: &str, part: &str) -> String {
    let scripts = read(host, text);
    let script = scripts.iter().find(|script| script.text.text().contains(part)).unwrap();
    let start = script.text.text().find(part).unwrap();
    let range = script.text.origin(start..start + part.len()).unwrap();
    text[range].to_owned()
}

#[test]
fn escapes_of_json() {
    let text =
        r#"{"scripts": {"a": "\u0065cho \"\/tmp\/x\"\t> \ud83d\ude00.c", "b": "é > /tmp/ü"}}"#;
    let all = |part: &str| written(Host::PackageJson, text, part);
    assert_eq!(all("echo"), r"\u0065cho");
    assert_eq!(all("\"/tmp/x\""), r#"\"\/tmp\/x\""#);
    assert_eq!(all("\t>"), r"\t>");
    assert_eq!(all("😀.c"), r"\ud83d\ude00.c");
    assert_eq!(all("/tmp/ü"), "/tmp/ü");
}

#[test]
fn scalars_of_yaml() {
    let wrap = |scalar: &str| format!("é: 1\njob:\n  script:\n    - {scalar}\n    - end\n");
    for (scalar, part, expected) in [
        ("plain > /tmp/x # no", "/tmp/x", "/tmp/x"),
        ("plain\n      over lines", "plain over", "plain\n      over"),
        ("'it''s > x'", "it's >", "it''s >"),
        ("'one\n\n      two'", "one\ntwo", "one\n\n      two"),
        (r#""a\"b\x2fc \u00e9 > x""#, "a\"b/c é", r#"a\"b\x2fc \u00e9"#),
        ("\"a \\\n      b  \n      c\"", "a b c", "a \\\n      b  \n      c"),
        ("|\n      a\n        b\n\n      c", "  b\n\nc", "  b\n\n      c"),
        ("|2-\n        a\n      b", "  a\nb", "  a\n      b"),
        (">-\n      a\n      b\n\n      c", "a b\nc", "a\n      b\n\n      c"),
        ("&x >\n      a\n      b", "a b", "a\n      b"),
        ("!!str \"a b\"", "a b", "a b"),
        ("|\r\n      a\r\n      b", "a\nb", "a\r\n      b"),
        ("é 𝕏 > /tmp/x", "/tmp/x", "/tmp/x"),
    ] {
        assert_eq!(written(Host::GitlabPipeline, &wrap(scalar), part), expected, "{scalar}");
    }
}

#[test]
fn values_are_holes_where_they_stand() {
    let text = "jobs: {a: {steps: [{run: \"x \\x3e ${{ a.b }}/c\"}]}}";
    let found = read(Host::GithubWorkflow, text);
    assert_eq!(found[0].text.text(), "#!/bin/bash -e\nx > \u{e000}/c\n");
    assert_eq!(found[0].text.holes(), 1);
    assert_eq!(written(Host::GithubWorkflow, text, "\u{e000}/c"), "${{ a.b }}/c");
    assert_eq!(written(Host::GithubWorkflow, text, "> "), "\\x3e ");
}

#[test]
fn makefiles() {
    let text = "D := /tmp\nall:\n\t@echo $$$$ \\\n\t  > $(D)/x.$@ # y\n";
    let found = read(Host::Makefile, text);
    assert_eq!(found[0].text.text(), "#!/bin/sh \necho $$ \\\n  > /tmp/x.\u{e000} # y\n");
    assert_eq!(written(Host::Makefile, text, "$$"), "$$$$");
    assert_eq!(written(Host::Makefile, text, "> /tmp/x"), "> $(D)/x");
    assert_eq!(written(Host::Makefile, text, "\u{e000}"), "$@");
    let crlf = read(Host::Makefile, "all:\r\n\techo \\\r\n\t x\r\n");
    assert_eq!(crlf[0].text.text(), "#!/bin/sh \necho \\\n x\n");
}

#[test]
fn dockerfiles_units_and_tables() {
    let text = "FROM x\nRUN [\"sh\", \"-c\", \"a \\\"b'c\\\"\"]\n";
    assert_eq!(read(Host::Dockerfile, text)[0].text.text(), "#!/bin/sh\nsh -c 'a \"b'\\''c\"' ");
    assert_eq!(written(Host::Dockerfile, text, "a \"b"), "a \\\"b");

    let text = "[Service]\nExecStart=-/bin/x \"a b\" 'c'd ${E} $F g$H %i \\\n  # no\n  %% \\x41\n";
    let found = read(Host::SystemdUnit, text);
    let expected = "/bin/x 'a b' cd ''\"${E}\"'' $F 'g$H' '\u{e000}' % '\\x41' \n";
    assert_eq!(found[0].text.text(), expected);
    assert_eq!(written(Host::SystemdUnit, text, "a b"), "a b");
    assert_eq!(written(Host::SystemdUnit, text, "\u{e000}"), "%i");

    let text = "@daily date +\\%F > x%stdin\n";
    assert_eq!(read(Host::Crontab, text)[0].text.text(), "#!/bin/sh\ndate +%F > x");
    assert_eq!(written(Host::Crontab, text, "+%F"), "+\\%F");

    let text = "%post\ndate +%s > %{_tmppath}/%{name}%%\n";
    assert_eq!(
        read(Host::RpmSpec, text)[0].text.text(),
        "#!/bin/sh\ndate +%s > /var/tmp/\u{e000}%\n"
    );
    assert_eq!(written(Host::RpmSpec, text, "/var/tmp/"), "%{_tmppath}/");
}

#[test]
fn cells_of_a_notebook_are_one_script() {
    let text = r#"{"cells": [
        {"cell_type": "markdown", "source": "import no"},
        {"cell_type": "code", "source": ["import os\n", "!mktemp -u > {os.devnull}\n", "%cd x\n", "if x:\n", "    y = !ls \"/tmp\"\n"]},
        {"cell_type": "code", "source": "%%bash\ndate > /tmp/\"x\""},
        {"cell_type": "code", "source": "%%writefile x.sh\ndate > /tmp/none"},
        {"cell_type": "code", "source": "%%time\nz = 1"}
    ], "metadata": {"kernelspec": {"language": "python"}}}"#;
    let found = read(Host::Notebook, text);
    let texts: Vec<&str> = found.iter().map(|script| script.text.text()).collect();
    assert_eq!(
        texts,
        [
            "#!/bin/bash\ndate > /tmp/\"x\"\n",
            "mktemp -u > \u{e000}\n",
            "ls \"/tmp\"\n",
            "import os\npass\npass\nif x:\n    pass\n\nz = 1\n",
        ]
    );
    assert_eq!(found[3].language, Language::Python);
    assert_eq!(written(Host::Notebook, text, "/tmp/\"x\""), "/tmp/\\\"x\\\"");
    assert_eq!(written(Host::Notebook, text, "ls \"/tmp\""), "ls \\\"/tmp\\\"");
}

#[test]
fn recipes_of_conda_are_templates() {
    let text = "{% set a = 1 %}\nbuild:\n  script: x > {{ a }}/{{ bc }}.é\n";
    let found = read(Host::Conda, text);
    assert_eq!(found[0].text.text(), "#!/bin/bash -e\nx > \u{e000}_/\u{e001}.é\n");
    assert_eq!(written(Host::Conda, text, "\u{e001}.é"), "{{ bc }}.é");
}
