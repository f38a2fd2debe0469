//! Paths that only code or programs not seen can have made: the program removes them, a test finds
//! something there, or what they are given to says so. The finding stands where the name is made.
use std::fs;
use std::path::PathBuf;
use std::process::Command;

fn made_by_a_program() {
    let path = std::env::temp_dir().join("report.json"); //~ predictable-temp-path
    Command::new("frobnicate").arg("--into").arg(&path).status().unwrap();
    fs::remove_file(&path).unwrap();
}

fn made_by_a_program_of_a_list() {
    let path = format!("/tmp/trace-{}.bin", std::process::id()); //~ predictable-temp-path
    let _ = Command::new("frobnicate").args(["record", &path]).output();
    let _ = fs::remove_file(&path);
}

fn written_by_a_program_as_it_is_told() {
    let path = std::env::temp_dir().join("report.xml");
    Command::new("frobnicate").arg("--output").arg(&path).status().unwrap(); //~ predictable-temp-path
    fs::remove_file(&path).unwrap();
}

fn made_by_a_program_of_a_variable() {
    let path = "/var/tmp/frobnicate.conf"; //~ predictable-temp-path
    frobnicate().env("FROBNICATE_CONFIG", path).status().unwrap();
    fs::remove_file(path).unwrap();
}

fn frobnicate() -> Command {
    crate::programs::find("frobnicate")
}

fn known_program_is_judged_itself() {
    let path = "/tmp/listing.txt";
    Command::new("cat").arg(path).status().unwrap(); //~ ok: predictable-temp-path
    fs::remove_file(path).unwrap();
}

fn listens_elsewhere(name: &str) {
    let path = PathBuf::from(format!("/tmp/agent-{name}.sock")); //~ ipc-endpoint-in-shared-tmp
    crate::agent::bind(&path).unwrap();
}

fn saved_elsewhere() {
    let path = "/tmp/state.json"; //~ predictable-temp-path
    crate::state::save_state(path, 3);
}

fn made_elsewhere() {
    let path = std::env::temp_dir().join("logs.tar.gz"); //~ predictable-temp-path
    crate::tarball::create_tarball("/var/log", &path);
}

fn method_says_less(client: &mut crate::Client) {
    client.create_session("/tmp/project"); //~ ok: predictable-temp-path
}

fn socket_made_by_a_server() {
    let path = "/tmp/api.sock"; //~ ipc-endpoint-in-shared-tmp
    let _ = fs::remove_file(path);
    crate::server::Server::serve(PathBuf::from(path));
}

fn database_in_a_variant() {
    let directory = PathBuf::from("/tmp/engine"); //~ predictable-temp-path
    let _engine = crate::Engine::start(&crate::Kind::Disk(directory.join("data")));
    fs::remove_dir_all(directory).unwrap();
}

fn made_here_and_judged_there() {
    let path = "/tmp/listing";
    fs::write(path, "x").unwrap(); //~ predictable-temp-path
    crate::listing::show(path); //~ ok: predictable-temp-path
    fs::remove_file(path).unwrap();
}

fn only_passed_on() {
    crate::server::Server::serve(PathBuf::from("/tmp/other")); //~ ok: predictable-temp-path
}

fn store(path: &str) {
    fs::write(path, "x").unwrap(); //~ ok: predictable-temp-path -- the tests chose the name
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_stored() {
        let path = "/tmp/store-test"; //~ predictable-temp-path
        super::store(path);
    }

    #[test]
    fn is_dumped() {
        let path = std::env::temp_dir().join("dumped.json"); //~ predictable-temp-path
        crate::dumper::run(&path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("x"));
    }

    #[test]
    fn is_there() {
        let path = std::path::Path::new("/tmp/is-there"); //~ predictable-temp-path
        crate::dumper::run(path);
        assert!(path.exists());
    }

    #[test]
    fn is_not_there() {
        let path = std::path::Path::new("/tmp/is-not-there"); //~ ok: predictable-temp-path
        crate::dumper::look(path);
        assert!(!path.exists());
    }

    #[test]
    fn is_refused() {
        let missing = std::env::temp_dir().join("dumper-missing"); //~ ok: predictable-temp-path
        let _ = std::fs::remove_file(&missing);
        assert!(crate::dumper::run(&missing).is_err());
    }

    #[test]
    fn is_only_a_word() {
        let session = crate::create_session("/tmp/project"); //~ ok: predictable-temp-path
        assert_eq!(session.path(), "/tmp/project");
    }

    #[test]
    fn is_served() {
        let path = "/tmp/serve-test.sock"; //~ ipc-endpoint-in-shared-tmp
        crate::server::Server::serve(path);
        std::fs::remove_file(path).unwrap();
    }
}
