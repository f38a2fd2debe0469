//! Names anyone can guess, and names nobody can.
use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::{env, io, process};

fn constant() -> io::Result<File> {
    File::create("/tmp/app.log") //~ predictable-temp-path
}

fn by_process() -> io::Result<()> {
    let path = env::temp_dir().join(format!("app-{}", process::id()));
    fs::write(&path, "x") //~ predictable-temp-path
}

fn cache_path() -> PathBuf {
    let mut path = env::temp_dir();
    path.push("app-cache");
    path
}

fn through_a_helper() -> io::Result<()> {
    fs::create_dir_all(cache_path()) //~ shared-dir-assumed-private
}

fn exclusive() -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open("/tmp/app.lock")
}

fn inside_its_own_directory() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    fs::write(dir.path().join("list"), "x") //~ ok: predictable-temp-path
}

fn only_printed() {
    println!("{}", env::temp_dir().join("app").display()); //~ ok: predictable-temp-path
}
