//! Operations that make or write what stands at a guessable path.
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{symlink, DirBuilderExt, OpenOptionsExt};
use std::os::unix::net::{UnixDatagram, UnixListener};
use std::path::Path;
use std::process::{Command, Stdio};

fn created() -> io::Result<File> {
    File::create("/tmp/a") //~ predictable-temp-path
}

fn options() -> io::Result<File> {
    File::options().append(true).create(true).open("/tmp/a.log") //~ predictable-temp-path
}

fn options_conditionally(append: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true);
    if append {
        options.append(true);
    } else {
        options.write(true).truncate(true);
    }
    options.open("/tmp/a.log") //~ predictable-temp-path
}

fn options_rebound() -> io::Result<File> {
    let options = OpenOptions::new().write(true).create(true).to_owned();
    options.open("/tmp/a.log") //~ predictable-temp-path
}

fn options_of_helper() -> io::Result<File> {
    writing().open("/tmp/a.log") //~ predictable-temp-path
}

fn writing() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    options
}

fn no_follow() -> io::Result<File> {
    OpenOptions::new().write(true).create(true).custom_flags(libc::O_NOFOLLOW).open("/tmp/a.log") //~ ineffective-exclusive-open
}

fn exclusive_flags() -> io::Result<File> {
    OpenOptions::new().write(true).create(true).custom_flags(libc::O_EXCL).open("/tmp/a.log") //~ guessable-temp-name-dos (pedantic)
}

fn copied(from: &Path) -> io::Result<u64> {
    fs::copy(from, "/tmp/copy") //~ copy-or-move-into-shared-path
}

fn renamed(from: &Path) -> io::Result<()> {
    fs::rename(from, "/tmp/renamed") //~ guessable-temp-name-dos (pedantic)
}

fn linked(from: &Path) -> io::Result<()> {
    fs::hard_link(from, "/tmp/linked") //~ guessable-temp-name-dos (pedantic)
}

fn linked_softly(from: &Path) -> io::Result<()> {
    symlink(from, "/tmp/linked") //~ guessable-temp-name-dos (pedantic)
}

fn directory() -> io::Result<()> {
    fs::create_dir("/tmp/work")?; //~ guessable-temp-name-dos (pedantic)
    fs::write("/tmp/work/a", "x") //~ ok: predictable-temp-path
}

fn directory_ignored() -> io::Result<()> {
    let _ = fs::create_dir("/tmp/work"); //~ shared-dir-assumed-private
    fs::write("/tmp/work/a", "x") //~ ok: predictable-temp-path
}

fn directory_ok() {
    fs::create_dir("/tmp/work").ok(); //~ shared-dir-assumed-private
}

fn directory_unwrap_or() {
    fs::create_dir("/tmp/work").unwrap_or(()); //~ shared-dir-assumed-private
}

fn directory_existing_is_fine() -> io::Result<()> {
    match fs::create_dir("/tmp/work") { //~ shared-dir-assumed-private
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    fs::write("/tmp/work/a", "x") //~ ok: predictable-temp-path
}

fn directory_existing_if_let() -> io::Result<()> {
    if let Err(error) = fs::create_dir("/tmp/work") { //~ shared-dir-assumed-private
        if error.kind() != io::ErrorKind::AlreadyExists {
            return Err(error);
        }
    }
    Ok(())
}

fn directories() -> io::Result<()> {
    fs::create_dir_all(std::env::temp_dir().join("app").join("cache")) //~ shared-dir-assumed-private
}

fn directory_built() -> io::Result<()> {
    fs::DirBuilder::new().mode(0o700).recursive(true).create("/tmp/app") //~ shared-dir-assumed-private
}

fn directory_built_once() -> io::Result<()> {
    fs::DirBuilder::new().mode(0o700).create("/tmp/app") //~ guessable-temp-name-dos (pedantic), ok: shared-dir-assumed-private
}

fn listens() -> io::Result<UnixListener> {
    UnixListener::bind(std::env::temp_dir().join("app.sock")) //~ ipc-endpoint-in-shared-tmp
}

fn listens_for_datagrams() -> io::Result<UnixDatagram> {
    UnixDatagram::bind("/tmp/app.dgram") //~ ipc-endpoint-in-shared-tmp
}

fn redirected() -> io::Result<()> {
    let log = File::create("/tmp/build.log")?; //~ predictable-temp-path
    Command::new("make").stdout(Stdio::from(log.try_clone()?)).stderr(log).status()?;
    Ok(())
}

fn redirected_inline() -> io::Result<()> {
    Command::new("make").stdout(Stdio::from(File::create("/tmp/build.log")?)).status()?; //~ predictable-temp-path
    Ok(())
}

fn redirected_into() -> io::Result<()> {
    Command::new("make").stdout(File::create("/tmp/build.log").unwrap()).spawn()?; //~ predictable-temp-path
    Ok(())
}

fn executed() -> io::Result<()> {
    Command::new("/tmp/helper.sh").status()?; //~ untrusted-temp-input
    Ok(())
}

fn written_then_executed() -> io::Result<()> {
    let script = std::env::temp_dir().join("install.sh");
    fs::write(&script, "#!/bin/sh\n")?; //~ predictable-temp-path
    Command::new(&script).status()?; //~ untrusted-temp-input
    Ok(())
}

fn zipped() -> io::Result<()> {
    let file = File::create("/tmp/out.zip")?; //~ predictable-temp-path
    let mut zip = zip::ZipWriter::new(file);
    zip.finish().unwrap();
    Ok(())
}

fn tarred() -> io::Result<()> {
    let mut builder = tar::Builder::new(File::create("/tmp/out.tar")?); //~ predictable-temp-path
    builder.finish()
}

fn untarred(data: &[u8]) -> io::Result<()> {
    tar::Archive::new(data).unpack("/tmp/out") //~ predictable-temp-path
}

fn buffered() -> io::Result<()> {
    let mut out = io::BufWriter::new(File::create("/tmp/out.txt")?); //~ predictable-temp-path
    out.write_all(b"x")
}

fn rusqlite() -> rusqlite::Result<rusqlite::Connection> {
    rusqlite::Connection::open("/tmp/app.db") //~ predictable-temp-path
}

fn rusqlite_with_flags() -> rusqlite::Result<rusqlite::Connection> {
    rusqlite::Connection::open_with_flags("/tmp/app.db", rusqlite::OpenFlags::default()) //~ predictable-temp-path
}

fn sled() -> sled::Result<sled::Db> {
    sled::open(std::env::temp_dir().join("db")) //~ predictable-temp-path
}

fn sled_config() -> sled::Result<sled::Db> {
    sled::Config::new().path("/tmp/db").open() //~ predictable-temp-path
}

fn csv() -> csv::Result<()> {
    let mut writer = csv::Writer::from_path("/tmp/out.csv")?; //~ predictable-temp-path
    writer.flush()?;
    Ok(())
}

fn image(image: &image::DynamicImage) {
    image.save("/tmp/out.png").unwrap(); //~ predictable-temp-path
}

fn appender() {
    let _file = tracing_appender::rolling::never("/tmp", "app.log"); //~ predictable-temp-path
}

fn safely_inside_of_what_anyone_may_have_made() -> io::Result<tempfile::TempDir> {
    tempfile::tempdir_in("/tmp/build-scratch") //~ shared-dir-assumed-private
}
