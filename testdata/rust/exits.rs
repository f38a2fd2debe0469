//! Ends of the program that no destructor sees.
use std::process;

fn compile(out: &std::path::Path) -> bool {
    process::Command::new("cc").arg(out).status().is_ok()
}

fn main() {
    let dir = tempfile::tempdir().unwrap();
    if !compile(&dir.path().join("a.out")) {
        process::exit(1); //~ cleanup-bypassed
    }
}

fn write_to(path: &std::path::Path, text: &str) {
    if std::fs::write(path, text).is_err() {
        process::exit(2); //~ ok: cleanup-bypassed
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_written() {
        let dir = tempfile::tempdir().unwrap();
        super::write_to(&dir.path().join("x"), "x");
    }
}
