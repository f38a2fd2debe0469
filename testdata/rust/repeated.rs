//! Functions that are called again and again leave something behind each time.
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

fn measure(directory: &Path) -> io::Result<u32> {
    std::fs::write(directory.join("in"), "x")?;
    Ok(1)
}

fn forgets(case: &str) -> io::Result<bool> {
    let work = tempfile::tempdir()?; //~ temp-never-removed
    let found = measure(work.path())?;
    println!("{case}: {}", work.path().display());
    mem::forget(work);
    Ok(found == 1)
}

fn leaves(case: &str) -> io::Result<()> {
    let work = tempfile::tempdir()?.into_path(); //~ temp-leak-on-error
    measure(&work)?;
    std::fs::remove_dir_all(&work)
}

fn removes(case: &str) -> io::Result<bool> {
    let work = tempfile::tempdir()?; //~ ok: temp-never-removed
    Ok(measure(work.path())? == 1)
}

fn converted(case: &str) -> io::Result<PathBuf> {
    let file = tempfile::Builder::new().prefix(case).tempfile()?.into_temp_path();
    measure(&file)?;
    file.keep().map_err(|error| error.error)
}

struct Sandbox {
    root: PathBuf,
}

impl Sandbox {
    fn new() -> io::Result<Self> {
        let root = tempfile::tempdir()?.keep(); //~ ok: temp-never-removed
        Ok(Self { root })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn all(cases: &[String]) -> io::Result<u32> {
    let mut failed = 0;
    for case in cases {
        if !forgets(case)? {
            failed += 1;
        }
        leaves(case)?;
        removes(case)?;
        let output = converted(case)?;
        std::fs::remove_file(&output)?;
        let sandbox = Sandbox::new()?;
        measure(&sandbox.root)?;
    }
    Ok(failed)
}

fn main() {
    let cases: Vec<String> = std::env::args().collect();
    std::process::exit(match all(&cases) {
        Ok(failed) => failed as i32,
        Err(_) => 125,
    })
}
