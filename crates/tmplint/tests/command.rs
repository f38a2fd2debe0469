//! The built command, from arguments to exit status.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

mod support;

use std::fs;
use std::process::Stdio;

use serde_json::Value;
use support::{BAD_C, BAD_PYTHON, BAD_SHELL, GOOD_C, Tree, finish};

const CONCISE: &str = "--format=concise";
const RULE: &str = "insecure-temp-name-api";

#[test]
fn findings_on_stdout_summary_on_stderr() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL), ("b.c", GOOD_C), ("c.txt", "mktemp -u")]);
    let run = tree.run(&[CONCISE]).expect(1);
    assert!(run.stdout.starts_with("a.sh:2:8: error[insecure-temp-name-api] "), "{}", run.stdout);
    assert_eq!(run.stderr, "1 finding (1 error) in 2 files: 1 C, 1 shell\n");
    let run = tree.run(&["b.c"]).expect(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "no findings in 1 file: 1 C\n"));
    let run = tree.run(&["--quiet", CONCISE]).expect(1);
    assert_eq!((run.paths(), &*run.stderr), (vec!["a.sh"], ""));
}

#[test]
fn exit_statuses() {
    let tree = Tree::new(&[("bad/a.sh", BAD_SHELL), ("good/b.c", GOOD_C), ("none/c.txt", "")]);
    tree.run(&["good"]).expect(0);
    tree.run(&["bad"]).expect(1);
    tree.run(&["bad", "--exit-zero"]).expect(0);
    tree.run(&["bad", "--format=sarif"]).expect(1);
    tree.run(&["none"]).expect(3);
    tree.run(&["--no-such-option"]).expect(2);
    tree.run(&["no/such/file.c"]).expect(2);
    tree.run(&["--help"]).expect(0);
    tree.run(&["--version"]).expect(0);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_linted() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL)]);
    let run = tree.run(&[CONCISE, "gone.c", "a.sh"]).expect(2);
    assert_eq!(run.paths(), ["a.sh"]);
    assert!(run.stderr.starts_with("error: gone.c: No such file or directory\n"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn files_that_are_no_files_are_skipped() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL)]);
    support::make_fifo(&tree.path("pipe.sh"));
    std::os::unix::fs::symlink(".", tree.path("loop")).unwrap();
    std::os::unix::fs::symlink("gone", tree.path("dangling.c")).unwrap();
    let run = tree.run(&[CONCISE]).expect(1);
    assert_eq!(run.paths(), ["a.sh"]);
    assert!(run.stderr.contains("warning: pipe.sh: skipped: not a regular file\n"));
    tree.run(&["pipe.sh"]).expect(2);
    tree.run(&["dangling.c"]).expect(2);
    tree.run(&[CONCISE, "loop"]).expect(1);
}

#[test]
fn binary_and_enormous_files_are_noted() {
    let tree = Tree::new(&[("a.c", BAD_C)]);
    tree.write("b.c", b"tmpnam(\0);");
    tree.write("c.c", &vec![b'\n'; (16 << 20) + 1]);
    tree.write("late.c", &[BAD_C.as_bytes(), &[b'\n'; 9000], b"\0"].concat());
    let run = tree.run(&[CONCISE]).expect(1);
    assert_eq!(run.paths(), ["a.c", "late.c"]);
    assert!(run.stderr.contains("warning: b.c: skipped: not text\n"), "{}", run.stderr);
    assert!(run.stderr.contains("warning: c.c: skipped: larger than 16 MiB\n"), "{}", run.stderr);
    tree.run(&["b.c"]).expect(2);
    tree.run(&["c.c"]).expect(2);
}

#[test]
fn text_that_is_not_utf8_is_linted_with_right_columns() {
    let tree = Tree::new(&[]);
    tree.write("a.sh", b"#!/bin/sh\n: \"\xe9\xe8\"; name=$(mktemp -u); date > \"$name\"\n");
    let run = tree.run(&[CONCISE]).expect(1);
    assert!(run.stdout.starts_with("a.sh:2:16: "), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn odd_file_names() {
    use std::os::unix::ffi::OsStrExt as _;
    let tree = Tree::new(&[("new\nline.sh", BAD_SHELL), ("esc\u{1b}[31m.sh", BAD_SHELL)]);
    let latin1 = std::ffi::OsStr::from_bytes(b"caf\xe9 #1.sh");
    fs::write(tree.path("").join(latin1), BAD_SHELL).unwrap();
    let run = tree.run(&[CONCISE]).expect(1);
    assert_eq!(run.paths(), ["caf\u{fffd} #1.sh", "esc\\u{1b}[31m.sh", "new\\u{a}line.sh"]);
    let log: Value = serde_json::from_str(&tree.run(&["--format=sarif"]).expect(1).stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let uris: Vec<_> = results
        .iter()
        .map(|result| {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap()
        })
        .collect();
    assert_eq!(uris, ["caf%E9%20%231.sh", "esc%1B%5B31m.sh", "new%0Aline.sh"]);
}

/// What the report costs must not grow with the square of a line's length.
#[test]
fn a_line_of_megabytes_full_of_findings() {
    let tree = Tree::new(&[]);
    let line = "name=$(mktemp -u); : \"é\"; ".repeat(20_000);
    tree.write("a.sh", format!("#!/bin/sh\n{line}\n").as_bytes());
    for format in ["full", "sarif"] {
        let start = std::time::Instant::now();
        tree.run(&["--format", format, "--output=report"]).expect(1);
        assert!(start.elapsed().as_secs() < 60, "{format} took {:?}", start.elapsed());
    }
}

/// Pipelines are hidden files; what else is hidden stays so.
#[test]
fn hidden_files_of_pipelines_are_found() {
    let steps = "jobs: {a: {steps: [{run: date > /tmp/x}]}}\n";
    let tree = Tree::new(&[
        (".git/HEAD", ""),
        (".github/workflows/a.yml", steps),
        (".github/workflows/b.txt", steps),
        (".github/tool.sh", BAD_SHELL),
        (".gitlab-ci.yml", "a: {script: [date > /tmp/x]}\n"),
        (".cache/Makefile", "a:\n\tdate > /tmp/x\n"),
        ("debian/rules", "#!/usr/bin/make -f\na:\n\tdate > /tmp/x\n"),
        ("cron.d/script", BAD_SHELL),
        ("cron.d/table", "* * * * * root date > /tmp/x\n"),
    ]);
    let paths = |arguments: &[&str]| {
        let run = tree.run(&[&[CONCISE, "--pedantic"], arguments].concat()).expect(1);
        run.paths().join(" ")
    };
    assert_eq!(
        paths(&[]),
        ".github/workflows/a.yml .gitlab-ci.yml cron.d/script cron.d/table debian/rules"
    );
    assert_eq!(paths(&[".github"]), ".github/tool.sh .github/workflows/a.yml");
}

/// JSON has no comments to hold expectations.
#[test]
fn scripts_in_json() {
    let tree = Tree::new(&[
        ("package.json", "{\"scripts\": {\"a\": \"echo \\\"x\\\" > \\/tmp\\/x\"}}\n"),
        (
            "a.ipynb",
            concat!(
                "{\"cells\": [\n",
                "{\"cell_type\": \"code\", \"source\": [\"import tempfile\\n\"]},\n",
                "{\"cell_type\": \"code\", \"source\": [\n",
                "\"n = tempfile.mktemp()\\n\",\n",
                "\"!date > /tmp/y\"]},\n",
                "{\"cell_type\": \"code\", \"source\": \"open(n, 'w')\"}]}\n",
            ),
        ),
    ]);
    let run = tree.run(&[CONCISE]).expect(1);
    let places: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["a.ipynb:4:6", "a.ipynb:5:8", "package.json:1:31"], "{}", run.stdout);
    assert!(run.stderr.contains("in 2 files: 1 Python, 1 shell"), "{}", run.stderr);
    let json = tree.run(&["--format=json"]).expect(1);
    assert!(json.stdout.contains("\"package.json\""), "{}", json.stdout);
}

#[test]
fn walks_as_git_does() {
    let tree = Tree::new(&[
        (".gitignore", "out/\n*.gen.sh\n"),
        (".git/HEAD", ""),
        (".git/hooks/x.sh", BAD_SHELL),
        (".hidden/h.sh", BAD_SHELL),
        ("out/o.sh", BAD_SHELL),
        ("src/a.sh", BAD_SHELL),
        ("src/a.gen.sh", BAD_SHELL),
        ("src/vendor/v.sh", BAD_SHELL),
    ]);
    let paths = |arguments: &[&str]| {
        let run = tree.run(&[&[CONCISE], arguments].concat()).expect(1);
        run.paths().join(" ")
    };
    assert_eq!(paths(&[]), "src/a.sh src/vendor/v.sh");
    assert_eq!(paths(&["--exclude=vendor/"]), "src/a.sh");
    assert_eq!(paths(&["--exclude=*.sh", "--exclude=!a.sh"]), "src/a.sh");
    assert_eq!(paths(&["--hidden"]), ".hidden/h.sh src/a.sh src/vendor/v.sh");
    assert_eq!(paths(&["--no-ignore"]), "out/o.sh src/a.gen.sh src/a.sh src/vendor/v.sh");
    // What is named is linted.
    assert_eq!(paths(&["src/a.gen.sh"]), "src/a.gen.sh");
    assert_eq!(paths(&[".hidden"]), ".hidden/h.sh");
    assert_eq!(paths(&["--exclude=*.sh", "src/a.sh"]), "src/a.sh");
    // Each file once, however it is named.
    assert_eq!(paths(&["src/a.sh", "./src/a.sh", "src/../src/a.sh"]), "src/a.sh");
    let absolute = tree.path("src/a.sh").canonicalize().unwrap();
    assert_eq!(paths(&[absolute.to_str().unwrap()]), "src/a.sh");
}

#[test]
fn force_exclude_is_for_commit_hooks() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL), ("b.sh", BAD_SHELL), ("t.csh", "")]);
    let run = tree.run(&[CONCISE, "--force-exclude", "--exclude=a.sh", "a.sh", "b.sh"]).expect(1);
    assert_eq!(run.paths(), ["b.sh"]);
    tree.run(&["--force-exclude", "--exclude=a.sh", "a.sh"]).expect(0);
    tree.run(&["--force-exclude", "t.csh"]).expect(0);
    tree.run(&["t.csh"]).expect(3);
}

#[test]
fn languages_are_told_by_name_and_shebang() {
    let tree = Tree::new(&[
        ("script", BAD_SHELL),
        ("python-script", "#!/usr/bin/env -S python3 -u\nimport tempfile\nx = tempfile.mktemp()\n"),
        ("perl-script", "#!/usr/bin/perl\nmktemp -u"),
        ("LICENSE", "mktemp -u\n"),
        ("run.tests", BAD_SHELL),
        ("notes.md", BAD_SHELL),
    ]);
    let run = tree.run(&["--show-files"]).expect(0);
    assert_eq!(run.stdout, "python-script\nrun.tests\nscript\n");
    let run = tree.run(&[CONCISE]).expect(1);
    assert_eq!(run.paths(), ["python-script", "run.tests", "script"]);
    // A script that is named is linted whatever its extension.
    assert_eq!(tree.run(&[CONCISE, "notes.md"]).expect(1).paths(), ["notes.md"]);
    let run = tree.run(&["LICENSE"]).expect(3);
    assert!(run.stderr.contains("LICENSE: skipped: neither"), "{}", run.stderr);
}

#[test]
fn standard_input() {
    let tree = Tree::new(&[]);
    let run = tree.run_with_stdin(&[CONCISE, "-"], BAD_SHELL.as_bytes()).expect(1);
    assert_eq!(run.paths(), ["<stdin>"]);
    let arguments = [CONCISE, "-", "--stdin-filename=lib/x.py"];
    let run = tree.run_with_stdin(&arguments, BAD_PYTHON.as_bytes()).expect(1);
    assert_eq!(run.paths(), ["lib/x.py"]);
    tree.run_with_stdin(&["-"], b"x = 1\n").expect(2);
    tree.run_with_stdin(&["-", "-"], b"").expect(2);
}

#[test]
fn rules_can_be_chosen() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL)]);
    tree.run(&["--select", RULE]).expect(1);
    tree.run(&["--select=missing-trap"]).expect(0);
    let run = tree.run(&["--ignore", "missing-trap,insecure-temp-name-api"]).expect(0);
    assert_eq!(run.stderr, "no findings in 1 file: 1 shell\n");
    let run = tree.run(&["--select=insecure-tmp-name-api"]).expect(2);
    assert_eq!(
        run.stderr,
        "error: there is no rule `insecure-tmp-name-api`; did you mean `insecure-temp-name-api`?\n"
    );
}

#[test]
fn ignore_comments() {
    let ignored = BAD_SHELL.replace("-u)", "-u) # tmplint: ignore[insecure-temp-name-api] test");
    let tree = Tree::new(&[
        ("a.sh", &ignored),
        ("b.sh", "#!/bin/sh\n# tmplint: ignore[missing-trap]\ntrue\n# tmplint: ignore\n"),
    ]);
    let run = tree.run(&[]).expect(0);
    assert_eq!(
        run.stderr,
        "note: b.sh:2:3: ignore[missing-trap] suppresses nothing\n\
         warning: b.sh:4:3: an ignore names its rules: `tmplint: ignore[rule-id] reason`\n\
         no findings (1 suppressed) in 2 files: 2 shell\n"
    );
    assert_eq!(tree.run(&[CONCISE, "--no-ignores"]).expect(1).paths(), ["a.sh"]);
    let results = |arguments: &[&str]| {
        let run = tree.run(&[&["--format=sarif", "a.sh"], arguments].concat()).expect(0);
        let log: Value = serde_json::from_str(&run.stdout).unwrap();
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    assert_eq!(results(&[])[0]["suppressions"][0]["justification"], "test");
    assert!(results(&["--omit-ignored"]).is_empty());
}

#[test]
fn output_files_are_replaced_as_a_whole() {
    let tree = Tree::new(&[("src/a.sh", BAD_SHELL), ("report.json", "old")]);
    let run = tree.run(&["src", "--format=json", "--output=report.json"]).expect(1);
    assert_eq!(run.stdout, "");
    let report: Value = serde_json::from_str(&tree.read("report.json")).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["findings"][0]["path"], "src/a.sh");
    let names: Vec<_> =
        fs::read_dir(tree.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    tree.run(&["src", "--output=no/such/directory/x"]).expect(2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A planted link is replaced, not followed.
        std::os::unix::fs::symlink("victim", tree.path("link")).unwrap();
        tree.write("victim", b"precious");
        tree.run(&["src", "--output=link"]).expect(1);
        assert_eq!(tree.read("victim"), "precious");
        assert!(tree.path("link").symlink_metadata().unwrap().is_file());
        let mode = tree.path("link").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0);
        assert_eq!(mode & 0o400, 0o400);
        tree.run(&["src", "--output=/dev/null"]).expect(1);
    }
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let files: Vec<(String, &str)> = (0..120)
        .map(|number| match number % 3 {
            0 => (format!("d{}/f{number}.sh", number % 7), BAD_SHELL),
            1 => (format!("d{}/f{number}.c", number % 7), BAD_C),
            _ => (format!("d{}/f{number}.py", number % 7), BAD_PYTHON),
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let tree = Tree::new(&files);
    for format in ["full", "concise", "json", "sarif", "github"] {
        let format = format!("--format={format}");
        let one = tree.run(&[&format, "--jobs=1"]).expect(1);
        let eight = tree.run(&[&format, "--jobs=8"]).expect(1);
        let unfiltered = tree.run(&[&format, "--no-prefilter"]).expect(1);
        let reordered = tree.run(&[&format, "d6", "d3", "d0", "d1", "d2", "d4", "d5"]).expect(1);
        for other in [eight, unfiltered, reordered] {
            assert_eq!((&one.stdout, &one.stderr), (&other.stdout, &other.stderr), "{format}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let files: Vec<(String, &str)> = (0..300).map(|n| (format!("f{n}.c"), BAD_C)).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let tree = Tree::new(&files);
    let mut child = tree
        .command(&["--format=json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("panicked") && !stderr.contains("pipe"), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = finish(tree.command(&[]).stdout(full));
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("standard output: No space left"), "{}", run.stderr);
}

#[test]
fn colours() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL)]);
    let colored = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = tree.command(arguments);
        let run = finish(command.envs(variables.iter().copied()));
        run.stdout.contains("\u{1b}[")
    };
    assert!(!colored(&[], &[]));
    assert!(colored(&["--color=always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("FORCE_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--color=never"], &[("FORCE_COLOR", "1")]));
}

#[test]
fn commands() {
    let tree = Tree::new(&[("rules/a.sh", BAD_SHELL)]);
    let run = tree.run(&["explain", RULE]).expect(0);
    assert!(run.stdout.starts_with("insecure-temp-name-api: "), "{}", run.stdout);
    tree.run(&["explain", "nonsense"]).expect(2);
    let run = tree.run(&["rules"]).expect(0);
    assert!(run.stdout.contains("\ninsecure-temp-name-api "), "{}", run.stdout);
    let run = tree.run(&["rules", "--format=json"]).expect(0);
    let rules: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(rules["version"], 1);
    assert_eq!(tree.run(&[CONCISE, "./rules"]).expect(1).paths(), ["rules/a.sh"]);
    let run = tree.run(&["debug", "ir", "rules/a.sh"]).expect(0);
    assert!(run.stdout.starts_with("unit shell"), "{}", run.stdout);
    let run = tree.run(&["--quiet", "explain"]).expect(2);
    assert!(run.stderr.contains("a command comes before all options"), "{}", run.stderr);
}

#[test]
fn sites() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL), ("b.c", GOOD_C)]);
    let run = tree.run(&["sites"]).expect(0);
    assert!(run.stdout.contains("\na.sh:2:"), "{}", run.stdout);
    assert!(run.stdout.ends_with("5 appropriate-permissions, 6 removed\n"), "{}", run.stdout);
    let run = tree.run(&["sites", "--format=json", "a.sh"]).expect(0);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["sites"][0]["path"], "a.sh");
    tree.run(&["sites", "b.c"]).expect(0);
    tree.run(&["sites", "gone"]).expect(2);
}

#[test]
fn statistics() {
    let tree = Tree::new(&[("a.sh", BAD_SHELL), ("b.c", BAD_C)]);
    let run = tree.run(&["--statistics"]).expect(1);
    assert_eq!(run.stdout, "2  error  insecure-temp-name-api\n");
    tree.run(&["--statistics", "--format=sarif"]).expect(2);
}
