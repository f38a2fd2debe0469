//! What is used as it is meant, or never becomes a file.
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Writes to `/tmp/app.log`, see `File::create("/tmp/app.log")`.
pub const HELP: &str = "usage: app --socket /tmp/app.sock";

fn meant() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let mut file = File::create(dir.path().join("a"))?;
    file.write_all(b"x")?;
    let inner = tempfile::tempdir_in(&dir)?;
    fs::create_dir_all(inner.path().join("b"))?;
    dir.close()
}

fn meant_file() -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new()?;
    writeln!(file, "x")?;
    file.as_file_mut().seek(SeekFrom::Start(0))?;
    let mut text = String::new();
    file.reopen()?.read_to_string(&mut text)?;
    std::process::Command::new("less").arg(file.path()).status()?;
    Ok(())
}

fn meant_anonymous() -> io::Result<File> {
    tempfile::tempfile()
}

fn meant_spooled() -> io::Result<()> {
    let mut file = tempfile::SpooledTempFile::new(1024);
    file.write_all(b"x")
}

fn meant_persist(target: &Path) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".new").tempfile_in(target.parent().unwrap_or(Path::new(".")))?;
    file.write_all(b"x")?;
    file.persist(target)?;
    Ok(())
}

fn meant_assert_fs() {
    let dir = assert_fs::TempDir::new().unwrap();
    fs::write(dir.path().join("a"), "x").unwrap();
    dir.close().unwrap();
}

fn meant_camino() -> io::Result<()> {
    let dir = camino_tempfile::tempdir()?;
    fs::write(dir.path().join("a"), "x")
}

fn exclusive() -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(env::temp_dir().join("lock"))
}

fn exclusive_file() -> io::Result<File> {
    File::create_new("/tmp/app.lock")
}

fn parent_of_safe_call() -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(env::temp_dir())
}

fn parent_of_builder() -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix("x").tempdir_in(env::temp_dir())
}

fn printed() {
    println!("look into {}", env::temp_dir().join("app.log").display());
    eprintln!("/tmp/app.log");
    let path = PathBuf::from("/tmp/app.log");
    log::info!("would write {:?}", path);
}

fn compared(path: &Path) -> bool {
    assert_eq!(path, Path::new("/tmp/app.log"));
    path.starts_with("/tmp") || path == Path::new("/var/tmp/x")
}

fn chrooted(root: &Path) -> io::Result<()> {
    fs::create_dir_all(root.join("tmp"))?;
    fs::write(root.join("tmp/x"), "x")?;
    fs::write(format!("{}/tmp/x", root.display()), "x")
}

fn of_user() -> io::Result<()> {
    let home = PathBuf::from(env::var_os("HOME").unwrap());
    fs::write(home.join("tmp").join("x"), "x")?;
    let runtime = env::var("XDG_RUNTIME_DIR").unwrap();
    std::os::unix::net::UnixListener::bind(Path::new(&runtime).join("app.sock")).map(drop)
}

fn relative() -> io::Result<()> {
    fs::write("tmp/x", "x")?;
    fs::write("./tmp/x", "x")
}

fn read_only() -> io::Result<String> {
    fs::read_to_string("/tmp/app.log") //~ ok: predictable-temp-path
}

#[derive(clap::Parser)]
struct Arguments {
    #[arg(default_value = "/tmp/app.sock")]
    socket: PathBuf,
}

fn only_shown(arguments: &Arguments) {
    println!("{}", arguments.socket.display());
}

fn connects(arguments: &Arguments) -> io::Result<std::os::unix::net::UnixStream> {
    std::os::unix::net::UnixStream::connect(&arguments.socket)
}

mod local {
    pub mod tempfile {
        pub fn tempdir() -> String {
            String::from("x")
        }

        pub fn mktemp() -> String {
            String::from("/tmp/x")
        }
    }

    fn uses() {
        let dir = tempfile::tempdir();
        std::process::exit(dir.len() as i32); //~ ok: cleanup-bypassed
    }
}

fn random_names() -> io::Result<()> {
    let path = env::temp_dir().join(format!("x-{}", uuid::Uuid::new_v4()));
    let mut file = File::create_new(&path)?;
    let result = file.write_all(b"x");
    fs::remove_file(&path)?;
    result
}

fn own_directory() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let kept = dir.path().to_path_buf();
    let socket = std::os::unix::net::UnixListener::bind(kept.join("s"))?;
    drop(socket);
    env::set_current_dir(&kept)?;
    fs::write("relative", "x")
}

fn windows() -> io::Result<()> {
    if cfg!(windows) {
        fs::write(env::temp_dir().join("x"), "x")?; //~ ok: predictable-temp-path
    }
    Ok(())
}

#[cfg(windows)]
fn on_windows() -> io::Result<()> {
    fs::write(env::temp_dir().join("x"), "x") //~ ok: predictable-temp-path
}

fn moved_into_struct() -> io::Result<Holder> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x");
    fs::write(&path, "x")?;
    Ok(Holder { path, _dir: dir })
}

struct Holder {
    path: PathBuf,
    _dir: tempfile::TempDir,
}

fn moved_into_vec(dirs: &mut Vec<tempfile::TempDir>) -> io::Result<PathBuf> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x");
    dirs.push(dir);
    fs::write(&path, "x")?;
    Ok(path)
}

fn moved_into_closure() -> io::Result<impl Fn() -> io::Result<()>> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x");
    Ok(move || {
        let _keep = &dir;
        fs::write(&path, "x")
    })
}

fn moved_into_thread() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x");
    std::thread::spawn(move || {
        fs::write(&path, "x").unwrap();
        drop(dir);
    });
    Ok(())
}

fn returned_pair() -> io::Result<(tempfile::TempDir, PathBuf)> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("x");
    Ok((dir, path))
}

fn uses_pair() -> io::Result<()> {
    let (_dir, path) = returned_pair()?;
    fs::write(path, "x")
}

fn loses_pair() -> io::Result<()> {
    let (_, path) = returned_pair()?; // bound by nothing, dropped at the end of the statement
    fs::write(path, "x") //~ miss: temp-name-reuse-after-delete
}

fn exits_before() {
    if env::args().len() < 2 {
        std::process::exit(2);
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("x"), "x").unwrap();
}

fn exits_after_block() {
    let code = {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("x"), "x").is_err() as i32
    };
    std::process::exit(code);
}

fn exits_after_function() {
    std::process::exit(match meant() {
        Ok(()) => 0,
        Err(_) => 1,
    });
}

struct Options {
    below: String,
}

/// Where it is, is the user's own choice.
fn below_what_the_user_says(options: &Options) -> io::Result<tempfile::TempDir> {
    let base = env::temp_dir().join(&options.below);
    tempfile::Builder::new().prefix("x").tempdir_in(base)
}
