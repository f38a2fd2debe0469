//! Who is charged with removing what is kept: whoever gets the path, not whoever is lent it.
use std::env;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

fn scratch() -> PathBuf {
    tempfile::TempDir::new().expect("scratch").into_path() //~ temp-never-removed
}

fn lent_by_reference() {
    let keys = scratch();
    crate::keys::generate("first", &keys);
    assert!(keys.join("first").exists());
}

fn lent_as_a_part() -> io::Result<()> {
    let root = tempfile::tempdir()?.into_path(); //~ temp-never-removed
    let shown = root.to_str().unwrap_or_default();
    crate::mount::check(shown);
    Ok(())
}

fn lent_in_a_list() -> io::Result<()> {
    struct Case<'a> {
        root: &'a str,
        name: &'a str,
    }
    let root = tempfile::tempdir()?.into_path(); //~ temp-never-removed
    let root = root.to_str().unwrap_or_default();
    let cases = [Case { root, name: "a" }, Case { root, name: "b" }];
    for case in cases.iter() {
        crate::mount::check(case.root, case.name);
    }
    Ok(())
}

fn given_away() -> io::Result<()> {
    let root = tempfile::tempdir()?.into_path(); //~ ok: temp-never-removed
    crate::pool::adopt(root);
    Ok(())
}

fn removed_by_code_not_seen() -> io::Result<()> {
    let root = tempfile::tempdir()?.into_path(); //~ ok: temp-never-removed
    crate::files::remove_tree(&root);
    Ok(())
}

fn removed_by_a_guard() -> io::Result<()> {
    let root = tempfile::tempdir()?.into_path(); //~ ok: temp-never-removed
    let _guard = crate::guards::defer(|| drop(fs::remove_dir_all(&root)));
    fs::write(root.join("a"), "x")?; //~ ok: temp-name-reuse-after-delete
    fs::remove_file(root.join("a"))?;
    fs::write(root.join("b"), "x") //~ ok: temp-name-reuse-after-delete
}

struct OnDrop(PathBuf);

impl Drop for OnDrop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn removed_by_an_object() -> io::Result<()> {
    let root = tempfile::tempdir()?.into_path(); //~ ok: temp-never-removed
    let _guard = OnDrop(root.clone());
    fs::write(root.join("a"), "x")
}

fn unguessable_and_left() -> io::Result<()> {
    let number: u32 = rand::random();
    let path = env::temp_dir().join(format!("data-{number}"));
    let mut file = OpenOptions::new().create(true).write(true).open(path.clone())?; //~ temp-never-removed
    crate::fill(&mut file);
    Ok(())
}

fn unguessable_directory_and_left() {
    let path = env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    fs::create_dir(&path).unwrap(); //~ temp-never-removed
    fs::write(path.join("a"), "x").unwrap(); //~ ok: predictable-temp-path
}

fn unguessable_and_leaked_on_error(text: &str) -> io::Result<()> {
    let path = env::temp_dir().join(format!("{}.json", uuid::Uuid::new_v4()));
    fs::write(&path, text)?; //~ temp-leak-on-error
    let length = fs::metadata(&path)?.len();
    println!("{length}");
    fs::remove_file(&path)
}

fn unguessable_and_removed(text: &str) {
    let path = env::temp_dir().join(format!("{}.json", uuid::Uuid::new_v4()));
    fs::write(&path, text).unwrap(); //~ ok: temp-never-removed
    fs::write(path.with_extension("bak"), text).unwrap(); //~ miss: temp-never-removed
    fs::remove_file(&path).unwrap();
}

fn unguessable_and_returned(text: &str) -> io::Result<PathBuf> {
    let path = env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    fs::write(&path, text)?; //~ ok: temp-never-removed
    Ok(path)
}

fn unguessable_and_moved(text: &str, to: &Path) -> io::Result<()> {
    let path = env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    fs::write(&path, text)?; //~ ok: temp-never-removed
    fs::rename(&path, to)
}

#[test]
fn tested_code_does_not_remove_what_the_test_made() {
    let root = tempfile::tempdir().unwrap().into_path(); //~ temp-never-removed
    let store = crate::pool::Store::open(root).unwrap();
    store.put("a");
}

#[test]
fn nor_by_a_field() {
    let root = tempfile::tempdir().unwrap().into_path(); //~ temp-never-removed
    let mut settings = crate::pool::Settings::default();
    settings.directory = Some(root.clone());
    crate::pool::start(settings);
}

#[test]
fn made_by_a_helper_not_seen() {
    let root = crate::testutils::new_temp_dir().into_path(); //~ temp-never-removed
    crate::pool::start(&root);
}

#[test]
fn guards_do() {
    let root = tempfile::tempdir().unwrap().into_path(); //~ ok: temp-never-removed
    let _guard = crate::guards::CleanupGuard::new(root.clone());
    crate::pool::start(&root);
}

fn waited_for() -> io::Result<()> {
    let list = tempfile::tempdir()?.into_path().join("list"); //~ temp-never-removed
    std::process::Command::new("editor").arg(&list).spawn()?.wait()?;
    Ok(())
}
