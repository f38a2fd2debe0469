//! Permissions that let others in.
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;
use tempfile::NamedTempFile;

fn random() -> PathBuf {
    std::env::temp_dir().join(format!("key-{}", uuid::Uuid::new_v4()))
}

fn created_wide() -> io::Result<File> {
    let path = random();
    OpenOptions::new().write(true).create_new(true).mode(0o666).open(&path) //~ permissive-temp-mode
}

fn exclusively_wide() -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o777).open("/tmp/key") //~ permissive-temp-mode
}

fn opened_up_before(secret: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    fs::set_permissions(file.path(), Permissions::from_mode(0o666))?; //~ loosened-temp-mode
    file.write_all(secret.as_bytes())
}

fn opened_up_after(secret: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(secret.as_bytes())?;
    let mut permissions = fs::metadata(file.path())?.permissions();
    permissions.set_mode(0o777);
    fs::set_permissions(file.path(), permissions) //~ loosened-temp-mode
}

fn read_only_false() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_readonly(false);
    file.as_file().set_permissions(permissions) //~ loosened-temp-mode
}

fn wide_directory() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    fs::set_permissions(dir.path(), Permissions::from_mode(0o777)) //~ loosened-temp-mode
}

fn chmod_by_nix() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    nix::sys::stat::fchmod(&file, nix::sys::stat::Mode::from_bits_truncate(0o666))?; //~ loosened-temp-mode
    Ok(())
}

fn chmod_by_libc() -> i32 {
    let path = std::ffi::CString::new("/tmp/app.sock").unwrap();
    unsafe { libc::chmod(path.as_ptr(), 0o777) } //~ loosened-temp-mode
}

fn directory_of_mode() -> io::Result<()> {
    fs::DirBuilder::new().mode(0o777).create(random()) //~ temp-never-removed
}

fn mask() -> io::Result<()> {
    unsafe { libc::umask(0) }; //~ wrong-umask
    fs::write("/tmp/app.log", "x") //~ predictable-temp-path
}

fn mask_by_nix() -> io::Result<()> {
    nix::sys::stat::umask(nix::sys::stat::Mode::empty()); //~ wrong-umask
    fs::write("/tmp/app.log", "x") //~ predictable-temp-path
}

fn executable_only() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    fs::set_permissions(file.path(), Permissions::from_mode(0o700)) //~ ok: loosened-temp-mode
}

fn published(target: &std::path::Path) -> io::Result<()> {
    let file = NamedTempFile::new_in(target.parent().unwrap())?;
    file.as_file().set_permissions(Permissions::from_mode(0o644))?; //~ ok: loosened-temp-mode
    file.persist(target)?;
    Ok(())
}

fn socket_for_everybody() -> io::Result<()> {
    let path = "/tmp/daemon.sock";
    let _listener = std::os::unix::net::UnixListener::bind(path)?; //~ ipc-endpoint-in-shared-tmp
    fs::set_permissions(path, Permissions::from_mode(0o777)) //~ loosened-temp-mode
}

fn world_writable_wherever_it_is(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let directory = std::fs::File::open(path)?;
    let mut mode = directory.metadata()?.permissions();
    if mode.mode() & 0o777 != 0o777 {
        mode.set_mode(0o777);
        directory.set_permissions(mode)?; //~ loosened-temp-mode
    }
    Ok(())
}

fn world_writable_log() -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::create_dir_all("/var/log/app")?;
    std::fs::set_permissions("/var/log/app", std::fs::Permissions::from_mode(0o777)) //~ loosened-temp-mode
}

fn readable_by_all(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)) //~ ok: loosened-temp-mode
}

fn sockets_are_meant_for_others(socket_path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(socket_path, std::fs::Permissions::from_mode(0o666)) //~ ok: loosened-temp-mode
}
