//! Closures given to code that is not seen, and text that is put together piece by piece.
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

fn in_a_thread() {
    let path = env::temp_dir().join("worker.log");
    thread::spawn(move || {
        fs::write(&path, "x").unwrap(); //~ predictable-temp-path
    });
}

fn in_a_method(client: &crate::Client, name: &str) {
    client.fetch(|body: Vec<u8>| {
        let target = match download_path(name) {
            Some(target) => target,
            None => return,
        };
        fs::write(&target, body).unwrap(); //~ predictable-temp-path
    });
}

fn download_path(name: &str) -> Option<String> {
    let directory = env::temp_dir();
    let path = Path::new(&directory).join(name);
    match path.into_os_string().into_string() {
        Ok(path) => Some(path),
        Err(_) => None,
    }
}

fn for_each_item(names: &[&str]) {
    names.iter().for_each(|name| {
        File::create(Path::new("/tmp").join(name)).unwrap(); //~ predictable-temp-path
    });
}

fn by_characters() {
    let mut name = String::from("/tmp/page-");
    for _ in 0..12 {
        name.push(rand::random::<char>());
    }
    fs::write(&name, "x").unwrap(); //~ temp-never-removed
}

fn by_one_character() {
    let mut name = format!("{}", env::temp_dir().display());
    name.push('/');
    name.push_str("state");
    fs::write(&name, "x").unwrap(); //~ predictable-temp-path
}

fn by_suffix(path: &PathBuf) {
    let mut name = path.clone().into_os_string();
    name.push(".tmp");
    fs::write(&name, "x").unwrap(); //~ ok: predictable-temp-path
}
