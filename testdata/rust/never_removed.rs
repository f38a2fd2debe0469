//! What is never removed.
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{self, Command};
use std::sync::{LazyLock, OnceLock};
use tempfile::{NamedTempFile, TempDir};

static SCRATCH: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap()); //~ temp-never-removed
static LATER: OnceLock<TempDir> = OnceLock::new();

lazy_static::lazy_static! {
    static ref SHARED: TempDir = TempDir::new().unwrap(); //~ temp-never-removed
}

static OLD: once_cell::sync::Lazy<NamedTempFile> = once_cell::sync::Lazy::new(|| NamedTempFile::new().unwrap()); //~ temp-never-removed

fn later() -> &'static TempDir {
    LATER.get_or_init(|| tempfile::tempdir().unwrap()) //~ temp-never-removed
}

fn later_set() {
    let dir = TempDir::new().unwrap(); //~ temp-never-removed
    LATER.set(dir).unwrap();
}

thread_local! {
    static LOCAL: TempDir = TempDir::new().unwrap(); //~ ok: temp-never-removed
}

fn exits() {
    let dir = TempDir::new().unwrap();
    if fs::write(dir.path().join("a"), "x").is_err() {
        process::exit(1); //~ cleanup-bypassed
    }
    println!("{}", dir.path().display());
}

fn exits_in_match() {
    let file = NamedTempFile::new().unwrap();
    match fs::read(file.path()) {
        Ok(_) => {}
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(2) //~ cleanup-bypassed
        }
    }
}

fn exits_in_closure() {
    let file = NamedTempFile::new().unwrap();
    fs::read(file.path()).unwrap_or_else(|error| {
        eprintln!("{error}");
        process::exit(1) //~ cleanup-bypassed
    });
}

fn exits_at_end() {
    let dir = TempDir::new().unwrap();
    let status = Command::new("make").current_dir(&dir).status().unwrap();
    process::exit(status.code().unwrap_or(1)); //~ cleanup-bypassed
}

fn exits_after_drop() {
    let dir = TempDir::new().unwrap();
    let status = Command::new("make").current_dir(dir.path()).status().unwrap();
    drop(dir);
    process::exit(status.code().unwrap_or(1)); //~ ok: cleanup-bypassed
}

fn aborts() {
    let dir = TempDir::new().unwrap();
    if !dir.path().exists() {
        process::abort(); //~ cleanup-bypassed
    }
}

fn replaced_by_another() -> io::Error {
    let file = NamedTempFile::new().unwrap();
    Command::new("vi").arg(file.path()).exec() //~ cleanup-bypassed
}

fn left() -> io::Result<()> {
    let path = std::env::temp_dir().join(format!("job-{}", uuid::Uuid::new_v4()));
    let mut file = File::create_new(&path)?; //~ temp-leak-on-error
    file.write_all(b"x")?;
    let status = Command::new("sort").arg(&path).status()?;
    println!("{status}");
    fs::remove_file(&path)
}

fn left_by_early_return(dry: bool) -> io::Result<()> {
    let dir = TempDir::new()?.keep(); //~ temp-leak-on-error
    if dry {
        return Ok(());
    }
    fs::remove_dir_all(&dir)
}

fn removed_on_all_ways() -> io::Result<()> {
    let dir = TempDir::new()?.keep(); //~ ok: temp-leak-on-error, temp-never-removed
    let result = fs::write(dir.join("a"), "x");
    fs::remove_dir_all(&dir)?;
    result
}

struct Guard(PathBuf);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn removed_by_guard() -> io::Result<()> {
    let path = std::env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    let _guard = Guard(path.clone());
    fs::write(&path, "x")?; //~ ok: temp-leak-on-error, temp-never-removed
    fs::read(&path).map(drop)
}

fn removed_by_scopeguard() -> io::Result<()> {
    let path = std::env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    fs::write(&path, "x")?; //~ ok: temp-leak-on-error, temp-never-removed
    scopeguard::defer! {
        let _ = fs::remove_file(&path);
    }
    fs::read(&path).map(drop)
}
