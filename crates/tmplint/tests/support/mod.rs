//! Runs the built command in a directory of its own, with nothing of the caller's environment.

#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A shell script with one finding, on line 2.
pub(crate) const BAD_SHELL: &str = "#!/bin/sh\nname=$(mktemp -u)\ndate > \"$name\"\n";
/// A C file with one finding, on line 5.
pub(crate) const BAD_C: &str = "#include <stdio.h>\nint main(void)\n{\n    char name[L_tmpnam];\n    \
                         tmpnam(name);\n    FILE *f = fopen(name, \"w\");\n    return f == NULL;\n}\n";
/// A Python file with one finding, on line 2.
pub(crate) const BAD_PYTHON: &str =
    "import tempfile\nname = tempfile.mktemp()\nopen(name, 'w').close()\n";
/// A file in which there is nothing to find.
pub(crate) const GOOD_C: &str = "int main(void) { return 0; }\n";

/// A directory to run in.
pub(crate) struct Tree {
    directory: TempDir,
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Tree {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self { directory: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            tree.write(path, text.as_bytes());
        }
        tree
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tmplint"));
        command.args(arguments).current_dir(self.directory.path()).env_clear();
        // Git's own configuration could ignore files.
        command.env("HOME", self.directory.path().join("no-home"));
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments).stdin(Stdio::null()))
    }

    pub(crate) fn run_with_stdin(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        Run::new(child.wait_with_output().unwrap())
    }
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Run {
    Run::new(command.output().unwrap())
}

impl Run {
    fn new(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The paths findings are in, one per finding, from `--format concise`.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.stdout.lines().map(|line| line.split(':').next().unwrap()).collect()
    }

    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }
}

/// Makes a named pipe.
#[cfg(unix)]
pub(crate) fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}
