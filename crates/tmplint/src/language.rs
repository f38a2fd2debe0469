//! What a file is: by its name, else by its `#!` line.

use tmplint_hosts::Host;
use tmplint_ir::Language;

/// Bytes of a file's start that [`by_shebang`] looks at.
pub(crate) const MAX_SHEBANG: usize = 256;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Source in a language.
    Language(Language),
    /// Something that holds scripts.
    Host(Host),
}

impl Kind {
    /// The language it counts as: its own, or the one its scripts usually are in.
    pub fn language(self) -> Language {
        match self {
            Self::Language(language) => language,
            Self::Host(host) => host.languages().first().copied().unwrap_or(Language::Shell),
        }
    }
}

impl From<Language> for Kind {
    fn from(language: Language) -> Self {
        Self::Language(language)
    }
}

impl From<Host> for Kind {
    fn from(host: Host) -> Self {
        Self::Host(host)
    }
}

/// What a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is this.
    Known(Kind),
    /// Its `#!` line decides, if it has one.
    Ask,
    /// Its `#!` line decides; without one it is a host of this kind.
    AskOr(Host),
    /// It is something else.
    Other,
}

/// What a path says of a file. Only the file's name counts, and for a few files the names of the
/// directories around it.
pub fn by_name(path: &str) -> Named {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let directory = parts.next().unwrap_or("");
    if let Some(language) = by_whole_name(name, directory) {
        return Named::Known(language.into());
    }
    match tmplint_hosts::by_name(path) {
        Some(tmplint_hosts::Named::Host(host)) => return Named::Known(host.into()),
        Some(tmplint_hosts::Named::UnlessScript(host)) => return Named::AskOr(host),
        None => {}
    }
    // `foo.py.in`, `foo.sh.tmpl`: a template of what the rest of the name says.
    let name =
        [".in", ".tmpl", ".template"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    match name.rsplit_once('.') {
        // A hidden file without extension.
        None | Some(("", _)) => Named::Ask,
        Some((_, extension)) => by_extension(extension),
    }
}

fn by_whole_name(name: &str, directory: &str) -> Option<Language> {
    match name {
        "configure" | "APKBUILD" | "PKGBUILD" | ".bashrc" | ".bash_profile" | ".bash_login"
        | ".bash_logout" | ".bash_aliases" | ".profile" | ".shrc" | ".kshrc" | ".mkshrc"
        | ".zshrc" | ".zshenv" | ".zprofile" | ".zlogin" | ".envrc" | ".xinitrc" | ".xprofile"
        | ".xsession" => Some(Language::Shell),
        "preinst" | "postinst" | "prerm" | "postrm" | "config" if directory == "debian" => {
            Some(Language::Shell)
        }
        "SConstruct" | "SConscript" | "wscript" => Some(Language::Python),
        _ => None,
    }
}

fn by_extension(extension: &str) -> Named {
    match extension {
        "c" | "h" | "cc" | "cpp" | "cxx" | "c++" | "hh" | "hpp" | "hxx" => {
            Named::Known(Kind::Language(Language::C))
        }
        "py" | "pyi" | "pyw" => Named::Known(Kind::Language(Language::Python)),
        "rs" => Named::Known(Kind::Language(Language::Rust)),
        "sh" | "bash" | "ksh" | "dash" | "ash" | "mksh" | "zsh" | "bats" | "ebuild" | "eclass"
        | "preinst" | "postinst" | "prerm" | "postrm" => {
            Named::Known(Kind::Language(Language::Shell))
        }
        // Scripts of any language are called so.
        "tests" | "test" | "cgi" | "init" | "run" | "hook" | "guess" | "sub" | "script"
        | "chroot" | "binary" => Named::Ask,
        // The number of a version is not an extension.
        _ if extension.starts_with(|first: char| first.is_ascii_digit()) => Named::Ask,
        _ => Named::Other,
    }
}

/// What a file is whose name, and whose first bytes where the name does not tell, are these.
pub(crate) fn kind(named: Named, start: &[u8]) -> Option<Kind> {
    match named {
        Named::Known(kind) => Some(kind),
        Named::AskOr(host) => Some(by_shebang(start).map_or(Kind::Host(host), Kind::Language)),
        Named::Ask | Named::Other => by_shebang(start).map(Kind::Language),
    }
}

/// The language of a script, from the first bytes of the file.
pub fn by_shebang(start: &[u8]) -> Option<Language> {
    let line = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start).strip_prefix(b"#!")?;
    let line = &line[..line.len().min(MAX_SHEBANG)];
    let line = line.split(|&byte| byte == b'\n' || byte == b'\r').next()?;
    let line = std::str::from_utf8(line).ok()?;
    let mut words = line.split_ascii_whitespace();
    let mut program = base(words.next()?);
    if program == "env" {
        program = base(after_env(&mut words)?);
    }
    if matches!(program, "busybox" | "toybox") {
        program = words.next()?;
    }
    by_program(program)
}

/// The program among the arguments of `env`, after its options and assignments.
fn after_env<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<&'a str> {
    while let Some(word) = words.next() {
        if matches!(word, "-u" | "-C") {
            words.next();
            continue;
        }
        // `-S` may be written together with the program.
        let split = ["-S", "--split-string="].iter().find_map(|option| word.strip_prefix(option));
        let word = split.unwrap_or(word);
        if !word.is_empty() && !word.starts_with('-') && !word.contains('=') {
            return Some(word);
        }
    }
    None
}

fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn by_program(program: &str) -> Option<Language> {
    let name = program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
    match name {
        "sh" | "bash" | "dash" | "ksh" | "mksh" | "lksh" | "oksh" | "pdksh" | "rksh" | "ash"
        | "zsh" | "rbash" | "posh" | "yash" | "bats" => Some(Language::Shell),
        "python" | "pythonw" | "pypy" | "jython" => Some(Language::Python),
        "rust-script" | "run-cargo-script" => Some(Language::Rust),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        use Language::{C, Python, Rust, Shell};
        for (path, language) in [
            ("a/b.c", C),
            ("b.h", C),
            ("x.py", Python),
            ("x.pyi", Python),
            ("x.py.in", Python),
            ("SConstruct", Python),
            ("lib.rs", Rust),
            ("x.sh", Shell),
            ("configure", Shell),
            ("home/.bashrc", Shell),
            ("debian/postinst", Shell),
            ("debian/foo.prerm", Shell),
            ("debian/config", Shell),
            ("x.ebuild", Shell),
        ] {
            assert_eq!(by_name(path), Named::Known(language.into()), "{path}");
        }
        for path in
            ["bin/tool", "config", "x.in", "run.tests", "tool-1.2", ".hidden", "init.d/x.init"]
        {
            assert_eq!(by_name(path), Named::Ask, "{path}");
        }
        for path in ["README.md", "x.java", "a.png", "x.h5", "foo.csh"] {
            assert_eq!(by_name(path), Named::Other, "{path}");
        }
    }

    #[test]
    fn shebangs() {
        use Language::{Python, Rust, Shell};
        for (line, language) in [
            ("#!/bin/sh", Some(Shell)),
            ("#! /bin/sh -e", Some(Shell)),
            ("#!/usr/bin/env bash\r\n", Some(Shell)),
            ("#!/usr/bin/env -S bash -e", Some(Shell)),
            ("#!/usr/bin/env -S A=b -i python3.11 -u", Some(Python)),
            ("#!/usr/bin/env -Spython3 -u", Some(Python)),
            ("#!/usr/bin/env -u HOME zsh", Some(Shell)),
            ("#!/bin/busybox sh", Some(Shell)),
            ("#!/usr/bin/ksh93", Some(Shell)),
            ("#!/usr/local/bin/pypy3", Some(Python)),
            ("#!/usr/bin/env rust-script", Some(Rust)),
            ("\u{feff}#!/bin/sh", Some(Shell)),
            ("#!/usr/bin/perl", None),
            ("#!/usr/bin/make -f", None),
            ("#!/bin/busybox", None),
            ("#!/bin/csh", None),
            ("#!", None),
            ("", None),
            ("echo", None),
        ] {
            assert_eq!(by_shebang(line.as_bytes()), language, "{line}");
        }
        assert_eq!(by_shebang(b"#!/bin/\xff"), None);
    }
}
