//! Questions asked about a path before something is made there.
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

fn exists() -> io::Result<()> {
    let path = Path::new("/tmp/app.lock");
    if path.exists() {
        return Ok(());
    }
    File::create(path)?; //~ check-then-create
    Ok(())
}

fn try_exists() -> io::Result<()> {
    let path = std::env::temp_dir().join("app.lock");
    if !path.try_exists()? {
        fs::write(&path, "x")?; //~ check-then-create
    }
    Ok(())
}

fn metadata() -> io::Result<()> {
    let path = std::env::temp_dir().join("app.lock");
    if fs::metadata(&path).is_err() {
        fs::write(&path, "x")?; //~ check-then-create
    }
    Ok(())
}

fn metadata_matched() -> io::Result<()> {
    let path = std::env::temp_dir().join("app.lock");
    match path.metadata() {
        Ok(_) => Ok(()),
        Err(_) => fs::write(&path, "x"), //~ check-then-create
    }
}

fn exists_by_function() -> io::Result<()> {
    if fs::exists("/tmp/app.lock")? {
        return Ok(());
    }
    fs::write("/tmp/app.lock", "x") //~ check-then-create
}

fn numbered() -> PathBuf {
    let mut number = 0;
    loop {
        let path = PathBuf::from(format!("/tmp/out-{number}"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}

fn uses_numbered() -> io::Result<File> {
    File::create(numbered()) //~ check-then-create
}

fn removed_first() -> io::Result<()> {
    let path = Path::new("/tmp/app.state");
    if path.exists() {
        fs::remove_file(path)?;
    }
    fs::write(path, "x") //~ ineffective-exclusive-open
}

fn socket_removed_first() -> io::Result<std::os::unix::net::UnixListener> {
    let path = "/tmp/app.sock";
    let _ = fs::remove_file(path);
    std::os::unix::net::UnixListener::bind(path) //~ ipc-endpoint-in-shared-tmp
}

fn directory_checked() -> io::Result<()> {
    let dir = std::env::temp_dir().join("checked");
    if !dir.exists() {
        fs::create_dir(&dir)?; //~ shared-dir-assumed-private
    }
    fs::write(dir.join("a"), "x") //~ ok: predictable-temp-path
}

fn directory_owner_verified() -> io::Result<()> {
    let dir = std::env::temp_dir().join("verified");
    fs::create_dir_all(&dir)?; //~ ok: shared-dir-assumed-private
    let metadata = fs::symlink_metadata(&dir)?;
    if !metadata.is_dir() || metadata.uid() != unsafe { libc::getuid() } {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    fs::write(dir.join("a"), "x") //~ ok: predictable-temp-path
}

fn directory_owner_verified_by_helper() -> io::Result<()> {
    let dir = std::env::temp_dir().join("app-2");
    fs::create_dir_all(&dir)?; //~ ok: shared-dir-assumed-private
    ensure_owned(&dir)?;
    fs::write(dir.join("a"), "x") //~ ok: predictable-temp-path
}

fn ensure_owned(dir: &Path) -> io::Result<()> {
    let metadata = dir.symlink_metadata()?;
    if metadata.file_type().is_symlink() || metadata.uid() != rustix::process::getuid().as_raw() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

fn elsewhere(path: &Path) -> io::Result<()> {
    if !path.exists() {
        fs::write(path, "x")?; //~ ok: check-then-create
    }
    Ok(())
}
