//! The tempfile crate, used against its grain.
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempDir};

fn into_path() -> io::Result<()> {
    let dir = tempfile::tempdir()?.into_path(); //~ temp-never-removed
    fs::write(dir.join("a"), "x")
}

fn kept_directory() -> io::Result<()> {
    let dir = TempDir::new()?.keep(); //~ temp-never-removed
    fs::write(dir.join("a"), "x")
}

fn kept_file() -> io::Result<()> {
    let (mut file, path) = NamedTempFile::new()?.keep().unwrap(); //~ temp-never-removed
    println!("{}", path.display());
    file.write_all(b"x")
}

fn kept_temp_path() -> io::Result<()> {
    let path = NamedTempFile::new()?.into_temp_path().keep().unwrap(); //~ temp-never-removed
    fs::write(&path, "x")
}

fn kept_and_removed() -> io::Result<()> {
    let dir = TempDir::new()?.keep(); //~ ok: temp-never-removed
    fs::write(dir.join("a"), "x").ok();
    fs::remove_dir_all(dir)
}

fn kept_and_renamed(to: &Path) -> io::Result<()> {
    let (_file, path) = NamedTempFile::new()?.keep().unwrap(); //~ ok: temp-never-removed
    fs::rename(path, to)
}

fn kept_and_returned() -> io::Result<PathBuf> {
    Ok(TempDir::new()?.keep()) //~ ok: temp-never-removed
}

fn kept_if_asked_for(keep: bool) -> io::Result<()> {
    let dir = TempDir::new()?; //~ ok: temp-never-removed
    fs::write(dir.path().join("a"), "x")?;
    if keep {
        println!("kept {}", dir.keep().display());
    }
    Ok(())
}

fn disabled() -> io::Result<()> {
    let mut dir = TempDir::new()?; //~ temp-never-removed
    dir.disable_cleanup(true);
    fs::write(dir.path().join("a"), "x")
}

fn disabled_file() -> io::Result<()> {
    let mut file = NamedTempFile::new()?; //~ temp-never-removed
    file.disable_cleanup(true);
    file.write_all(b"x")
}

fn disabled_if_asked_for(keep: bool) -> io::Result<()> {
    let mut dir = TempDir::new()?; //~ ok: temp-never-removed
    dir.disable_cleanup(keep);
    fs::write(dir.path().join("a"), "x")
}

fn disabled_in_builder() -> io::Result<()> {
    let mut builder = Builder::new();
    builder.prefix("x").disable_cleanup(true);
    let dir = builder.tempdir()?; //~ temp-never-removed
    fs::write(dir.path().join("a"), "x")
}

fn no_chance() -> io::Result<NamedTempFile> {
    Builder::new().prefix("app").suffix(".lock").rand_bytes(0).tempfile() //~ weak-temp-template
}

fn little_chance() -> io::Result<TempDir> {
    Builder::new().rand_bytes(2).tempdir() //~ weak-temp-template
}

fn wide() -> io::Result<NamedTempFile> {
    Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile() //~ permissive-temp-mode
}

fn wide_through_variable() -> io::Result<TempDir> {
    let all = fs::Permissions::from_mode(0o777);
    Builder::new().permissions(all).tempdir() //~ permissive-temp-mode
}

fn loosened() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o666)) //~ loosened-temp-mode
}

fn loosened_by_handle() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o777)) //~ loosened-temp-mode
}

fn loosened_step_by_step() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_mode(0o666);
    fs::set_permissions(file.path(), permissions) //~ loosened-temp-mode
}

fn reopened() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    File::create(file.path())?.write_all(b"x") //~ reopen-temp-by-name (pedantic)
}

fn reopened_properly() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    file.reopen()?.write_all(b"x") //~ ok: reopen-temp-by-name
}

fn dropped_in_statement() -> io::Result<()> {
    let path = tempfile::tempdir()?.path().join("a");
    fs::write(path, "x") //~ temp-name-reuse-after-delete
}

fn dropped_file() -> io::Result<()> {
    let path = NamedTempFile::new()?.path().to_owned();
    fs::write(path, "x") //~ temp-name-reuse-after-delete
}

fn dropped_temp_path() -> io::Result<()> {
    let path = NamedTempFile::new()?.into_temp_path().to_path_buf();
    fs::write(path, "x") //~ temp-name-reuse-after-delete
}

fn dropped_underscore() -> io::Result<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("a");
    let _ = dir;
    fs::write(path, "x") //~ ok: temp-name-reuse-after-delete -- `let _ = place` moves nothing
}

fn dropped_in_block() -> io::Result<()> {
    let path = {
        let dir = tempfile::tempdir()?;
        dir.path().join("a")
    };
    fs::write(path, "x") //~ temp-name-reuse-after-delete
}

fn dropped_in_closure() -> io::Result<()> {
    let make = || TempDir::new().unwrap().path().to_path_buf();
    let dir = make();
    fs::create_dir_all(&dir) //~ temp-name-reuse-after-delete
}

fn dropped_by_helper() -> PathBuf {
    let dir = tempfile::tempdir().unwrap();
    dir.path().to_path_buf()
}

fn uses_helper() -> io::Result<()> {
    fs::write(dropped_by_helper().join("a"), "x")?; //~ temp-name-reuse-after-delete
    let dir = dropped_by_helper();
    fs::create_dir_all(&dir) //~ temp-name-reuse-after-delete
}

fn dropped_then_closed() -> io::Result<()> {
    let file = NamedTempFile::new()?;
    let path = file.path().to_path_buf();
    file.close()?;
    fs::write(path, "x") //~ temp-name-reuse-after-delete
}

fn dropped_by_hand() -> io::Result<()> {
    let dir = TempDir::new()?;
    let path = dir.path().to_path_buf();
    drop(dir);
    std::os::unix::net::UnixListener::bind(path.join("s")).map(drop) //~ temp-name-reuse-after-delete
}

fn persisted() -> io::Result<()> {
    let mut file = NamedTempFile::new()?;
    file.write_all(b"x")?;
    file.persist("/tmp/app.state").unwrap(); //~ guessable-temp-name-dos (pedantic)
    Ok(())
}

fn persisted_inside(target: &Path) -> io::Result<()> {
    let file = NamedTempFile::new_in(target.parent().unwrap())?;
    file.persist(target).unwrap(); //~ ok: guessable-temp-name-dos
    Ok(())
}

fn unmaintained() -> io::Result<()> {
    let dir = tempdir::TempDir::new("app")?; //~ nonportable-temp-api (pedantic)
    fs::write(dir.path().join("a"), "x")
}

fn name_only() -> io::Result<()> {
    let path = mktemp::Temp::new_path(); //~ insecure-temp-name-api
    fs::write(&path, "x")
}

fn forgotten() -> io::Result<()> {
    let dir = tempfile::tempdir()?; //~ temp-never-removed
    fs::write(dir.path().join("a"), "x")?;
    std::mem::forget(dir);
    Ok(())
}

fn manually_dropped() -> io::Result<()> {
    let dir = std::mem::ManuallyDrop::new(tempfile::tempdir()?); //~ temp-never-removed
    fs::write(dir.path().join("a"), "x")
}

fn leaked_box() -> &'static TempDir {
    Box::leak(Box::new(tempfile::tempdir().unwrap())) //~ temp-never-removed
}

fn returned_after_it_is_gone(text: &str) -> io::Result<PathBuf> {
    let mut file = NamedTempFile::new()?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    Ok(file.path().to_path_buf()) //~ temp-name-reuse-after-delete
}

fn returned_as_text() -> String {
    let directory = tempfile::tempdir().unwrap();
    directory.path().join("list").display().to_string() //~ temp-name-reuse-after-delete
}

fn returned_with_its_owner() -> io::Result<(NamedTempFile, PathBuf)> {
    let file = NamedTempFile::new()?;
    let path = file.path().to_path_buf();
    Ok((file, path)) //~ ok: temp-name-reuse-after-delete
}
