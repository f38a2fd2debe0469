//! Directories that are gone by the time their name is used.
use std::fs;
use std::io;
use std::path::PathBuf;

fn made_again() -> io::Result<()> {
    let base = tempfile::tempdir()?.path().to_path_buf();
    fs::create_dir_all(&base)?; //~ temp-name-reuse-after-delete
    fs::write(base.join("index.html"), "x")
}

fn made_again_exclusively() -> io::Result<()> {
    let base = tempfile::tempdir()?.path().to_path_buf();
    fs::create_dir(&base) //~ temp-name-reuse-after-delete (pedantic)
}

fn inside() -> io::Result<()> {
    let path = tempfile::tempdir()?.path().join("list");
    fs::write(&path, "x") //~ temp-name-reuse-after-delete
}

fn path_of(name: &str) -> io::Result<PathBuf> {
    let dir = tempfile::Builder::new().prefix("job").tempdir()?;
    Ok(dir.path().join(name))
}

fn through_a_helper() -> io::Result<()> {
    let path = path_of("list")?;
    fs::write(&path, "x") //~ temp-name-reuse-after-delete
}

fn still_alive() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("list");
    fs::create_dir_all(dir.path().join("sub"))?; //~ ok: temp-name-reuse-after-delete
    fs::write(&path, "x") //~ ok: temp-name-reuse-after-delete
}

fn private_already(home: &std::path::Path) -> io::Result<()> {
    let base = tempfile::tempdir_in(home)?.path().to_path_buf();
    fs::create_dir_all(&base) //~ ok: temp-name-reuse-after-delete
}

fn lent_from_the_guard() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.as_ref().join("list");
    fs::write(&path, "x")?; //~ ok: temp-name-reuse-after-delete
    let guard = tempfile::Builder::new().prefix("job").tempdir().expect("no directory");
    fs::write(guard.borrow().join("list"), "x") //~ ok: temp-name-reuse-after-delete
}

fn lent_from_what_is_dropped() -> io::Result<()> {
    let path = tempfile::tempdir()?.as_ref().join("list");
    fs::write(&path, "x") //~ temp-name-reuse-after-delete
}
