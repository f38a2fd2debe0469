//! The shells of this machine run their traps on `EXIT` when the tables say they do.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use shells::{PrivateDirectory, SHELLS, runs};
use tmplint_rules::tables;

mod shells;

/// The signals the tables are about.
const SIGNALS: [(&str, i32); 6] =
    [("HUP", 1), ("INT", 2), ("ABRT", 6), ("USR1", 10), ("PIPE", 13), ("TERM", 15)];

/// The script waits until its reader is gone, so that it cannot outlive the test.
const SCRIPT: &str = "trap 'rm -f \"$1\"' EXIT\n: > \"$1\"\necho ready\nread -r line\nsleep 0\n";

/// How long a shell may take for anything.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn exit_traps_run_as_the_tables_say() {
    let directory = PrivateDirectory::new().expect("mktemp makes a directory");
    let mut asked = 0;
    let mut wrong = Vec::new();
    for (name, command) in SHELLS {
        if !runs(command) {
            println!("skipped: {name} is not installed");
            continue;
        }
        asked += 1;
        let expected = tables().exit_trap_signals(name).expect("the tables know the shell");
        for (signal, number) in SIGNALS {
            let file = directory.0.join(format!("{name}.{signal}"));
            let Some(cleaned) = cleans_up(command, &file, number) else {
                println!("skipped: {name} goes on after {signal}");
                continue;
            };
            println!("{name}: {signal} {}", if cleaned { "runs the trap" } else { "leaks" });
            if cleaned != expected.iter().any(|each| each == signal) {
                wrong.push(format!("{name} on {signal}: the trap runs: {cleaned}"));
            }
        }
    }
    println!("asked {asked} of {} shells", SHELLS.len());
    assert!(wrong.is_empty(), "the tables are wrong about {}", wrong.join("; "));
}

/// Sends a shell a signal while it reads, and tells whether its trap removed the file. `None` if
/// the signal did not end it.
fn cleans_up(command: &[&str], file: &Path, signal: i32) -> Option<bool> {
    let (program, arguments) = command.split_first()?;
    let mut shell = Command::new(program);
    shell.args(arguments).args(["-c", SCRIPT, "shell"]).arg(file);
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut shell = shell.spawn().ok()?;
    // The trap is set and the file made once the script says so.
    let mut ready = [0; 6];
    shell.stdout.as_mut()?.read_exact(&mut ready).ok()?;
    let process = shell.id().to_string();
    let sent = Command::new("kill").arg(format!("-{signal}")).arg(process).status().ok()?;
    assert!(sent.success(), "kill works");
    let ended = wait(&mut shell);
    let exists = file.exists();
    // What goes on after the signal ends here.
    drop(shell.stdin.take());
    if !ended {
        wait(&mut shell);
        return None;
    }
    let status = shell.wait().ok()?;
    // mksh takes the status from the trap's own commands.
    let by_signal = status.signal().is_some() || status.code() != Some(0) || program == &"mksh";
    by_signal.then_some(!exists)
}

/// Waits for a process that has its standard input open still: a second is long for one that was
/// sent a signal.
fn wait(shell: &mut Child) -> bool {
    let patience = if shell.stdin.is_some() { Duration::from_secs(1) } else { PATIENCE };
    let start = Instant::now();
    while start.elapsed() < patience {
        if shell.try_wait().is_ok_and(|status| status.is_some()) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}
