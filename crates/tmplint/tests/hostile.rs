//! Input made to crash, hang or mislead: each file gets an exit status that is documented, in time,
//! and the file beside it is linted all the same.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

mod support;

use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{BAD_SHELL, Tree};

/// Far more than any of this takes, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_mins(2);

/// Runs on everything in the directory and gives the paths with findings and what was said besides.
#[track_caller]
fn survive(tree: &Tree, arguments: &[&str]) -> (Vec<String>, String) {
    tree.write("witness.sh", BAD_SHELL.as_bytes());
    // Files, not pipes: nobody has to read what is written while it is waited for.
    let [out, err] = ["stdout", "stderr"].map(|name| tree.path(name));
    let mut command = tree.command(&[&["--format=concise", "--verbose"], arguments].concat());
    command.stdin(Stdio::null());
    command.stdout(std::fs::File::create(&out).unwrap());
    command.stderr(std::fs::File::create(&err).unwrap());
    let status = wait(command.spawn().unwrap());
    let [out, err] = [out, err].map(|path| std::fs::read_to_string(path).unwrap());
    assert_eq!(status, Some(1), "stdout: {out}\nstderr: {err}");
    assert!(!err.contains("internal error"), "{err}");
    let mut paths: Vec<String> =
        out.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect();
    paths.dedup();
    assert!(paths.contains(&"witness.sh".to_owned()), "{paths:?}");
    (paths, err)
}

/// The status of a process; `None` if a signal ended it.
#[track_caller]
fn wait(mut child: Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("not finished after {PATIENCE:?}");
}

/// `before`, `open` many times, `middle`, `close` as often, `after`. Each holds a word that lets it
/// through the prefilter.
fn nested(before: &str, open: &str, middle: &str, close: &str, after: &str) -> Vec<u8> {
    const DEPTH: usize = 20_000;
    [before, &open.repeat(DEPTH), middle, &close.repeat(DEPTH), after].concat().into_bytes()
}

#[test]
fn nesting_without_end() {
    let tree = Tree::new(&[]);
    for (path, bytes) in [
        ("a.c", nested("int f(void) { return \"/tmp\" + ", "(", "1", ")", "; }\n")),
        ("b.c", nested("void f(void) { puts(\"/tmp\"); ", "{", ";", "}", "}\n")),
        ("c.c", nested("void f(void) { puts(\"/tmp\"); ", "if (x) ", ";", "", "}\n")),
        ("d.c", nested("/* /tmp */ int x = ", "{", "1", "}", ";\n")),
        ("e.c", nested("/* /tmp */\n", "#if X\n", "int x;\n", "#endif\n", "")),
        ("a.py", nested("x = '/tmp', ", "(", "1", ")", "\n")),
        ("b.py", nested("x = '/tmp', ", "f(", "1", ")", "\n")),
        ("c.py", nested("x = '/tmp'", " + '/tmp'", "", "", "\n")),
        ("d.py", nested("x = '/tmp'\ny = ", "not ", "x", "", "\n")),
        ("e.py", nested("x = '/tmp'", ".a", "", "", "\n")),
        ("a.sh", nested("#!/bin/sh\necho /tmp ", "$(", "x", ")", "\n")),
        ("b.sh", nested("#!/bin/sh\n: /tmp\n", "if x; then ", ":", "; fi", "\n")),
        ("c.sh", nested("#!/bin/sh\n: /tmp\n", "( ", ":", " )", "\n")),
        ("d.sh", nested("#!/bin/sh\necho /tmp ", "${x:-", "x", "}", "\n")),
        ("e.sh", nested("#!/bin/sh\n: /tmp\n", "{ ", ":", "; }", "\n")),
        ("a.rs", nested("const X: &str = \"/tmp\"; const Y: u8 = ", "(", "1", ")", ";\n")),
        ("b.rs", nested("// /tmp\ntype X = ", "Vec<", "u8", ">", ";\n")),
        ("c.rs", nested("fn f() { g(\"/tmp\"); ", "{", "", "}", "}\n")),
        ("d.rs", nested("fn f() { \"/tmp\"", ".a()", "", "", "; }\n")),
        ("e.rs", nested("fn f() { g(\"/tmp\"); let x = ", "!", "y", "", "; }\n")),
    ] {
        tree.write(path, &bytes);
    }
    let _ = survive(&tree, &[]);
}

#[test]
fn bytes_that_are_no_text() {
    let tree = Tree::new(&[]);
    let late = [b'\n'; 9000];
    for (path, line) in [
        ("x.c", &b"int f(void) { return open(\"/tmp/a\", 65, 0600); }\n"[..]),
        ("x.py", b"open('/tmp/a', 'w')\n"),
        ("x.sh", b": > /tmp/a\n"),
        ("x.rs", b"fn f() { std::fs::write(\"/tmp/a\", \"\").unwrap(); }\n"),
    ] {
        tree.write(&format!("early-nul-{path}"), &[b"\0", line].concat());
        tree.write(&format!("late-nul-{path}"), &[line, &late, b"\0", line].concat());
        tree.write(&format!("invalid-{path}"), &[line, b"\xff\xfe\xc3\x28\xed\xa0\x80\n"].concat());
        tree.write(&format!("escapes-{path}"), &[line, b"\x1b[2J\x07\xe2\x80\xae\r\n"].concat());
        tree.write(&format!("cut-{path}"), &line[..line.len() / 2]);
    }
    let (paths, notes) = survive(&tree, &[]);
    for path in ["x.c", "x.py", "x.sh", "x.rs"] {
        assert!(notes.contains(&format!("early-nul-{path}: skipped: not text")), "{notes}");
    }
    for path in ["invalid-x.sh", "late-nul-x.sh", "escapes-x.sh", "invalid-x.py", "invalid-x.c"] {
        assert!(paths.contains(&path.to_owned()), "{path} is not in {paths:?}\n{notes}");
    }
    assert!(!notes.contains('\x1b'));
}

#[test]
fn lines_of_megabytes() {
    let tree = Tree::new(&[]);
    let repeated = |before: &str, middle: &str, after: &str| {
        [before, &middle.repeat((2 << 20) / middle.len()), after].concat().into_bytes()
    };
    tree.write("a.c", &repeated("int f(void) { puts(\"/tmp\"); return 0", " + 1", "; }\n"));
    tree.write("b.c", &repeated("char x[] = \"/tmp", "aaaaaaaa", "\";\n"));
    tree.write("a.py", &repeated("x = ['/tmp'", ", 12345678", "]\n"));
    tree.write("a.sh", &repeated("#!/bin/sh\necho /tmp", " word", "\n"));
    tree.write("b.sh", &repeated("#!/bin/sh\nx='/tmp", "aaaaaaaa", "\n"));
    tree.write("a.rs", &repeated("const X: &[&str] = &[\"/tmp\"", ", \"abcdef\"", "];\n"));
    let _ = survive(&tree, &[]);
}

#[cfg(unix)]
#[test]
fn what_only_looks_like_a_file() {
    use std::os::unix::fs::symlink;
    let tree = Tree::new(&[("deep/a.c", "")]);
    support::make_fifo(&tree.path("pipe.c"));
    symlink("..", tree.path("deep/up")).unwrap();
    symlink("itself.sh", tree.path("itself.sh")).unwrap();
    symlink("/dev/zero", tree.path("zero.py")).unwrap();
    let (paths, notes) = survive(&tree, &["."]);
    assert_eq!(paths, ["witness.sh"]);
    assert!(notes.contains("pipe.c: skipped: not a regular file"), "{notes}");
    // Named, they are errors.
    for path in ["pipe.c", "itself.sh", "zero.py"] {
        let mut command = tree.command(&[path]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        assert_eq!(wait(command.spawn().unwrap()), Some(2), "{path}");
    }
}
