//! Prints the intermediate representation of files: `cargo run --example ir -- FILE...`.
//! With `-q`, only lowers them and counts, to find what makes a frontend stumble.

use tmplint_frontends::{STACK_SIZE, lower};
use tmplint_ir::{Language, SourceFile};

fn main() {
    let work = || {
        let mut files: Vec<String> = std::env::args().skip(1).collect();
        let quiet = files.first().is_some_and(|first| first == "-q");
        if quiet {
            files.remove(0);
        }
        let (mut functions, mut notes) = (0, 0);
        for path in &files {
            let language = match path.rsplit('.').next() {
                Some("c" | "h") => Language::C,
                Some("py") => Language::Python,
                Some("rs") => Language::Rust,
                _ => Language::Shell,
            };
            let bytes = match std::fs::read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    eprintln!("{path}: {error}");
                    continue;
                }
            };
            let started = std::time::Instant::now();
            let unit = lower(&SourceFile::new(path.as_str(), bytes), language);
            functions += unit.functions.len();
            notes += usize::from(!unit.notes.is_empty());
            if !quiet {
                print!("{unit}");
            } else if started.elapsed().as_millis() > 500 {
                println!("{path}: {} ms", started.elapsed().as_millis());
            }
        }
        if quiet {
            println!("{} files, {notes} with notes, {functions} functions", files.len());
        }
    };
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(work);
    if worker.is_ok_and(|handle| handle.join().is_err()) {
        std::process::exit(101);
    }
}
