//! Paths for which the program asked the system, given to code that is not seen: it makes what
//! stands there, unless its name says that it may do no more than look or keep it.
use std::fs;
use std::path::{Path, PathBuf};

fn indexes() {
    let path = std::env::temp_dir().join("index"); //~ predictable-temp-path
    crate::index::build_in(&path);
}

fn in_a_structure() {
    let options = crate::replica::Options {
        base: std::env::temp_dir().join("replica"), //~ predictable-temp-path
        size: 3,
    };
    crate::replica::start(options);
}

fn kept_or_looked_at() {
    let path = std::env::temp_dir().join("looked-at");
    crate::paths::Paths::new(&path); //~ ok: predictable-temp-path
    crate::paths::resolve_root(&path); //~ ok: predictable-temp-path
    crate::config::load(&path); //~ ok: predictable-temp-path
    unsafe { std::env::set_var("APP_HOME", &path) }; //~ ok: predictable-temp-path
}

fn written_out() {
    crate::index::build_with("/tmp/index"); //~ ok: predictable-temp-path -- may be anything
}

fn prepared() {
    let directory = std::env::temp_dir().join("replica-test"); //~ predictable-temp-path
    crate::fixture::ensure_clean_dir(&directory);
    crate::fixture::ensure_private_dir("/tmp/replica-private"); //~ ok: predictable-temp-path
    crate::fixture::truncate_file("/tmp/disk.img", 64); //~ predictable-temp-path
}

fn removed_by_code_that_is_not_seen() {
    let disk = "/tmp/pool.img"; //~ predictable-temp-path
    crate::pool::allocate(disk, 64);
    crate::common::delete_file(&[disk.to_string()]);
}

fn removed_from_a_collection(known: &mut crate::known::Paths) {
    let path = "/tmp/known";
    known.put(path); //~ ok: predictable-temp-path
    known.remove(path);
}

fn databases() {
    crate::storage::MinerDB::open("/tmp/miner.db"); //~ predictable-temp-path
    crate::storage::Database::connect("/tmp/unit.db"); //~ predictable-temp-path
}

fn save(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap())?;
    fs::write(path, text)
}

fn save_or_die(path: &str) {
    fs::create_dir_all(path).unwrap();
    fs::write(path, "").unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory(name: &str) -> PathBuf {
        std::env::temp_dir().join("settings").join(name) //~ shared-dir-assumed-private
    }

    #[test]
    fn saves() {
        save(&directory("saves").join("settings.json"), "{}").unwrap();
    }

    #[test]
    #[should_panic]
    fn fails() {
        save_or_die("/tmp/settings/not-a-directory"); //~ ok: predictable-temp-path, ok: shared-dir-assumed-private
    }

    #[test]
    #[should_panic(expected = "empty")]
    fn fails_by_itself() {
        let path = std::env::temp_dir().join("empty.txt");
        fs::write(&path, "").unwrap(); //~ predictable-temp-path
        panic!("empty");
    }
}
