//! `tmplint.toml`.

#![expect(clippy::unwrap_used, reason = "a test's helpers are tests too")]

mod support;

use support::{BAD_C, BAD_SHELL, Run, Tree};

fn lint(config: &str, arguments: &[&str]) -> Run {
    let tree = Tree::new(&[
        ("tmplint.toml", config),
        ("src/a.c", BAD_C),
        ("src/a.sh", BAD_SHELL),
        ("tests/t.sh", BAD_SHELL),
    ]);
    tree.run(&[&["--format=concise"], arguments].concat())
}

#[test]
fn keys() {
    assert_eq!(lint("", &[]).expect(1).paths(), ["src/a.c", "src/a.sh", "tests/t.sh"]);
    let run = lint("exclude = ['tests/', '*.c']", &[]).expect(1);
    assert_eq!(run.paths(), ["src/a.sh"]);
    lint("ignore = ['insecure-temp-name-api']", &[]).expect(0);
    lint("select = ['missing-trap']\ntier = 'audit'\nmin-level = 'error'", &[]).expect(0);
    let per_path = "[[per-path]]\npaths = ['tests/']\nignore = ['insecure-temp-name-api']";
    assert_eq!(lint(per_path, &[]).expect(1).paths(), ["src/a.c", "src/a.sh"]);
}

#[test]
fn tests_are_excluded_if_that_is_said() {
    let source = "fn a() { std::fs::write(\"/tmp/a\", \"x\").unwrap(); }\n\
                  #[test]\nfn b() { std::fs::write(\"/tmp/b\", \"x\").unwrap(); }\n\
                  #[cfg(test)]\nmod tests { fn c() { std::fs::write(\"/tmp/c\", \"x\").unwrap(); } }\n";
    let found = |config: &str| {
        let tree = Tree::new(&[("tmplint.toml", config), ("src/a.rs", source)]);
        tree.run(&["--format=concise"]).expect(1).paths().len()
    };
    assert_eq!(found(""), 3);
    assert_eq!(found("exclude-tests = false"), 3);
    assert_eq!(found("exclude-tests = true"), 1);
}

#[test]
fn findings_weigh_less_where_nobody_else_is() {
    let source = "#!/bin/sh\nls > /tmp/list\n";
    let found = |config: &str, arguments: &[&str]| {
        let files = [
            ("tmplint.toml", config),
            ("tool.sh", source),
            ("live/config/hooks/live/10-x.hook.chroot", source),
            ("vm/setup.sh", source),
            ("Dockerfile", "FROM debian\nRUN ls > /tmp/list\n"),
        ];
        let run = Tree::new(&files).run(&[&["--format=concise"], arguments].concat()).expect(1);
        run.paths().into_iter().map(str::to_owned).collect::<Vec<String>>()
    };
    let hook = "live/config/hooks/live/10-x.hook.chroot";
    assert_eq!(found("", &[]), ["tool.sh", "vm/setup.sh"]);
    assert_eq!(found("", &["--pedantic"]), ["Dockerfile", hook, "tool.sh", "vm/setup.sh"]);
    let all = "private-systems = false";
    assert_eq!(found(all, &[]), ["Dockerfile", hook, "tool.sh", "vm/setup.sh"]);
    let own = "[[per-path]]\npaths = ['vm/']\nprivate = 'a virtual machine'";
    assert_eq!(found(own, &[]), ["tool.sh"]);
    assert_eq!(found(&format!("{all}\n{own}"), &[]), ["Dockerfile", hook, "tool.sh"]);
}

#[test]
fn the_command_line_is_stronger() {
    lint("select = ['missing-trap']", &["--select=insecure-temp-name-api"]).expect(1);
    lint("ignore = ['insecure-temp-name-api']", &["--select=insecure-temp-name-api"]).expect(1);
    lint("ignore = ['insecure-temp-name-api']", &["--no-config"]).expect(1);
    lint("ignore = ['missing-trap']", &["--ignore=insecure-temp-name-api"]).expect(0);
}

#[test]
fn mistakes_are_named_with_file_and_line() {
    for (config, place) in [
        ("\nselct = []", "2:1: unknown field `selct`"),
        ("ignore = [\n  'x',\n]", "2:3: there is no rule `x`"),
        ("tier = 'high'", "1:8: tiers are default, pedantic and audit"),
        ("min-level = 3", "1:13: invalid type"),
        ("[[per-path]]\npath = []", "2:1: unknown field `path`"),
        ("= 1", "1:1: "),
    ] {
        let run = lint(config, &[]).expect(2);
        assert!(run.stderr.contains(&format!("tmplint.toml:{place}")), "{config}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn the_nearest_file_up_to_the_root_of_the_repository() {
    let ignore = "ignore = ['insecure-temp-name-api']";
    let tree = Tree::new(&[
        ("tmplint.toml", ignore),
        ("a/b/x.sh", BAD_SHELL),
        ("repo/.git/HEAD", ""),
        ("repo/x.sh", BAD_SHELL),
        ("repo/sub/.tmplint.toml", ignore),
        ("repo/sub/deep/x.sh", BAD_SHELL),
    ]);
    let status = |directory: &str, arguments: &[&str]| {
        let mut command = tree.command(arguments);
        support::finish(command.current_dir(tree.path(directory))).status
    };
    assert_eq!(status(".", &[]), 0);
    // Outside of a repository what lies above does not count: it may be anybody's.
    assert_eq!(status("a/b", &[]), 1);
    assert_eq!(status("repo", &[]), 1);
    assert_eq!(status("repo/sub/deep", &[]), 0);
    assert_eq!(status("repo", &["--config=../tmplint.toml"]), 0);
    assert_eq!(status("repo", &["--config=gone.toml"]), 2);
}
