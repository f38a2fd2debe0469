//! Paths that travel in structures: set in constructors, builders and defaults, used in methods.
use std::collections::HashMap;
use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Config {
    pub socket: PathBuf,
    pub log: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Config { socket: "/tmp/app.sock".into(), log: Some(PathBuf::from("/tmp/app.log")) }
    }
}

pub struct Server {
    config: Config,
    listener: Option<UnixListener>,
}

impl Server {
    pub fn new(config: Config) -> Self {
        Server { config, listener: None }
    }

    pub fn start(&mut self) -> io::Result<()> {
        self.listener = Some(UnixListener::bind(&self.config.socket)?); //~ ipc-endpoint-in-shared-tmp
        Ok(())
    }

    fn open_log(&self) -> io::Result<()> {
        if let Some(path) = &self.config.log {
            File::create(path)?; //~ predictable-temp-path
        }
        Ok(())
    }
}

fn main_like() -> io::Result<()> {
    let mut server = Server::new(Config::default());
    server.start()
}

pub struct Exporter {
    target: PathBuf,
}

impl Exporter {
    pub fn new() -> Self {
        Self { target: PathBuf::new() }
    }

    pub fn with_name(mut self, name: &str) -> Self {
        self.target = env::temp_dir().join(name);
        self
    }
}

impl Exporter {
    pub fn export(&self) -> io::Result<()> {
        let mut file = File::create(&self.target)?; //~ predictable-temp-path
        file.write_all(b"x")
    }
}

pub trait Sink {
    fn path(&self) -> PathBuf {
        PathBuf::from("/tmp/sink.out")
    }

    fn put(&self, text: &str) -> io::Result<()> {
        fs::write(self.path(), text) //~ predictable-temp-path
    }
}

pub struct FileSink {
    path: PathBuf,
}

impl FileSink {
    fn create() -> FileSink {
        let path = env::temp_dir().join("file-sink");
        FileSink { path }
    }
}

trait Flush {
    fn flush_all(&mut self) -> io::Result<()>;
}

impl Flush for FileSink {
    fn flush_all(&mut self) -> io::Result<()> {
        fs::write(&self.path, "x") //~ predictable-temp-path
    }
}

trait Location {
    const DIR: &'static str = "/tmp/located";

    fn location(&self) -> PathBuf;
}

struct Located;

impl Location for Located {
    fn location(&self) -> PathBuf {
        Path::new("/tmp").join("located.txt")
    }
}

impl Located {
    fn save(&self) -> io::Result<()> {
        fs::write(self.location(), "x") //~ predictable-temp-path
    }
}

struct Tuple(PathBuf);

impl Tuple {
    fn make() -> Self {
        Self(env::temp_dir().join("tuple"))
    }

    fn save(&self) -> io::Result<()> {
        fs::write(&self.0, "x") //~ predictable-temp-path
    }
}

enum Target {
    Disk(PathBuf),
    Named { path: PathBuf },
    Memory,
}

impl Target {
    fn standard() -> Self {
        Target::Disk(PathBuf::from("/tmp/target"))
    }

    fn named() -> Self {
        Target::Named { path: PathBuf::from("/tmp/named") }
    }

    fn save(&self) -> io::Result<()> {
        match self {
            Target::Disk(path) => fs::write(path, "x"), //~ predictable-temp-path
            Target::Named { path } => fs::write(path, "x"), //~ predictable-temp-path
            Target::Memory => Ok(()),
        }
    }
}

struct Plain {
    path: PathBuf,
    size: usize,
}

fn plain() -> Plain {
    Plain { path: env::temp_dir().join("plain"), size: 0 }
}

fn uses_plain() -> io::Result<()> {
    let plain = plain();
    fs::write(&plain.path, "x") //~ predictable-temp-path
}

fn takes_plain(plain: &Plain) -> io::Result<()> {
    fs::write(&plain.path, "x") //~ predictable-temp-path
}

fn gives_plain() -> io::Result<()> {
    takes_plain(&plain())
}

fn destructured() -> io::Result<()> {
    let Plain { path, .. } = plain();
    fs::write(path, "x") //~ predictable-temp-path
}

struct Nested {
    inner: Arc<Plain>,
}

impl Nested {
    fn new() -> Self {
        Nested { inner: Arc::new(Plain { path: "/var/tmp/nested".into(), size: 1 }) }
    }

    fn save(&self) -> io::Result<()> {
        fs::write(&self.inner.path, "x") //~ predictable-temp-path
    }

    fn spawn(&self) {
        let inner = Arc::clone(&self.inner);
        std::thread::spawn(move || fs::write(&inner.path, "x").unwrap()); //~ predictable-temp-path
    }
}

#[derive(Default)]
struct Options {
    output: Option<PathBuf>,
}

impl Options {
    fn output(&self) -> PathBuf {
        self.output.clone().unwrap_or_else(|| env::temp_dir().join("output.txt"))
    }

    fn run(&self) -> io::Result<()> {
        fs::write(self.output(), "x") //~ predictable-temp-path
    }
}

struct Builder {
    dir: PathBuf,
    name: String,
}

impl Builder {
    fn new() -> Builder {
        Builder { dir: env::temp_dir(), name: "built".to_string() }
    }

    fn name(mut self, name: &str) -> Builder {
        self.name = name.to_string();
        self
    }

    fn build(self) -> io::Result<File> {
        File::create(self.dir.join(&self.name)) //~ predictable-temp-path
    }
}

fn uses_builder() -> io::Result<File> {
    Builder::new().name("x").build()
}

fn update_syntax() -> io::Result<()> {
    let config = Config { log: None, ..Default::default() };
    UnixListener::bind(&config.socket).map(drop) //~ ipc-endpoint-in-shared-tmp
}

fn update_syntax_named() -> io::Result<()> {
    let config = Config { log: None, ..Config::default() };
    UnixListener::bind(&config.socket).map(drop) //~ ipc-endpoint-in-shared-tmp
}

fn map() -> io::Result<()> {
    let mut paths = HashMap::new();
    paths.insert("log", PathBuf::from("/tmp/map.log"));
    fs::write(&paths["log"], "x") //~ predictable-temp-path
}

fn vector() -> io::Result<()> {
    let mut paths = Vec::new();
    paths.push(env::temp_dir().join("first"));
    for path in &paths {
        fs::write(path, "x")?; //~ predictable-temp-path
    }
    Ok(())
}

fn vector_literal() -> io::Result<()> {
    let paths = vec![env::temp_dir().join("first"), env::temp_dir().join("second")];
    fs::write(&paths[0], "x")?; //~ predictable-temp-path
    paths.iter().for_each(|path| fs::write(path, "x").unwrap()); //~ predictable-temp-path
    Ok(())
}

#[derive(clap::Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "/tmp/arguments.sock")]
    socket: PathBuf,
    #[arg(long, default_value_os_t = env::temp_dir().join("arguments.log"))]
    log: PathBuf,
    #[clap(long, default_value_t = String::from("/tmp/arguments.txt"))]
    text: String,
}

fn by_arguments() -> io::Result<()> {
    let arguments = <Arguments as clap::Parser>::parse();
    fs::write(&arguments.log, "x")?; //~ predictable-temp-path
    fs::write(&arguments.text, "x")?; //~ predictable-temp-path
    UnixListener::bind(&arguments.socket).map(drop) //~ ipc-endpoint-in-shared-tmp
}

#[derive(serde::Deserialize)]
struct Settings {
    #[serde(default = "default_state")]
    state: PathBuf,
}

fn default_state() -> PathBuf {
    PathBuf::from("/tmp/settings.state")
}

impl Settings {
    fn save(&self) -> io::Result<()> {
        fs::write(&self.state, "x") //~ predictable-temp-path
    }
}

struct Generic<T> {
    path: PathBuf,
    value: T,
}

impl<T: Default> Generic<T> {
    fn new() -> Self {
        let mut this = Self { path: PathBuf::new(), value: T::default() };
        this.path = "/tmp/generic".into();
        this
    }

    fn save(&self) -> io::Result<()> {
        fs::write(&self.path, "x") //~ predictable-temp-path
    }
}

mod inner {
    use super::*;

    pub struct Deep {
        pub path: PathBuf,
    }

    impl Deep {
        pub fn new() -> Self {
            Self { path: env::temp_dir().join("deep") }
        }
    }
}

fn deep() -> io::Result<()> {
    let deep = inner::Deep::new();
    fs::write(&deep.path, "x") //~ predictable-temp-path
}

struct Asynchronous {
    path: PathBuf,
}

impl Asynchronous {
    fn new() -> Self {
        Self { path: PathBuf::from("/tmp/async.json") }
    }

    async fn save(&self) -> io::Result<()> {
        let path = self.path.clone();
        tokio::spawn(async move { tokio::fs::write(path, "x").await }).await? //~ predictable-temp-path
    }
}

struct Holder {
    dir: tempfile::TempDir,
    path: PathBuf,
}

impl Holder {
    fn new() -> io::Result<Self> {
        let dir = tempfile::Builder::new().prefix("holder").tempdir()?;
        let path = dir.path().join("file");
        Ok(Self { path, dir })
    }

    fn save(&self) -> io::Result<()> {
        fs::write(&self.path, "x")?; //~ ok: predictable-temp-path, temp-name-reuse-after-delete
        fs::write(self.dir.path().join("y"), "x") //~ ok: predictable-temp-path, temp-name-reuse-after-delete
    }
}

struct Loses {
    path: PathBuf,
}

impl Loses {
    fn new() -> io::Result<Self> {
        let dir = tempfile::tempdir()?;
        Ok(Self { path: dir.path().to_path_buf() })
    }

    fn save(&self) -> io::Result<()> {
        fs::create_dir_all(&self.path)?; //~ temp-name-reuse-after-delete
        fs::write(self.path.join("a"), "x")
    }
}
