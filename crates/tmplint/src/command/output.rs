//! Where output goes: standard output or a file that is replaced as a whole.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use super::arguments::{Color, Output};

/// Writes to the place the options name. The file appears complete or not at all.
pub(super) fn write_to(
    output: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), String> {
    match output {
        None => match write_stdout(write) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(format!("standard output: {}", super::files::plain(&error))),
            Ok(()) => Ok(()),
        },
        Some(path) => write_file(path, write)
            .map_err(|error| format!("{}: {}", path.display(), super::files::plain(&error))),
    }
}

fn write_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)?;
    out.flush()
}

/// Writes a temporary file beside the target, made exclusively under a name nobody can guess, and
/// renames it: a reader never sees half of it, and no link planted in its place is followed.
fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // `/dev/stdout` and the like cannot be replaced.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tmplint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any program that writes a report: what the umask leaves of 0666.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut out = BufWriter::new(builder.tempfile_in(directory.unwrap_or(Path::new(".")))?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path)?;
    Ok(())
}

impl Output {
    /// Whether to use colours.
    pub(super) fn use_color(&self) -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced = |name| set(name) && env::var_os(name).is_some_and(|value| value != "0");
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto if self.file.is_some() => false,
            Color::Auto if forced("FORCE_COLOR") || forced("CLICOLOR_FORCE") => true,
            Color::Auto => {
                io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}
