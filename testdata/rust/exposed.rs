//! Secrets that are kept to their owner only after they were written.
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

fn written_first(directory: &Path, key: &[u8]) -> io::Result<()> {
    let path = directory.join("api.key");
    fs::write(&path, key)?; //~ permissive-temp-mode
    fs::set_permissions(&path, Permissions::from_mode(0o600))
}

fn by_a_variable(path: PathBuf, key: &[u8]) -> io::Result<()> {
    fs::write(&path, key)?; //~ permissive-temp-mode
    let mut permissions = fs::metadata(&path)?.permissions();
    permissions.set_mode(0o400);
    fs::set_permissions(&path, permissions)
}

async fn later(path: &Path, key: &[u8]) -> io::Result<()> {
    tokio::fs::write(path, key).await?; //~ permissive-temp-mode
    #[cfg(unix)]
    tokio::fs::set_permissions(path, Permissions::from_mode(0o600)).await?;
    Ok(())
}

fn made_private(path: &Path, key: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(key)?;
    fs::set_permissions(path, Permissions::from_mode(0o600)) //~ ok: permissive-temp-mode
}

fn made_executable(path: &Path) -> io::Result<()> {
    fs::write(path, "#!/bin/sh\n")?; //~ ok: permissive-temp-mode
    fs::set_permissions(path, Permissions::from_mode(0o755))
}

fn in_a_private_directory(key: &[u8]) -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("key");
    fs::write(&path, key)?; //~ ok: permissive-temp-mode
    fs::set_permissions(&path, Permissions::from_mode(0o600))
}

fn narrowed_before(path: &Path, key: &[u8]) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    fs::write(path, key) //~ ok: permissive-temp-mode
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cannot_be_read() {
        let path = crate::fixtures::path("unreadable");
        fs::write(&path, "x").unwrap(); //~ ok: permissive-temp-mode
        fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    }
}
