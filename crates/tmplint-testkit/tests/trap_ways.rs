//! What the rules about traps say of shells is what the shells of this machine do, way out by way
//! out. `exit_traps.rs` asks the same of each signal.

use std::path::Path;
use std::process::{Command, Stdio};

use shells::{PrivateDirectory, SHELLS, runs};

mod shells;

/// What becomes of the file whose path a script is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    /// It is there when the shell has ended.
    Stays,
    /// It is not.
    Goes,
    /// It is gone before the script is done with it.
    GoesEarly,
}
use File::{Goes, GoesEarly, Stays};

/// A way out of a script.
#[derive(Clone, Copy)]
struct Way {
    /// What is shown.
    name: &'static str,
    /// The script. `$f.early` says that the file was gone too early.
    script: &'static str,
    /// What happens to the file.
    file: File,
    /// Shells in which the opposite happens.
    others: &'static [&'static str],
    /// Shells that know no such thing.
    without: &'static [&'static str],
}

const fn way(name: &'static str, file: File, script: &'static str) -> Way {
    Way { name, script, file, others: &[], without: &[] }
}

const fn but(way: Way, others: &'static [&'static str]) -> Way {
    Way { others, ..way }
}

const fn without(way: Way, without: &'static [&'static str]) -> Way {
    Way { without, ..way }
}

/// The ways out. `$made` is a command that makes the file, ends the shell that waits for its name,
/// and only then prints it.
const WAYS: [Way; 29] = [
    way("the end", Goes, "trap 'rm -f \"$f\"' EXIT; : > \"$f\""),
    way("exit", Goes, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; exit 3"),
    way(
        "exit in a function",
        Goes,
        "leave() { exit 3; }; trap 'rm -f \"$f\"' EXIT; : > \"$f\"; leave",
    ),
    way("set -e", Goes, "set -e; trap 'rm -f \"$f\"' EXIT; : > \"$f\"; false; : > \"$f.on\""),
    but(
        way("set -u", Goes, "set -u; trap 'rm -f \"$f\"' EXIT; : > \"$f\"; echo \"$unset\""),
        &["zsh", "posh"],
    ),
    but(
        way("${x:?}", Goes, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; echo \"${unset:?}\""),
        &["posh"],
    ),
    way("set -e without a trap", Stays, "set -e; : > \"$f\"; false; rm -f \"$f\""),
    way("exit without a trap", Stays, ": > \"$f\"; exit 1; rm -f \"$f\""),
    way("a second trap", Stays, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; trap : EXIT"),
    way("a trap taken away", Stays, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; trap - EXIT"),
    without(
        way(
            "a trap in $(…)",
            GoesEarly,
            "g=$(trap 'rm -f \"$f\"' EXIT; : > \"$f\"; echo \"$f\"); [ -e \"$g\" ] || : > \"$f.early\"",
        ),
        &["posh"],
    ),
    way(
        "a trap in ( … )",
        GoesEarly,
        "( trap 'rm -f \"$f\"' EXIT; : > \"$f\" ); [ -e \"$f\" ] || : > \"$f.early\"",
    ),
    way(
        "a trap around ( … )",
        Goes,
        "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; ( exit 0 ); [ -e \"$f\" ] || : > \"$f.early\"",
    ),
    but(way("exec", Stays, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; exec true"), &["mksh"]),
    without(
        way(
            "a trap that names a local variable",
            Stays,
            "make() { local x=\"$f\"; : > \"$x\"; trap 'rm -f \"$x\"' EXIT; }; make; exit 0",
        ),
        &["ksh", "ksh93"],
    ),
    without(
        way(
            "a trap put together from a local variable",
            Goes,
            "make() { local x=\"$f\"; : > \"$x\"; trap \"rm -f '$x'\" EXIT; }; make; exit 0",
        ),
        &["ksh", "ksh93"],
    ),
    way("a trap put together too early", Stays, "x=; trap \"rm -f '$x'\" EXIT; x=$f; : > \"$x\""),
    way("a trap put together in time", Goes, "x=$f; trap \"rm -f '$x'\" EXIT; : > \"$x\"; x="),
    way(
        "a handler that goes on",
        Stays,
        "trap 'rm -f \"$f\"' TERM; : > \"$f\"; kill -TERM $$; : > \"$f\"",
    ),
    way(
        "a handler that ends the script",
        Goes,
        "trap 'rm -f \"$f\"' EXIT; trap 'exit 143' TERM; : > \"$f\"; kill -TERM $$; sleep 0; : > \"$f.early\"",
    ),
    way(
        "a signal that no trap is for",
        Stays,
        "trap 'rm -f \"$f\"; exit' INT TERM; : > \"$f\"; kill -HUP $$; sleep 0; rm -f \"$f\"",
    ),
    way("before the trap", Stays, ": > \"$f\"; kill -TERM $$; sleep 0; trap 'rm -f \"$f\"' EXIT"),
    // In ksh93 these three are a race.
    without(
        but(
            way(
                "before the name, EXIT alone",
                Stays,
                "g=; trap 'rm -f \"$g\"' EXIT; g=$(sh -c \"$made\" sh \"$f\" $$); sleep 0",
            ),
            &["mksh"],
        ),
        &["ksh", "ksh93"],
    ),
    without(
        but(
            way(
                "before the name, all signals",
                Goes,
                "g=; trap 'rm -f \"$g\"' EXIT; trap 'exit 143' TERM; g=$(sh -c \"$made\" sh \"$f\" $$); sleep 0",
            ),
            &["zsh"],
        ),
        &["ksh", "ksh93"],
    ),
    without(
        way(
            "before the name, signals ignored",
            Goes,
            "trap '' TERM; g=$(sh -c \"$made\" sh \"$f\" $$); trap 'rm -f \"$g\"' EXIT; trap 'exit 143' TERM",
        ),
        &["ksh", "ksh93"],
    ),
    way("SIGKILL", Stays, "trap 'rm -f \"$f\"' EXIT; : > \"$f\"; kill -KILL $$"),
    way(
        "SIGKILL and a file without a name",
        Goes,
        ": > \"$f\"; exec 3<> \"$f\"; rm -f \"$f\"; echo x >&3; [ \"$(cat /proc/$$/fd/3)\" = x ] || : > \"$f\"; kill -KILL $$",
    ),
    way("a name from the environment", Goes, "trap 'rm -f \"$kept\"' EXIT"),
    way("ERR and exit", Stays, "trap 'rm -f \"$f\"' ERR; : > \"$f\"; exit 1"),
];

#[test]
fn shells_leave_behind_what_the_rules_say() {
    let directory = PrivateDirectory::new().expect("mktemp makes a directory");
    let mut asked = 0;
    let mut wrong = Vec::new();
    for (shell, command) in SHELLS {
        if !runs(command) {
            println!("skipped: {shell} is not installed");
            continue;
        }
        asked += 1;
        for (number, way) in WAYS.iter().enumerate() {
            if way.without.contains(&shell) {
                println!("skipped: {shell} does not know {}", way.name);
                continue;
            }
            let file = directory.0.join(format!("{shell}.{number}"));
            let seen = run(command, way.script, &file).expect("the shell runs");
            println!("{shell}: {}: {seen:?}", way.name);
            let expected = match (way.file, way.others.contains(&shell)) {
                (Stays, true) => Goes,
                (Goes, true) => Stays,
                (file, _) => file,
            };
            if seen != expected {
                wrong.push(format!("{shell}: {}: {seen:?}", way.name));
            }
        }
    }
    println!("asked {asked} of {} shells", SHELLS.len());
    assert!(wrong.is_empty(), "not as the rules say: {}", wrong.join("; "));
}

/// Runs a script in a shell and tells what became of the file.
fn run(command: &[&str], script: &str, file: &Path) -> std::io::Result<File> {
    let (program, arguments) = command.split_first().unwrap_or((&"", &[]));
    let kept = script.contains("$kept");
    if kept {
        std::fs::write(file, "")?;
    }
    let mut shell = Command::new(program);
    shell.args(arguments).args(["-c", script]);
    shell.env("f", file).env("made", ": > \"$1\"; kill -TERM \"$2\"; echo \"$1\"");
    if kept {
        shell.env("kept", file);
    }
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.status()?;
    let early = format!("{}.early", file.display());
    Ok(if Path::new(&early).exists() {
        GoesEarly
    } else if file.exists() {
        Stays
    } else {
        Goes
    })
}
