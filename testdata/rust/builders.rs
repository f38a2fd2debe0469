//! Builders whose options are given one by one.
use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

fn in_statements() -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true);
    options.create(true);
    options.open("/tmp/app.state") //~ predictable-temp-path
}

fn exclusive_in_statements() -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true);
    options.create_new(true);
    options.mode(0o600);
    options.open("/tmp/app.state") //~ guessable-temp-name-dos (pedantic), ok: predictable-temp-path
}

fn wide() -> io::Result<fs::File> {
    let path = std::env::temp_dir().join(format!("agent-{}", uuid::Uuid::new_v4()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options.mode(0o666);
    options.open(path) //~ permissive-temp-mode
}

fn directory() -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    builder.mode(0o700);
    builder.create("/tmp/app-cache") //~ shared-dir-assumed-private
}

fn nothing_left_to_chance() -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.rand_bytes(0);
    builder.tempfile() //~ weak-temp-template
}

fn lock_beside(target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("index").suffix(".lock");
    builder.rand_bytes(0).tempfile_in(target) //~ ok: weak-temp-template
}

fn kept_if_asked_for(keep: bool) -> io::Result<()> {
    let dir = tempfile::Builder::new().disable_cleanup(keep).tempdir()?; //~ ok: temp-never-removed
    fs::write(dir.path().join("x"), "x")
}

fn kept_always() -> io::Result<()> {
    let dir = tempfile::Builder::new().disable_cleanup(true).tempdir()?; //~ temp-never-removed
    fs::write(dir.path().join("x"), "x")
}

/// A file that is to replace another beside it gets the mode that one has, wherever that is.
fn beside_its_target(directory: &std::path::Path) -> std::io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666))
        .tempfile_in(directory) //~ ok: permissive-temp-mode
}
