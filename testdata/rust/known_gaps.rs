//! What is judged wrong today.
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

struct Workspace {
    dir: PathBuf,
}

impl Workspace {
    fn new(name: &str) -> io::Result<Self> {
        let dir = env::temp_dir().join("bench").join(name);
        fs::create_dir_all(&dir)?; //~ shared-dir-assumed-private
        Ok(Self { dir })
    }

    fn add(&self, name: &str) -> io::Result<()> {
        fs::write(self.dir.join(name), "x") //~ noise: predictable-temp-path -- the directory's finding says it
    }
}

fn append_to(path: &Path, line: &str) -> io::Result<()> {
    fs::write(path, line) //~ ok: predictable-temp-path -- only the test below gives such a path
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_appended() {
        let path = std::env::temp_dir().join("append-test"); //~ predictable-temp-path
        super::append_to(&path, "x").unwrap();
    }
}
