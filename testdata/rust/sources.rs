//! Where a guessable path comes from: each way to put one together, and each part that can be guessed.
use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

const SOCKET: &str = "/tmp/app.sock";
const BASE: &str = "/tmp";
static LOG: &str = "/var/tmp/app.log";
static COUNTER: AtomicUsize = AtomicUsize::new(0);
static STATE: LazyLock<PathBuf> = LazyLock::new(|| env::temp_dir().join("app-state"));
static CACHE: OnceLock<PathBuf> = OnceLock::new();

lazy_static::lazy_static! {
    static ref INDEX: PathBuf = PathBuf::from("/tmp").join("index.db");
}

static PID: once_cell::sync::Lazy<String> = once_cell::sync::Lazy::new(|| format!("/tmp/app.{}.pid", std::process::id()));

fn joined() -> io::Result<File> {
    File::create(env::temp_dir().join("x")) //~ predictable-temp-path
}

fn formatted() -> io::Result<File> {
    File::create(format!("/tmp/x-{}", std::process::id())) //~ predictable-temp-path
}

fn formatted_display() -> io::Result<File> {
    let dir = env::temp_dir();
    let name = format!("{}/export.csv", dir.display());
    File::create(&name) //~ predictable-temp-path
}

fn formatted_inline() -> io::Result<File> {
    let dir = env::temp_dir().to_string_lossy().into_owned();
    let name = format!("{dir}/export.csv");
    File::create(&name) //~ predictable-temp-path
}

fn pushed() -> io::Result<File> {
    let mut path = PathBuf::new();
    path.push("/tmp");
    path.push("app");
    path.set_file_name("app.log");
    File::create(&path) //~ predictable-temp-path
}

fn extended() -> io::Result<File> {
    let path = env::temp_dir().join("dump").with_extension("json");
    File::create(path) //~ predictable-temp-path
}

fn extension_set() -> io::Result<File> {
    let mut path = env::temp_dir().join("dump");
    path.set_extension("json");
    File::create(path) //~ predictable-temp-path
}

fn file_name_replaced() -> io::Result<File> {
    let path = Path::new("/tmp/a").with_file_name("b");
    File::create(path) //~ predictable-temp-path
}

fn concatenated() -> io::Result<File> {
    File::create(concat!("/tmp/", "app", ".log")) //~ predictable-temp-path
}

fn added() -> io::Result<File> {
    let path = "/tmp/".to_string() + "app.log";
    File::create(path) //~ predictable-temp-path
}

fn added_constant(name: &str) -> io::Result<File> {
    let path = String::from(BASE) + "/" + name;
    File::create(path) //~ predictable-temp-path
}

fn joined_strings() -> io::Result<File> {
    let path = ["/tmp", "app", "log"].join("/");
    File::create(path) //~ predictable-temp-path
}

fn collected() -> io::Result<File> {
    let path: PathBuf = ["/tmp", "app.log"].iter().collect();
    File::create(path) //~ predictable-temp-path
}

fn collected_turbofish() -> io::Result<File> {
    let path = [BASE, "app.log"].iter().collect::<PathBuf>();
    File::create(path) //~ predictable-temp-path
}

fn collected_iterator() -> io::Result<File> {
    let path = PathBuf::from_iter(["/tmp", "app.log"]);
    File::create(path) //~ predictable-temp-path
}

fn from_environment() -> io::Result<File> {
    let dir = env::var("TMPDIR").unwrap_or("/tmp".to_string());
    File::create(Path::new(&dir).join("app.log")) //~ predictable-temp-path
}

fn from_environment_lazily() -> io::Result<File> {
    let dir = env::var("TMPDIR").unwrap_or_else(|_| "/tmp".into());
    File::create(format!("{dir}/app.log")) //~ predictable-temp-path
}

fn from_environment_mapped() -> io::Result<File> {
    let dir = env::var_os("TMPDIR").map(PathBuf::from).unwrap_or_else(env::temp_dir);
    File::create(dir.join("app.log")) //~ predictable-temp-path
}

fn from_environment_mapped_or() -> io::Result<File> {
    let dir = env::var_os("TMPDIR").map_or_else(|| PathBuf::from("/tmp"), PathBuf::from);
    File::create(dir.join("app.log")) //~ predictable-temp-path
}

fn from_environment_matched() -> io::Result<File> {
    let dir = match env::var("TMPDIR") {
        Ok(dir) => PathBuf::from(dir),
        Err(_) => PathBuf::from("/tmp"),
    };
    File::create(dir.join("app.log")) //~ predictable-temp-path
}

fn from_environment_if_let() -> io::Result<File> {
    let dir = if let Ok(dir) = env::var("TMPDIR") { dir } else { String::from("/tmp") };
    File::create(dir + "/app.log") //~ predictable-temp-path
}

fn from_option(given: Option<PathBuf>) -> io::Result<()> {
    let path = given.unwrap_or_else(|| env::temp_dir().join("report.html"));
    fs::write(path, "x") //~ predictable-temp-path
}

fn from_option_ref(given: Option<&Path>) -> io::Result<()> {
    let path = given.map(|path| path.to_path_buf()).unwrap_or(PathBuf::from("/tmp/report.html"));
    fs::write(path, "x") //~ predictable-temp-path
}

fn from_option_or_default(given: Option<&str>) -> io::Result<()> {
    let path = given.unwrap_or("/tmp/report.html");
    fs::write(path, "x") //~ predictable-temp-path
}

fn from_match(kind: u8) -> io::Result<()> {
    let path = match kind {
        0 => "/tmp/zero",
        1 => "/tmp/one",
        _ => return Ok(()),
    };
    fs::write(path, "x") //~ predictable-temp-path
}

fn from_constant() -> io::Result<()> {
    fs::write(LOG, "x") //~ predictable-temp-path
}

fn from_associated_constant() -> io::Result<()> {
    fs::write(Settings::PATH, "x") //~ predictable-temp-path
}

struct Settings;

impl Settings {
    const PATH: &'static str = "/tmp/settings.toml";

    fn save(&self) -> io::Result<()> {
        fs::write(Self::PATH, "x") //~ predictable-temp-path
    }
}

fn from_lazy_lock() -> io::Result<()> {
    fs::write(&*STATE, "x") //~ predictable-temp-path
}

fn from_lazy_lock_as_path() -> io::Result<()> {
    fs::write(STATE.as_path(), "x") //~ predictable-temp-path
}

fn from_once_lock() -> io::Result<()> {
    let path = CACHE.get_or_init(|| env::temp_dir().join("cache.bin"));
    fs::write(path, "x") //~ predictable-temp-path
}

fn from_lazy_static() -> io::Result<()> {
    fs::write(INDEX.as_path(), "x") //~ predictable-temp-path
}

fn from_once_cell() -> io::Result<()> {
    fs::write(PID.as_str(), "x") //~ predictable-temp-path
}

fn by_time() -> io::Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    fs::write(env::temp_dir().join(format!("x-{now}")), "x") //~ predictable-temp-path
}

fn by_user() -> io::Result<()> {
    let user = env::var("USER").unwrap_or_default();
    fs::write(format!("/tmp/x-{user}"), "x") //~ predictable-temp-path
}

fn by_counter() -> io::Result<()> {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    fs::write(format!("/tmp/x-{number}"), "x") //~ predictable-temp-path
}

fn by_thread() -> io::Result<()> {
    let name = format!("/tmp/x-{:?}", std::thread::current().id());
    fs::write(name, "x") //~ predictable-temp-path
}

fn by_hash(of: &str) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    let name = format!("{:016x}.cache", hasher.finish());
    fs::write(env::temp_dir().join(name), "x") //~ predictable-temp-path
}

fn by_parameter(name: &str) -> io::Result<()> {
    fs::write(env::temp_dir().join(name), "x") //~ predictable-temp-path
}

fn by_owned_clone() -> io::Result<()> {
    let path = env::temp_dir().join("clone");
    let other = path.clone();
    fs::write(other, "x") //~ predictable-temp-path
}

fn by_as_ref(path: impl AsRef<Path>) -> io::Result<()> {
    fs::write(path.as_ref(), "x") //~ predictable-temp-path
}

fn by_generic<P: AsRef<Path>>(path: P, text: &str) -> io::Result<()> {
    let path = path.as_ref();
    let mut file = File::create(path)?; //~ predictable-temp-path
    io::Write::write_all(&mut file, text.as_bytes())
}

fn by_into<P: Into<PathBuf>>(path: P) -> io::Result<()> {
    let path: PathBuf = path.into();
    fs::write(&path, "x") //~ predictable-temp-path
}

fn callers() -> io::Result<()> {
    by_as_ref("/tmp/by-as-ref")?;
    by_generic(env::temp_dir().join("by-generic"), "x")?;
    by_into("/tmp/by-into")
}

fn and_then() -> Option<()> {
    let path = Some(env::temp_dir()).and_then(|dir| Some(dir.join("x"))).filter(|path| path.is_absolute())?;
    fs::write(path, "x").ok() //~ predictable-temp-path
}

fn in_loop() -> io::Result<()> {
    for name in ["a", "b"] {
        fs::write(Path::new("/tmp").join(name), "x")?; //~ predictable-temp-path
    }
    Ok(())
}

fn over_paths() -> io::Result<()> {
    for path in &["/tmp/a", "/tmp/b"] {
        fs::write(path, "x")?; //~ predictable-temp-path
    }
    Ok(())
}

fn over_numbers() -> io::Result<Vec<File>> {
    (0..3).map(|number| File::create(format!("/tmp/part-{number}"))).collect() //~ predictable-temp-path
}

fn tuple() -> io::Result<()> {
    let (input, output) = paths();
    fs::write(&output, fs::read(input)?) //~ predictable-temp-path
}

fn paths() -> (PathBuf, PathBuf) {
    let dir = env::temp_dir();
    (dir.join("in"), dir.join("out"))
}

fn boxed() -> io::Result<()> {
    let path: Box<Path> = env::temp_dir().join("boxed").into_boxed_path();
    fs::write(&*path, "x") //~ predictable-temp-path
}

fn cow() -> io::Result<()> {
    let path = std::borrow::Cow::Borrowed(Path::new("/tmp/cow"));
    fs::write(&path, "x") //~ predictable-temp-path
}

fn replaced(id: &str) -> io::Result<()> {
    let path = "/tmp/report-{id}.txt".replace("{id}", id);
    fs::write(&path, "x") //~ predictable-temp-path
}

macro_rules! scratch {
    ($name:expr) => {
        std::env::temp_dir().join($name)
    };
}

fn by_macro() -> io::Result<()> {
    fs::write(scratch!("by-macro"), "x") //~ predictable-temp-path
}

fn canonical() -> io::Result<()> {
    let dir = env::temp_dir().canonicalize()?;
    fs::write(dir.join("x"), "x") //~ predictable-temp-path
}

fn os_string() -> io::Result<()> {
    let mut path = env::temp_dir().into_os_string();
    path.push("/x.log");
    fs::write(path, "x") //~ predictable-temp-path
}

fn nested_function() -> io::Result<()> {
    fn path() -> PathBuf {
        env::temp_dir().join("nested")
    }
    fs::write(path(), "x") //~ predictable-temp-path
}

fn by_closure() -> io::Result<()> {
    let path = |name: &str| env::temp_dir().join(name);
    fs::write(path("closure"), "x") //~ predictable-temp-path
}

fn by_socket_constant() -> io::Result<std::os::unix::net::UnixListener> {
    std::os::unix::net::UnixListener::bind(SOCKET) //~ ipc-endpoint-in-shared-tmp
}

fn cfg_chosen() -> io::Result<()> {
    let dir = if cfg!(windows) { PathBuf::from("C:\\temp") } else { PathBuf::from("/tmp") };
    fs::write(dir.join("x"), "x") //~ predictable-temp-path
}
