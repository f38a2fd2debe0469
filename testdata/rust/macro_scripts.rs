//! Commands that macros are given as text or as words.

use duct::cmd;
use xshell::Shell;

fn texts(sh: &Shell, archive: &str) -> anyhow::Result<()> {
    xshell::cmd!(sh, "mkdir -p /tmp/toolchain").run()?; //~ shared-dir-assumed-private
    xshell::cmd!(sh, "curl -fL -o /tmp/{archive} https://example.org/").run()?; //~ predictable-temp-path
    let log = "/tmp/build.log";
    xshell::cmd!(sh, "tee {log}").stdin("x").run()?; //~ predictable-temp-path
    xshell::cmd!(sh, "tar -xf {archive} -C target").run()?;
    xshell::cmd!(sh, "ls /tmp").read()?;
    Ok(())
}

fn words(name: &str) -> std::io::Result<()> {
    cmd!("tee", "/tmp/words.log").run()?; //~ predictable-temp-path
    duct::cmd("touch", &["/tmp/words.stamp"]).run()?; //~ predictable-temp-path
    cmd!("sh", "-c", "date > /tmp/words.date").run()?; //~ predictable-temp-path
    cmd!("sort", name).stdout_path("/tmp/words.sorted").run()?; //~ predictable-temp-path
    cmd!("echo", "> /tmp/none").run()?;
    let own = tempfile::tempdir()?;
    cmd!("sort", name).stdout_path(own.path().join("sorted")).run()?;
    Ok(())
}
