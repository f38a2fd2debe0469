//! Files that libraries make: each takes a path and makes, or opens for writing, what stands there.
use std::env;
use std::path::Path;

fn databases() -> Result<(), Box<dyn std::error::Error>> {
    let base = env::temp_dir();
    redb::Database::create(base.join("data.redb"))?; //~ predictable-temp-path
    rocksdb::DB::open_default("/tmp/rocks")?; //~ predictable-temp-path
    rocksdb::DB::open(&rocksdb::Options::default(), "/tmp/rocks-options")?; //~ predictable-temp-path
    sled::open("/tmp/sled")?; //~ predictable-temp-path
    sqlite::open("/tmp/app.sqlite")?; //~ predictable-temp-path
    sqlite::Connection::open_thread_safe("/tmp/shared.sqlite")?; //~ predictable-temp-path
    duckdb::Connection::open(base.join("app.duckdb"))?; //~ predictable-temp-path
    Ok(())
}

fn pictures(buffer: &[u8], picture: &image::DynamicImage) -> Result<(), Box<dyn std::error::Error>> {
    image::save_buffer("/tmp/picture.png", buffer, 8, 8, image::ColorType::Rgb8)?; //~ predictable-temp-path
    picture.save(Path::new("/tmp").join("other.png"))?; //~ predictable-temp-path
    let area = plotters::prelude::BitMapBackend::new("/tmp/plot.png", (640, 480)); //~ predictable-temp-path
    let frames = plotters::prelude::BitMapBackend::gif("/tmp/plot.gif", (640, 480), 100)?; //~ predictable-temp-path
    drop((area, frames));
    Ok(())
}

fn sounds(spec: hound::WavSpec) -> hound::Result<()> {
    let writer = hound::WavWriter::create("/tmp/sound.wav", spec)?; //~ predictable-temp-path
    let more = hound::WavWriter::append("/tmp/more.wav")?; //~ predictable-temp-path
    drop((writer, more));
    Ok(())
}

fn trees(options: &fs_extra::dir::CopyOptions) -> fs_extra::error::Result<()> {
    fs_extra::dir::copy("/etc/app", "/tmp/app", options)?; //~ copy-or-move-into-shared-path
    fs_extra::dir::create_all("/tmp/trees", false)?; //~ shared-dir-assumed-private
    fs_extra::file::write_all("/tmp/tree.txt", "x") //~ predictable-temp-path
}

async fn later() -> std::io::Result<()> {
    async_fs::write("/tmp/async-fs", "x").await?; //~ predictable-temp-path
    smol::fs::File::create("/tmp/smol").await?; //~ predictable-temp-path
    async_std::fs::write("/tmp/async-std", "x").await?; //~ predictable-temp-path
    async_fs::unix::symlink("/etc/app", "/tmp/app-link").await?; //~ guessable-temp-name-dos (pedantic), ok: predictable-temp-path
    Ok(())
}

fn databases_by_options() -> anyhow::Result<()> {
    let options = sqlx::sqlite::SqliteConnectOptions::from_str("/tmp/cards.db")?.create_if_missing(true); //~ predictable-temp-path
    crate::pool::connect(options);
    diesel::SqliteConnection::establish("/tmp/cards.sqlite")?; //~ predictable-temp-path
    Ok(())
}

fn documents() -> anyhow::Result<()> {
    persy::Persy::create("/tmp/app.persy")?; //~ ok: predictable-temp-path -- fails if it exists
    let _db = pickledb::PickleDb::new_json("/tmp/app.json", pickledb::PickleDbDumpPolicy::AutoDump); //~ predictable-temp-path
    fern::log_reopen(std::path::Path::new("/tmp/app.log"), None)?; //~ predictable-temp-path
    netcdf::create_with("/tmp/grid.nc", netcdf::Options::NETCDF4)?; //~ predictable-temp-path
    Ok(())
}

fn logs() -> anyhow::Result<()> {
    let _files = log4rs::append::file::FileAppender::builder()
        .encoder(crate::logs::encoder())
        .build("/tmp/service.log")?; //~ predictable-temp-path
    let _logger = flexi_logger::Logger::try_with_str("info")?
        .log_to_file(flexi_logger::FileSpec::default().directory("/tmp/logs").basename("app")) //~ predictable-temp-path
        .start()?;
    Ok(())
}

async fn databases_by_address() -> anyhow::Result<()> {
    sqlx::SqlitePool::connect("sqlite:///tmp/app.db?mode=rwc").await?; //~ predictable-temp-path
    Ok(())
}
