//! Lints files without the command: `cargo run --example lint -- FILE...`.

use tmplint_ir::{Language, SourceFile};

fn main() {
    let work = || {
        for path in std::env::args().skip(1) {
            let language = match path.rsplit('.').next() {
                Some("c" | "h") => Language::C,
                Some("py") => Language::Python,
                Some("rs") => Language::Rust,
                _ => Language::Shell,
            };
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let source = SourceFile::new(path.as_str(), bytes);
            let unit = tmplint_frontends::lower(&source, language);
            let analysis = tmplint_engine::analyse(
                &unit,
                tmplint_rules::tables(),
                tmplint_engine::Extent::Relevant,
            );
            for finding in analysis.findings {
                let at = source.line_column(finding.span.start);
                println!(
                    "{path}:{}:{}: {:?} {}[{}] {}",
                    at.line,
                    at.column,
                    finding.tier,
                    finding.level.id(),
                    finding.rule,
                    finding.message
                );
            }
        }
    };
    let worker = std::thread::Builder::new().stack_size(tmplint_frontends::STACK_SIZE).spawn(work);
    if worker.is_ok_and(|handle| handle.join().is_err()) {
        std::process::exit(101);
    }
}
