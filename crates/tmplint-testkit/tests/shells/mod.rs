//! The shells of this machine, and a place for what they leave behind.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Shells of the tables, and how each is started.
pub(crate) const SHELLS: [(&str, &[&str]); 10] = [
    ("bash", &["bash"]),
    ("dash", &["dash"]),
    ("busybox", &["busybox", "sh"]),
    ("ash", &["ash"]),
    ("ksh", &["ksh"]),
    ("ksh93", &["ksh93"]),
    ("mksh", &["mksh"]),
    ("zsh", &["zsh"]),
    ("yash", &["yash"]),
    ("posh", &["posh"]),
];

/// Whether the shell can be started at all.
pub(crate) fn runs(command: &[&str]) -> bool {
    let [program, arguments @ ..] = command else { return false };
    let mut shell = Command::new(program);
    shell.args(arguments).args(["-c", "exit 0"]);
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.status().is_ok_and(|status| status.success())
}

/// A directory of this test's own, removed with all in it.
pub(crate) struct PrivateDirectory(pub(crate) PathBuf);

impl PrivateDirectory {
    pub(crate) fn new() -> Option<Self> {
        let made = Command::new("mktemp").arg("-d").output().ok()?;
        let path = PathBuf::from(String::from_utf8_lossy(&made.stdout).trim_end());
        let metadata = path.metadata().ok()?;
        let private = metadata.is_dir() && metadata.permissions().mode() & 0o077 == 0;
        private.then_some(Self(path))
    }
}

impl Drop for PrivateDirectory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
