//! Cleanup that is given up after the fact.
use std::mem;

fn leaked() {
    let dir: &'static tempfile::TempDir = Box::leak(Box::new(tempfile::tempdir().unwrap())); //~ temp-never-removed
    println!("{}", dir.path().display());
}

fn forgotten() {
    let dir = tempfile::tempdir().unwrap(); //~ temp-never-removed
    println!("{}", dir.path().display());
    mem::forget(dir);
}

fn told_to_stay() {
    let mut dir = tempfile::tempdir().unwrap(); //~ temp-never-removed
    dir.disable_cleanup(true);
    println!("{}", dir.path().display());
}
