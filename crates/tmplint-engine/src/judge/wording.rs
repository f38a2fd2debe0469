//! Why each rule matters, in one clause, and what to write instead, by language.

use tmplint_ir::Language;

/// The attack, or the harm.
pub(super) fn attack(rule: &str) -> &'static str {
    match rule {
        "insecure-temp-name-api" => {
            "another user who creates a file or link of that name first decides what is overwritten or read"
        }
        "predictable-temp-path" => {
            "another user who puts a link there first makes the program overwrite a file of its owner; one who puts a file there reads and changes what is written"
        }
        "check-then-create" | "ineffective-exclusive-open" => {
            "between the two steps another user puts a link or file there, and the program writes through it"
        }
        "shared-dir-assumed-private" => {
            "another user who makes the directory first owns it, and can read, replace and redirect every file below it"
        }
        "copy-or-move-into-shared-path" => {
            "another user who puts a link or directory there first decides where the data goes, and who reads it"
        }
        "guessable-temp-name-dos" => {
            "another user who takes the name first keeps the program from running"
        }
        "temp-name-reuse-after-delete" => {
            "another user who watches the directory takes the name as soon as it is free"
        }
        "reopen-temp-by-name" => {
            "where the directory lacks the sticky bit, or after its files aged, the name may belong to another file"
        }
        "permissive-temp-mode" | "loosened-temp-mode" | "wrong-umask" => {
            "another user can read or change what the program relies on"
        }
        "weak-temp-template" => "another user can create every name the template can give",
        "readonly-temp-template" => "the program crashes, or gets no file",
        "untrusted-temp-input" => {
            "another user who creates the file first has their content or code accepted as the program's own"
        }
        "ipc-endpoint-in-shared-tmp" => {
            "another user who makes it first is talked to instead, or keeps the program from running"
        }
        "temp-never-removed" | "temp-leak-on-error" | "cleanup-bypassed" => {
            "files left behind fill the disk and keep data where it was not meant to stay"
        }
        "temp-fd-never-closed" => {
            "every call leaves a descriptor open, and the file's space is not given back"
        }
        "unchecked-temp-result" => {
            "with an empty name the commands work on the wrong directory, or on the root of the file system"
        }
        "trap-handler-continues" => {
            "another user who has seen the name puts a link or file there before the script makes the file again"
        }
        "temp-fd-inherited" => {
            "a program that is started can read and change the file, and keeps its space from being given back"
        }
        "prefer-anonymous-temp" => "the file stays if the program is killed",
        "ageing-unprotected" => {
            "systems remove what was not used for days from /tmp, and the name is then free for others"
        }
        "trap-wrong-target" => "the file stays on every run",
        "tmpdir-ignored" => "the user has no say in where the data is kept",
        "large-data-in-tmp" => "what does not fit fails, and takes the memory of others with it",
        "dev-shm-temp" => "nothing cleans up there, and what is left takes memory",
        "missing-trap" | "trap-window" => "an interrupted script leaves the file behind",
        "temp-leak-on-signal" => "an interrupted program leaves the file behind",
        "non-private-temp-dir" => {
            "another user can list the directory and read what is put into it"
        }
        "trap-overwritten" => "what only the first action removed is left behind",
        "unreserved-sibling-name" => {
            "another user who saw the reserved name creates this one, or a link of this name, first"
        }
        "unsafe-shared-cleanup" => {
            "another user decides, by the names they create, what is removed"
        }
        "extract-into-shared-dir" => {
            "another user who puts a link of such a name there first decides where the member goes"
        }
        "nonportable-temp-api" => "the program does not work, or not safely, everywhere",
        _ => "see the rule's page",
    }
}

/// What to write instead.
#[allow(clippy::too_many_lines, reason = "one arm per rule")]
pub(super) fn help(rule: &str, language: Language, instead: Option<&str>) -> String {
    if let Some(instead) = instead {
        return format!("use {instead}");
    }
    match rule {
        "predictable-temp-path"
        | "check-then-create"
        | "ineffective-exclusive-open"
        | "insecure-temp-name-api"
        | "copy-or-move-into-shared-path"
        | "unreserved-sibling-name"
        | "guessable-temp-name-dos" => file(language),
        "shared-dir-assumed-private" => directory(language),
        "temp-name-reuse-after-delete" => {
            "keep the file and use its descriptor, or make a private directory and put the name inside"
        }
        "reopen-temp-by-name" => match language {
            Language::Python => "use the open file, or os.fdopen() on its descriptor",
            Language::Rust => "use NamedTempFile::reopen() or the open file",
            _ => "use the descriptor: fdopen(), or /proc/self/fd/N",
        },
        "temp-fd-never-closed" => "use os.fdopen() on it in a `with`, or os.close() it",
        "permissive-temp-mode" | "loosened-temp-mode" => {
            "leave it at 0600 for files and 0700 for directories; to publish it, rename it into place"
        }
        "wrong-umask" => "use umask 077, which refuses group and others everything",
        "weak-temp-template" => "end the template in at least six X's",
        "readonly-temp-template" => {
            "keep the template in an array of its own, set afresh before each call"
        }
        "untrusted-temp-input" => {
            "keep it where only the program's user can write: $XDG_RUNTIME_DIR, /run/PROGRAM, or a private temporary directory"
        }
        "ipc-endpoint-in-shared-tmp" => {
            "put it in $XDG_RUNTIME_DIR, /run/PROGRAM, or a private temporary directory"
        }
        "temp-never-removed" | "temp-leak-on-error" => match language {
            Language::C => "unlink the file on every way out, or right after it is opened",
            Language::Python => {
                "use `with tempfile.NamedTemporaryFile()` or TemporaryDirectory(), or remove it in `finally`"
            }
            Language::Shell => "set `trap 'rm -rf -- \"$file\"' EXIT` before the file is made",
            Language::Rust => "keep the guard that removes it until the end of the scope",
        },
        "missing-trap" => "set `trap 'rm -rf -- \"$file\"' EXIT` before the file is made",
        "unchecked-temp-result" => {
            "write `dir=$(mktemp -d) || exit`, and declare a `local` name on a line of its own"
        }
        "trap-wrong-target" => {
            "set the name to nothing, the trap in single quotes, and then the name; or expand a `local` name when the trap is set: trap \"rm -rf '$dir'\" EXIT"
        }
        "trap-handler-continues" => {
            "let the EXIT trap clean up, and signals end the script: `trap 'exit 130' INT; trap 'exit 143' TERM`"
        }
        "trap-window" => {
            "set the name to nothing, the traps, and then make the file; what has no name (`exec 3<>\"$file\"; rm \"$file\"`) stays not even after SIGKILL"
        }
        "tmpdir-ignored" => match language {
            Language::C => "put the template together from getenv(\"TMPDIR\"), or /tmp if that is not set",
            Language::Python => "leave the directory to tempfile, which asks for TMPDIR",
            Language::Rust => "leave the directory out: std::env::temp_dir() asks for TMPDIR",
            Language::Shell => {
                "use `mktemp`, `mktemp -t name.XXXXXX` or `mktemp \"${TMPDIR:-/tmp}/name.XXXXXX\"`"
            }
        },
        "temp-fd-inherited" => {
            "use mkostemp() with O_CLOEXEC, or fcntl(fd, F_SETFD, FD_CLOEXEC) before a program is started"
        }
        "prefer-anonymous-temp" => match language {
            Language::Python => "use tempfile.TemporaryFile()",
            Language::Rust => "use tempfile::tempfile()",
            Language::Shell => {
                "let a pipe, a here-document or, in bash, `<(…)` take its place"
            }
            Language::C => "use tmpfile(), open() with O_TMPFILE or memfd_create(); or unlink the name right after the file is opened",
        },
        "large-data-in-tmp" => {
            "make it in `${TMPDIR:-/var/tmp}`, which is on a disk, or let a pipe take the data on"
        }
        "ageing-unprotected" => match language {
            Language::C => "open the directory and flock() it, or keep it in /run or $XDG_RUNTIME_DIR",
            _ => "lock the directory, or keep it in /run or $XDG_RUNTIME_DIR",
        },
        "dev-shm-temp" if language != Language::Shell => {
            "leave the directory to TMPDIR, or use memory that has no name: memfd_create()"
        }
        "dev-shm-temp" => {
            "use `mktemp -p \"${XDG_RUNTIME_DIR:?}\"`, or a pipe or process substitution instead of a file"
        }
        "trap-overwritten" => "let one action remove everything",
        "temp-leak-on-signal" if language != Language::Shell => {
            "unlink the file right after it is opened, or handle SIGINT, SIGTERM and SIGHUP"
        }
        "temp-leak-on-signal" => "add `trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM`",
        "non-private-temp-dir" => match language {
            Language::Rust => {
                "use tempfile::Builder::new().permissions(Permissions::from_mode(0o700)).tempdir()"
            }
            Language::Shell => "use `mktemp -d`, or mkdir -m 700",
            _ => "make it with mode 0700",
        },
        "cleanup-bypassed" => "remove it before this, or unlink it right after it is opened",
        "unsafe-shared-cleanup" => "make one private directory and remove that",
        "extract-into-shared-dir" => directory(language),
        _ => "see `tmplint explain` for this rule",
    }
    .to_owned()
}

fn file(language: Language) -> &'static str {
    match language {
        Language::C => {
            "use mkstemp() and the descriptor it returns, or mkdtemp() and a name inside"
        }
        Language::Python => {
            "use tempfile.NamedTemporaryFile() or tempfile.mkstemp(), or a TemporaryDirectory() and a name inside"
        }
        Language::Shell => {
            "use `file=$(mktemp) || exit`, or `dir=$(mktemp -d) || exit` and a name inside"
        }
        Language::Rust => "use tempfile::NamedTempFile, or tempfile::TempDir and a name inside",
    }
}

fn directory(language: Language) -> &'static str {
    match language {
        Language::C => "use mkdtemp()",
        Language::Python => "use tempfile.TemporaryDirectory() or tempfile.mkdtemp()",
        Language::Shell => "use `dir=$(mktemp -d) || exit`",
        Language::Rust => "use tempfile::TempDir",
    }
}
