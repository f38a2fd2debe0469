//! Paths that travel in the fields of a structure.
use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;
use tempfile::TempDir;

struct Session {
    scratch: PathBuf,
    editor: String,
}

impl Session {
    fn start(name: &str) -> Self {
        let mut scratch = env::temp_dir();
        scratch.push(format!("note-{name}.md"));
        Session { scratch, editor: "vi".to_owned() }
    }

    fn save(&self, text: &str) -> io::Result<()> {
        fs::write(&self.scratch, text) //~ predictable-temp-path
    }
}

struct Cache {
    root: PathBuf,
}

impl Default for Cache {
    fn default() -> Self {
        Self { root: PathBuf::from("/var/tmp/thumbnails") }
    }
}

impl Cache {
    fn prepare(&self) -> io::Result<()> {
        fs::create_dir_all(&self.root) //~ shared-dir-assumed-private
    }
}

struct Work {
    dir: TempDir,
    index: PathBuf,
}

impl Work {
    fn new() -> io::Result<Self> {
        let dir = tempfile::tempdir()?;
        let index = dir.path().join("index");
        Ok(Self { dir, index })
    }

    fn fill(&self) -> io::Result<()> {
        fs::write(&self.index, "x")?; //~ ok: predictable-temp-path, temp-name-reuse-after-delete
        fs::write(self.dir.path().join("list"), "x") //~ ok: predictable-temp-path, temp-name-reuse-after-delete
    }
}

struct Settings {
    state: PathBuf,
}

impl Settings {
    fn of_user() -> Option<Self> {
        Some(Settings { state: dirs::cache_dir()?.join("state") })
    }

    fn write(&self) -> io::Result<()> {
        fs::write(&self.state, "x") //~ ok: predictable-temp-path
    }
}
