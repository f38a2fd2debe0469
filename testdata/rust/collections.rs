//! Paths in lists, maps and iterators over them.
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

fn under_a_key() -> io::Result<()> {
    let mut paths: HashMap<String, PathBuf> = HashMap::new();
    paths.insert("log".to_string(), env::temp_dir().join("under-a-key"));
    paths.insert("home".to_string(), PathBuf::from("/home/app"));
    if let Some(path) = paths.get("log") {
        fs::write(path, "x")?; //~ predictable-temp-path
    }
    fs::write(&paths["home"], "x") //~ ok: predictable-temp-path
}

fn by_entries() -> io::Result<()> {
    let paths = BTreeMap::from([("a", "/tmp/entry-a"), ("b", "/tmp/entry-b")]);
    for (_, path) in &paths {
        fs::write(path, "x")?; //~ predictable-temp-path
    }
    for path in paths.values() {
        File::create(path)?; //~ predictable-temp-path
    }
    Ok(())
}

fn keys_are_no_values(paths: &[&str]) -> io::Result<()> {
    let mut seen = HashMap::new();
    for path in paths {
        seen.insert("/tmp/key", *path);
    }
    for path in seen.values() {
        fs::write(path, "x")?; //~ ok: predictable-temp-path
    }
    Ok(())
}

fn in_a_set() -> io::Result<()> {
    let mut names = HashSet::new();
    names.insert(format!("/tmp/set-{}", std::process::id()));
    for name in &names {
        File::create(name)?; //~ predictable-temp-path
    }
    Ok(())
}

fn in_a_queue() -> io::Result<()> {
    let mut queue = VecDeque::new();
    queue.push_back(env::temp_dir().join("queue"));
    while let Some(path) = queue.pop_front() {
        fs::create_dir_all(&path)?; //~ shared-dir-assumed-private
        fs::remove_dir_all(&path)?;
    }
    Ok(())
}

fn mapped() -> io::Result<()> {
    let files: Vec<PathBuf> =
        (0..3).map(|number| env::temp_dir().join(format!("mapped-{number}"))).collect();
    for file in &files {
        File::create(file)?; //~ predictable-temp-path
    }
    Ok(())
}

fn mapped_from_outside(names: &[String]) -> io::Result<()> {
    let files: Vec<PathBuf> = names.iter().map(|name| Path::new("/tmp").join(name)).collect();
    for file in files.iter() {
        File::create(file)?; //~ predictable-temp-path
    }
    Ok(())
}

fn filtered(names: &[Option<String>]) -> io::Result<()> {
    for file in names.iter().filter_map(|name| Some(env::temp_dir().join(name.as_ref()?))) {
        File::create(file)?; //~ predictable-temp-path
    }
    Ok(())
}

fn side_by_side(texts: &[&str]) -> io::Result<()> {
    let paths = [Path::new("/tmp/side"), Path::new("/tmp/by-side")];
    for (path, text) in paths.iter().zip(texts) {
        fs::write(path, text)?; //~ predictable-temp-path
    }
    Ok(())
}

fn numbered() -> io::Result<()> {
    for (number, name) in ["a", "b"].iter().enumerate() {
        fs::write(env::temp_dir().join(format!("{name}{number}")), "x")?; //~ predictable-temp-path
    }
    Ok(())
}

fn first_of_them() -> io::Result<()> {
    let candidates = vec![PathBuf::from("/tmp/candidate"), PathBuf::from("/opt/candidate")];
    let chosen = candidates.iter().find(|path| path.parent().is_some()).unwrap();
    fs::write(candidates.first().unwrap(), "x")?; //~ predictable-temp-path
    drop(chosen);
    Ok(())
}

fn only_if(wanted: bool) -> io::Result<()> {
    if let Some(path) = wanted.then(|| env::temp_dir().join("only-if")) {
        fs::write(path, "x")?; //~ predictable-temp-path
    }
    Ok(())
}

fn behind_a_lock() -> io::Result<()> {
    let shared = std::sync::Arc::new(std::sync::Mutex::new(env::temp_dir().join("locked")));
    let path = shared.lock().unwrap().clone();
    fs::write(path, "x") //~ predictable-temp-path
}

static ONCE: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();

fn set_once() {
    ONCE.set(env::temp_dir().join("once")).unwrap();
}

fn used_later() -> io::Result<()> {
    fs::write(ONCE.get().unwrap(), "x") //~ predictable-temp-path
}
