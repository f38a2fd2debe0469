//! Programs that take care.
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

fn token() -> io::Result<String> {
    let mut bytes = [0u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn by_urandom() -> io::Result<()> {
    let path = env::temp_dir().join(format!("job-{}", token()?));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    let result = file.write_all(b"x");
    let _ = fs::remove_file(&path);
    result
}

fn by_getrandom() -> io::Result<PathBuf> {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let path = env::temp_dir().join(format!("job-{}", hex::encode(bytes)));
    fs::DirBuilder::new().mode(0o700).create(&path)?;
    Ok(path)
}

fn by_alphanumeric() -> io::Result<PathBuf> {
    use rand::Rng;
    let name: String = rand::thread_rng().sample_iter(&rand::distributions::Alphanumeric).take(12).map(char::from).collect();
    let path = env::temp_dir().join(name);
    File::create_new(&path)?;
    Ok(path)
}

fn retried() -> io::Result<(PathBuf, File)> {
    for attempt in 0..64 {
        let path = env::temp_dir().join(format!("scratch-{}-{attempt}", std::process::id()));
        match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn retried_directory() -> io::Result<PathBuf> {
    for attempt in 0..64 {
        let path = env::temp_dir().join(format!("scratch-{}-{attempt}", std::process::id()));
        match fs::DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn runtime_socket() -> io::Result<UnixListener> {
    let dir = env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no runtime directory"))?;
    let path = dir.join("agent.sock");
    if path.exists() {
        fs::remove_file(&path)?;
    }
    UnixListener::bind(path)
}

fn editor(text: &str) -> io::Result<String> {
    let mut file = Builder::new().prefix("msg").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let path: TempPath = file.into_temp_path();
    let status = Command::new("vi").arg(&path).status()?;
    if !status.success() {
        return Err(io::Error::other("editor failed"));
    }
    let text = fs::read_to_string(&path)?;
    path.close()?;
    Ok(text)
}

fn atomic(target: &Path, data: &[u8]) -> io::Result<()> {
    let dir = target.parent().unwrap_or_else(|| Path::new("."));
    let mut file = NamedTempFile::new_in(dir)?;
    file.write_all(data)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

fn atomic_by_hand(target: &Path, data: &[u8]) -> io::Result<()> {
    let temporary = target.with_extension("tmp");
    fs::write(&temporary, data)?;
    fs::rename(&temporary, target)
}

struct Session {
    dir: TempDir,
    socket: PathBuf,
}

impl Session {
    fn new() -> io::Result<Session> {
        let dir = Builder::new().prefix("session").permissions(fs::Permissions::from_mode(0o700)).tempdir()?;
        let socket = dir.path().join("control.sock");
        Ok(Session { dir, socket })
    }

    fn listen(&self) -> io::Result<UnixListener> {
        UnixListener::bind(&self.socket)
    }

    fn log(&self) -> io::Result<File> {
        OpenOptions::new().append(true).create(true).open(self.dir.path().join("log"))
    }

    fn finish(self) -> io::Result<()> {
        self.dir.close()
    }
}

fn run() -> io::Result<i32> {
    let session = Session::new()?;
    let _listener = session.listen()?;
    session.log()?;
    session.finish()?;
    Ok(0)
}

fn main() {
    let code = match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            1
        }
    };
    std::process::exit(code);
}

fn owned_cache() -> io::Result<PathBuf> {
    let uid = unsafe { libc::getuid() };
    let dir = env::temp_dir().join(format!("cache-{uid}"));
    match fs::DirBuilder::new().mode(0o700).create(&dir) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let metadata = fs::symlink_metadata(&dir)?;
            if !metadata.is_dir() || metadata.uid() != uid || metadata.mode() & 0o077 != 0 {
                return Err(io::Error::other("not our directory"));
            }
        }
        Err(error) => return Err(error),
    }
    Ok(dir)
}

fn uses_owned_cache() -> io::Result<()> {
    let dir = owned_cache()?;
    fs::write(dir.join("index"), "x")
}

fn conditional_keep(keep: bool) -> io::Result<()> {
    let dir = TempDir::new()?;
    fs::write(dir.path().join("a"), "x")?;
    if keep {
        let path = dir.into_path();
        println!("kept at {}", path.display());
    }
    Ok(())
}

fn downloads(url: &str) -> io::Result<()> {
    let dir = TempDir::new()?;
    let script = dir.path().join("install.sh");
    let status = Command::new("curl").args(["-fsSL", "-o"]).arg(&script).arg(url).status()?;
    if !status.success() {
        return Err(io::Error::other("curl failed"));
    }
    Command::new("sh").arg(&script).status()?;
    Ok(())
}

fn handed_to_child() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Command::new("worker").arg("--delete-when-done").arg(&path).spawn()?;
    Ok(())
}

fn guarded() -> io::Result<()> {
    struct Remove<'a>(&'a Path);
    impl Drop for Remove<'_> {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(self.0);
        }
    }
    let path = TempDir::new()?.into_path();
    let _remove = Remove(&path);
    fs::write(path.join("a"), "x")?;
    Command::new("make").current_dir(&path).status()?;
    Ok(())
}

fn anonymous_memory() -> io::Result<()> {
    let mut file = tempfile::tempfile()?;
    file.write_all(b"secret")?;
    Ok(())
}

fn by_template() -> io::Result<()> {
    let template = env::temp_dir().join("job-XXXXXX");
    let (fd, path) = nix::unistd::mkstemp(&template)?;
    nix::unistd::unlink(&path)?;
    drop(fd);
    Ok(())
}

fn by_libc_template() -> io::Result<File> {
    use std::os::fd::FromRawFd;
    let mut template = b"/tmp/job-XXXXXX\0".to_vec();
    let fd = unsafe { libc::mkstemp(template.as_mut_ptr() as *mut libc::c_char) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    unsafe { libc::unlink(template.as_ptr() as *const libc::c_char) };
    Ok(unsafe { File::from_raw_fd(fd) })
}

fn reads_marker() -> bool {
    Path::new("/tmp/.X11-unix/X0").exists() || fs::read_to_string("/tmp/marker").is_ok()
}

fn cleans_up_on_signal() -> io::Result<()> {
    let dir = TempDir::new()?;
    let path = dir.path().to_path_buf();
    ctrlc::set_handler(move || {
        let _ = fs::remove_dir_all(&path);
        std::process::exit(130);
    })
    .map_err(io::Error::other)?;
    Command::new("make").current_dir(dir.path()).status()?;
    Ok(())
}

fn mode_of_script() -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(b"#!/bin/sh\n")?;
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_mode(0o755);
    file.as_file().set_permissions(permissions)?;
    Ok(())
}

fn uploads_staging(root: &Path) -> io::Result<()> {
    let staging = root.join("tmp").join("upload");
    fs::create_dir_all(&staging)?;
    fs::write(staging.join("a"), "x")
}

fn random_until_free() -> io::Result<PathBuf> {
    loop {
        let path = env::temp_dir().join(format!("x-{:016x}", rand::random::<u64>()));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
    }
}

fn named_errors_keep_the_directory() -> color_eyre::Result<camino_tempfile::Utf8TempDir> {
    use color_eyre::eyre::WrapErr as _;
    let dir = camino_tempfile::Builder::new().tempdir().wrap_err("no directory")?;
    fs::create_dir_all(dir.path().join("nested"))?; //~ ok: temp-name-reuse-after-delete
    let other = tempfile::tempdir().wrap_err_with(|| "no other directory")?;
    fs::write(other.path().join("x"), "x")?; //~ ok: temp-name-reuse-after-delete
    drop(other);
    Ok(dir)
}
