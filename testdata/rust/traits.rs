//! Methods that a trait of the file asks for.
use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

trait Backend {
    fn file(&self) -> PathBuf;

    fn flush(&self) -> io::Result<()> {
        fs::write(self.file(), "x") //~ predictable-temp-path
    }
}

struct Disk;

impl Backend for Disk {
    fn file(&self) -> PathBuf {
        env::temp_dir().join("disk")
    }
}

fn by_object(backend: &dyn Backend) -> io::Result<()> {
    fs::write(backend.file(), "x") //~ predictable-temp-path
}

fn by_bound(backend: impl Backend) -> io::Result<()> {
    fs::write(backend.file(), "x") //~ predictable-temp-path
}

fn by_box() -> io::Result<()> {
    let backend: Box<dyn Backend> = Box::new(Disk);
    fs::write(backend.file(), "x") //~ predictable-temp-path
}

trait Either {
    fn file(&self) -> PathBuf;
}

struct Left;
struct Right;

impl Either for Left {
    fn file(&self) -> PathBuf {
        env::temp_dir().join("left")
    }
}

impl Either for Right {
    fn file(&self) -> PathBuf {
        PathBuf::from("/home/app/right")
    }
}

fn which_is_not_known(either: &dyn Either) -> io::Result<()> {
    fs::write(either.file(), "x") //~ ok: predictable-temp-path
}
