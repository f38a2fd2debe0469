//! Code of the edition of 2015, which has traits for types without `dyn`.
use std::fs::{self, File, OpenOptions};
use std::io;

fn with_reference(create: &mut FnMut(File) -> io::Result<()>) -> io::Result<()> {
    let file =
        OpenOptions::new().create(true).write(true).truncate(true).open("/tmp/cache.tar")?; //~ predictable-temp-path
    create(file)
}

struct Cache;

impl Cache {
    fn with_box(&self, name: &str, create: Box<Fn(&str) -> u32 + Send>) -> io::Result<()> {
        fs::write("/tmp/cache.idx", create(name).to_string()) //~ predictable-temp-path
    }

    fn with_lifetime<'a>(&self, each: &'a mut FnMut(&'a str), all: &[&(Fn() + Sync)]) -> io::Result<()> {
        fs::write("/tmp/cache.all", "x") //~ predictable-temp-path
    }
}

trait Store {
    fn put(&self, &str, u32) -> io::Result<()>;

    fn flush(&self) -> io::Result<()> {
        fs::write("/tmp/cache.dat", "x") //~ predictable-temp-path
    }
}
