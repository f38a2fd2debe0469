//! Crates that follow std's names, and those that wrap the system's calls.
use std::ffi::CString;
use camino::{Utf8Path, Utf8PathBuf};
use nix::fcntl::OFlag;
use nix::sys::stat::Mode;
use tokio::io::AsyncWriteExt;

async fn tokio_writes() -> std::io::Result<()> {
    tokio::fs::write("/tmp/a", "x").await?; //~ predictable-temp-path
    tokio::fs::create_dir_all("/tmp/b").await?; //~ shared-dir-assumed-private
    let mut file = tokio::fs::File::create("/tmp/c").await?; //~ predictable-temp-path
    file.write_all(b"x").await?;
    let _file = tokio::fs::OpenOptions::new().write(true).create(true).open("/tmp/d").await?; //~ predictable-temp-path
    let _socket = tokio::net::UnixListener::bind("/tmp/e.sock")?; //~ ipc-endpoint-in-shared-tmp
    Ok(())
}

async fn tokio_spawns() {
    let path = std::env::temp_dir().join("job.json");
    let handle = tokio::spawn(async move {
        tokio::fs::write(&path, "x").await //~ predictable-temp-path
    });
    handle.await.unwrap().unwrap();
}

async fn tokio_blocks() {
    let path = std::env::temp_dir().join("job.json");
    tokio::task::spawn_blocking(move || std::fs::write(path, "x")).await.unwrap().unwrap(); //~ predictable-temp-path
}

async fn async_std_writes() -> std::io::Result<()> {
    async_std::fs::write("/tmp/a", "x").await //~ predictable-temp-path
}

fn fs_err_writes() -> std::io::Result<()> {
    fs_err::write("/tmp/a", "x")?; //~ predictable-temp-path
    fs_err::create_dir_all("/tmp/b")?; //~ shared-dir-assumed-private
    fs_err::File::create("/tmp/c").map(drop) //~ predictable-temp-path
}

fn camino_writes() -> std::io::Result<()> {
    let path = Utf8Path::new("/tmp").join("a");
    std::fs::write(&path, "x")?; //~ predictable-temp-path
    let dir = Utf8PathBuf::from_path_buf(std::env::temp_dir()).unwrap();
    std::fs::write(dir.join("b"), "x") //~ predictable-temp-path
}

fn cap_std_writes() -> std::io::Result<()> {
    let dir = cap_std::fs::Dir::open_ambient_dir("/tmp", cap_std::ambient_authority())?;
    dir.write("a", "x")?; //~ predictable-temp-path
    dir.create("b")?; //~ predictable-temp-path
    dir.create_dir_all("c") //~ shared-dir-assumed-private
}

fn libc_opens() -> i32 {
    let path = CString::new("/tmp/app.pid").unwrap();
    unsafe { libc::open(path.as_ptr(), libc::O_CREAT | libc::O_RDWR, 0o644) } //~ predictable-temp-path
}

fn libc_opens_bytes() -> i32 {
    unsafe { libc::open(b"/tmp/app.pid\0".as_ptr() as *const libc::c_char, libc::O_CREAT | libc::O_RDWR, 0o644) } //~ predictable-temp-path
}

fn libc_makes_fifo() -> i32 {
    unsafe { libc::mkfifo(c"/tmp/app.fifo".as_ptr(), 0o600) } //~ ipc-endpoint-in-shared-tmp
}

fn nix_opens() -> nix::Result<()> {
    nix::fcntl::open("/tmp/a", OFlag::O_CREAT | OFlag::O_WRONLY, Mode::S_IRUSR)?; //~ predictable-temp-path
    nix::unistd::mkfifo("/tmp/fifo", Mode::S_IRWXU)?; //~ ipc-endpoint-in-shared-tmp
    Ok(())
}

fn nix_at() -> nix::Result<()> {
    nix::fcntl::openat(None, "/tmp/a", OFlag::O_CREAT | OFlag::O_WRONLY, Mode::empty())?; //~ predictable-temp-path
    Ok(())
}

fn rustix_opens() -> rustix::io::Result<()> {
    use rustix::fs::{Mode, OFlags};
    rustix::fs::open("/tmp/a", OFlags::CREATE | OFlags::WRONLY, Mode::RUSR)?; //~ predictable-temp-path
    rustix::fs::open(c"/tmp/b", OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY, Mode::RUSR)?; //~ guessable-temp-name-dos (pedantic), ok: predictable-temp-path
    rustix::fs::openat(rustix::fs::CWD, "/tmp/c", OFlags::CREATE | OFlags::RDWR, Mode::empty())?; //~ predictable-temp-path
    Ok(())
}

fn nix_binds() -> nix::Result<()> {
    use nix::sys::socket::{bind, UnixAddr};
    let address = UnixAddr::new("/tmp/nix.sock")?;
    bind(3, &address) //~ ipc-endpoint-in-shared-tmp
}

fn nix_binds_path() -> nix::Result<()> {
    let path = std::env::temp_dir().join("nix.sock");
    let address = nix::sys::socket::UnixAddr::new(&path)?;
    nix::sys::socket::bind(3, &address) //~ ipc-endpoint-in-shared-tmp
}

fn libc_bytes() -> i32 {
    let path = std::env::temp_dir().join("a");
    let path = CString::new(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())).unwrap();
    unsafe { libc::creat(path.as_ptr(), 0o600) } //~ predictable-temp-path
}

fn libc_template() {
    let mut template = *b"/tmp/fileXXXXXX\0";
    let fd = unsafe { libc::mkstemp(template.as_mut_ptr().cast()) }; //~ temp-never-removed
    drop(fd);
}
