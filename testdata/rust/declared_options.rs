//! Options of a program that are declared link by link, and read by their names.
use std::fs::File;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;

const DEFAULT_LOG: &str = "/tmp/collector.log";

fn built() -> std::io::Result<()> {
    let matches = clap::Command::new("agentd")
        .arg(clap::Arg::new("socket").long("socket").num_args(1).default_value("/tmp/agentd.sock"))
        .arg(clap::Arg::new("name").help("what it is called").default_value("agent"))
        .get_matches();
    let socket = matches.get_one::<String>("socket").unwrap();
    let _listener = UnixListener::bind(socket)?; //~ ipc-endpoint-in-shared-tmp
    let name = matches.get_one::<String>("name").unwrap();
    File::create(name)?; //~ ok: predictable-temp-path
    Ok(())
}

fn built_long_ago() {
    let matches = clap::App::new("collector")
        .arg(clap::Arg::with_name("log-file").short("l").takes_value(true).default_value(DEFAULT_LOG))
        .get_matches();
    let log = matches.value_of("log-file").unwrap();
    File::create(log).expect("the log"); //~ predictable-temp-path
}

/// A type of the project's own, to go by its name.
fn by_name_of_the_type() {
    let app = crate::arguments::App::new().arg(
        crate::arguments::ArgInfo::new("api-sock")
            .takes_value(true)
            .default_value("/tmp/machine.socket") //~ ipc-endpoint-in-shared-tmp
            .help("where it listens"),
    );
    let arguments = app.parse();
    let path = arguments.value_as_string("api-sock").map(PathBuf::from).expect("a path");
    std::thread::spawn(move || crate::api::Server::new().bind_and_run(path));
}

fn only_declared() -> clap::Command {
    clap::Command::new("agentd")
        .arg(clap::Arg::new("cache").default_value("/tmp/agentd-cache")) //~ ok: predictable-temp-path
}
