//! Which kind of host a file is, by its name and place.

use crate::Host;

/// What a path says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is such a host.
    Host(Host),
    /// It is one unless it starts with a `#!` line.
    UnlessScript(Host),
}

/// What a path, with `/` between its parts, says of a file.
pub fn by_name(path: &str) -> Option<Named> {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let directory = parts.next().unwrap_or("");
    let host = by_whole_name(name, directory).or_else(|| by_ending(name, directory));
    host.map(Named::Host)
}

fn by_whole_name(name: &str, directory: &str) -> Option<Host> {
    match name {
        "Makefile" | "makefile" | "GNUmakefile" | "BSDmakefile" | "Makefile.am" | "Makefile.in"
        | "Makefile.inc" | "Makefile.common" => Some(Host::Makefile),
        "rules" if directory == "debian" => Some(Host::Makefile),
        _ => None,
    }
}

fn by_ending(name: &str, _directory: &str) -> Option<Host> {
    let name = name.strip_suffix(".in").unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.')?;
    match ending {
        _ if stem.is_empty() => None,
        "mk" | "mak" => Some(Host::Makefile),
        _ => None,
    }
}
