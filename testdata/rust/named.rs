//! What the names of functions that are not seen say of the paths they are given.
use std::path::Path;

fn by_verb(report: &crate::report::Report) {
    crate::report::save_summary("/tmp/summary.txt"); //~ predictable-temp-path
    report.render_to_file("/tmp/report.html"); //~ predictable-temp-path
    crate::report::write_config_file(Path::new("/tmp/app.toml")); //~ predictable-temp-path
}

fn by_type() {
    let _pid = crate::daemon::PidFile::new("/tmp/app.pid"); //~ predictable-temp-path
    let _lock = crate::daemon::InstanceLock::acquire("/tmp/app.lock"); //~ predictable-temp-path
    let _cells = crate::report::SheetWriter::new("/tmp/cells.xlsx"); //~ predictable-temp-path
}

fn after_the_first(url: &str) {
    crate::git::clone(url, "/tmp/checkout"); //~ predictable-temp-path
}

fn listening() {
    crate::server::bind_unix("/tmp/app.sock"); //~ ipc-endpoint-in-shared-tmp
}

enum Order {
    Save(String),
}

fn cases() -> Order {
    Order::Save("/tmp/a".to_owned()) //~ ok: predictable-temp-path
}

fn looked_at() {
    crate::report::parse_line("/tmp/a"); //~ ok: predictable-temp-path
    crate::report::Reader::new("/tmp/a"); //~ ok: predictable-temp-path
}
