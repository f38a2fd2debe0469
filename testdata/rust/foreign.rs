//! The system's own calls, through the crates that wrap them.
use axum_server::Handle;
use nix::fcntl::{self, OFlag};
use nix::sys::stat::Mode;
use std::os::unix::net::SocketAddr;

fn by_libc() -> i32 {
    unsafe { libc::open(c"/tmp/app.pid".as_ptr(), libc::O_CREAT | libc::O_WRONLY, 0o600) } //~ predictable-temp-path
}

fn by_nix() -> nix::Result<()> {
    let path = std::env::temp_dir().join("app.pid");
    let _ = fcntl::open(&path, OFlag::O_CREAT | OFlag::O_RDWR, Mode::empty())?; //~ predictable-temp-path
    Ok(())
}

fn exclusive() -> nix::Result<()> {
    let flags = OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
    let _ = fcntl::open("/tmp/app.pid", flags, Mode::empty())?; //~ ok: predictable-temp-path
    Ok(())
}

async fn serve(app: axum::Router) -> std::io::Result<()> {
    let address = SocketAddr::from_pathname("/tmp/app.sock")?;
    axum_server::bind(address) //~ ipc-endpoint-in-shared-tmp
        .serve(app.into_make_service())
        .await
}

mod system {
    use libc::{c_char, c_int};

    extern "C" {
        pub fn mktemp(template: *mut c_char) -> *mut c_char;
        pub fn creat(path: *const c_char, mode: c_int) -> c_int;
    }
}

fn declared_here() -> i32 {
    unsafe { system::creat(c"/tmp/app.out".as_ptr(), 0o600) } //~ predictable-temp-path
}

fn name_by_declared(template: &mut [u8]) -> i32 {
    unsafe { system::mktemp(template.as_mut_ptr().cast()) }; //~ insecure-temp-name-api
    0
}
