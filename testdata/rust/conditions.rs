//! Code that only some builds have.
use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

fn returns_on_others() -> io::Result<()> {
    #[cfg(not(all(unix, debug_assertions)))]
    {
        return Ok(());
    }
    #[cfg(all(unix, debug_assertions))]
    {
        fs::write("/tmp/debug.log", "x") //~ predictable-temp-path
    }
}

fn not_on_unix() -> io::Result<()> {
    #[cfg(windows)]
    {
        fs::write(env::temp_dir().join("windows.log"), "x")?; //~ ok: predictable-temp-path
    }
    #[cfg(not(unix))]
    fs::write(env::temp_dir().join("not-unix.log"), "x")?; //~ ok: predictable-temp-path
    #[cfg(target_os = "windows")]
    return fs::write(env::temp_dir().join("windows.log"), "x"); //~ ok: predictable-temp-path
    #[cfg(any(windows, target_os = "linux"))]
    fs::write(env::temp_dir().join("linux.log"), "x")?; //~ predictable-temp-path
    Ok(())
}

fn the_last_that_is_there() -> PathBuf {
    #[cfg(unix)]
    {
        PathBuf::from("/tmp/app.sock")
    }
    #[cfg(windows)]
    {
        PathBuf::from(r"\\.\pipe\app")
    }
}

fn uses_the_last() -> io::Result<std::os::unix::net::UnixListener> {
    std::os::unix::net::UnixListener::bind(the_last_that_is_there()) //~ ipc-endpoint-in-shared-tmp
}

fn with_a_feature() -> io::Result<()> {
    let path = env::temp_dir().join("trace.json");
    #[cfg(feature = "trace")]
    fs::write(&path, "x")?; //~ predictable-temp-path
    drop(path);
    Ok(())
}
