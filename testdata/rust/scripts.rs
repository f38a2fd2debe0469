//! Shell scripts and commands that a program puts together and runs.

use std::path::Path;
use std::process::{Command, Stdio};

const REPORT: &str = "/tmp/report";

fn script(name: &str) -> std::io::Result<()> {
    Command::new("sh").arg("-c").arg("dmesg > /tmp/dmesg").status()?; //~ predictable-temp-path
    let script = format!("sort {name} > /tmp/out.{}", std::process::id()); //~ predictable-temp-path
    Command::new("/bin/sh").args(["-c", &script]).output()?;
    Command::new("bash").args(&["-c", "touch \"/tmp/a b\""]).spawn()?.wait()?; //~ predictable-temp-path
    Ok(())
}

fn step_by_step(pid: u32) -> std::io::Result<()> {
    let mut command = Command::new("/usr/bin/tee");
    command.arg("-a").arg(REPORT);
    command.arg(pid.to_string());
    command.stdin(Stdio::piped());
    command.spawn()?.wait()?; //~ predictable-temp-path
    Ok(())
}

fn words() -> std::io::Result<()> {
    Command::new("mkdir").arg("-p").arg(std::env::temp_dir().join("work")).status()?; //~ shared-dir-assumed-private
    Command::new("cp").args(["a", "/tmp/b"]).current_dir("/srv").status()?; //~ copy-or-move-into-shared-path
    Ok(())
}

fn private(directory: &Path) -> std::io::Result<()> {
    let own = tempfile::tempdir()?;
    Command::new("touch").arg(own.path().join("stamp")).status()?;
    Command::new("sh").arg("-c").arg(format!("make > {}/log", own.path().display())).status()?;
    Command::new("touch").arg(directory.join("stamp")).status()?;
    Ok(())
}

fn text_only() -> std::io::Result<()> {
    Command::new("echo").arg("> /tmp/x").status()?;
    Command::new("sh").arg("-c").arg("echo 'a > /tmp/x'; ls /tmp").status()?;
    let mut unused = Command::new("touch");
    unused.arg("stamp");
    println!("touch /tmp/x");
    Ok(())
}
