//! Paths that only code not seen can have made, as the program removes them.
use std::fs;
use std::path::PathBuf;

fn socket_made_by_a_server() {
    let path = "/tmp/api.sock";
    let _ = fs::remove_file(path);
    crate::server::Server::serve(PathBuf::from(path)); //~ predictable-temp-path
}

fn database_in_a_variant() {
    let directory = PathBuf::from("/tmp/engine");
    let _engine = crate::Engine::start(&crate::Kind::Disk(directory.join("data"))); //~ predictable-temp-path
    fs::remove_dir_all(directory).unwrap();
}

fn made_here_and_judged_there() {
    let path = "/tmp/listing";
    fs::write(path, "x").unwrap(); //~ predictable-temp-path
    crate::listing::show(path); //~ ok: predictable-temp-path
    fs::remove_file(path).unwrap();
}

fn only_passed_on() {
    crate::server::Server::serve(PathBuf::from("/tmp/other.sock")); //~ ok: predictable-temp-path
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
    fn is_served() {
        let path = "/tmp/serve-test.sock"; //~ predictable-temp-path
        crate::server::Server::serve(path);
        std::fs::remove_file(path).unwrap();
    }
}
