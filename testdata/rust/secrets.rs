//! What nobody else is to see, by its names, written with the mode that the umask leaves.
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

pub struct SigningKey([u8; 32]);

impl SigningKey {
    pub fn write_to(&self, path: &Path) -> io::Result<()> {
        fs::write(path, self.0) //~ permissive-temp-mode
    }

    pub fn read_from(path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
}

fn load_or_create_secret(path: &Path) -> io::Result<Vec<u8>> {
    if let Ok(bytes) = fs::read(path) {
        return Ok(bytes);
    }
    let bytes = fresh();
    fs::write(path, &bytes)?; //~ permissive-temp-mode
    Ok(bytes)
}

fn by_the_name_of_the_file(directory: &Path, pem: &str) -> io::Result<()> {
    let mut file = File::create(directory.join("server.key"))?; //~ permissive-temp-mode
    file.write_all(pem.as_bytes())?;
    fs::write(directory.join("server.crt"), pem) //~ ok: permissive-temp-mode
}

fn by_the_variable(config: &Path, access_token: &str) -> io::Result<()> {
    let line = format!("token = {access_token}");
    fs::write(config, line) //~ permissive-temp-mode
}

fn by_the_path(home: &Path, pem: &str) -> io::Result<()> {
    let key_path = home.join("id");
    let mut file = OpenOptions::new().write(true).create(true).open(&key_path)?; //~ permissive-temp-mode
    file.write_all(pem.as_bytes())
}

async fn asynchronously(path: PathBuf, credentials: Credentials) -> anyhow::Result<()> {
    let text = serde_json::to_string(&credentials)?;
    tokio::fs::write(path, text).await?; //~ permissive-temp-mode
    Ok(())
}

pub struct SecretKeyFile;

impl SecretKeyFile {
    fn save_file(&self, destination: &Path, text: &str) -> io::Result<()> {
        fs::write(destination, text) //~ permissive-temp-mode
    }
}

#[test]
fn saved_files_are_there() {
    let directory = tempfile::tempdir().unwrap();
    SecretKeyFile.save_file(&directory.path().join("ring"), "x").unwrap();
    fs::write(directory.path().join("private_key"), "x").unwrap(); //~ ok: permissive-temp-mode
}

fn to_the_owner_only(path: &Path, secret: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(secret)
}

fn elsewhere_there_are_no_modes(path: &Path, secret: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    return to_the_owner_only(path, secret);
    #[cfg(not(unix))]
    fs::write(path, secret) //~ ok: permissive-temp-mode
}

#[cfg(all(not(unix), feature = "std"))]
fn write_secret_file(path: &Path, data: &[u8]) -> io::Result<()> {
    fs::write(path, data) //~ ok: permissive-temp-mode
}

fn certificate_of(directory: &Path) -> io::Result<()> {
    let key_pair = crate::tls::KeyPair::generate();
    let cert_pem = crate::tls::self_signed_cert(&key_pair);
    fs::write(directory.join("server.pem"), cert_pem) //~ ok: permissive-temp-mode
}

fn narrowed_by_a_helper(path: &Path, secret: &[u8]) -> io::Result<()> {
    fs::write(path, secret)?; //~ ok: permissive-temp-mode
    for_me_only(path)
}

fn for_me_only(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

fn narrowed_by_code_not_seen(path: &Path, secret: &[u8]) -> io::Result<()> {
    fs::write(path, secret)?; //~ ok: permissive-temp-mode
    crate::platform::restrict_permissions(path)
}

fn under_a_mask(path: &Path, secret: &[u8]) -> io::Result<()> {
    unsafe { libc::umask(0o077) };
    fs::write(path, secret) //~ ok: permissive-temp-mode
}

fn in_a_private_directory(temp_dir: &Path, api_key: &str) -> io::Result<()> {
    fs::write(temp_dir.join("key.p8"), api_key) //~ ok: permissive-temp-mode
}

fn public_ones(path: &Path, public_key: &[u8]) -> io::Result<()> {
    fs::write(path, public_key) //~ ok: permissive-temp-mode
}

fn counted(path: &Path, password_count: usize) -> io::Result<()> {
    fs::write(path, password_count.to_string()) //~ ok: permissive-temp-mode
}
