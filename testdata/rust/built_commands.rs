//! Commands that are built link by link: what is said of a path stands where the path does.
use std::process::Command;

fn list_of_words(out: &str) {
    let status = Command::new("cargo")
        .args(&[
            "build",
            "--target-dir",
            "/tmp/gen/target", //~ shared-dir-assumed-private
            "--manifest-path",
            "gen/Cargo.toml",
        ])
        .arg(out)
        .status()
        .unwrap();
    assert!(status.success());
}

fn word_by_word(url: &str) {
    Command::new("curl")
        .arg("-o")
        .arg("/tmp/install.sh") //~ predictable-temp-path
        .arg(url)
        .status()
        .unwrap();
}

fn named_before(url: &str) {
    let script = "/tmp/install.sh";
    Command::new("curl").args(["-o", script, url]).status().unwrap(); //~ predictable-temp-path
}

fn read_back() -> std::io::Result<String> {
    let path = std::env::temp_dir().join("measured.txt"); //~ predictable-temp-path
    Command::new("frobnicate").arg("--into").arg(&path).status()?;
    std::fs::read_to_string(&path)
}

fn read_back_below() -> std::io::Result<String> {
    let path = std::env::temp_dir().join("measured"); //~ predictable-temp-path
    Command::new("frobnicate").arg(&path).status()?;
    std::fs::read_to_string(path.join("summary.txt"))
}

fn never_read() -> std::io::Result<()> {
    let path = std::env::temp_dir().join("settings.ini");
    Command::new("frobnicate").arg(&path).status()?; //~ ok: predictable-temp-path
    Ok(())
}

fn scripts() {
    let options = run_script::ScriptOptions::new();
    run_script::run(
        r#"
        dd if=/dev/zero of=/tmp/disk.img bs=1M count=10
        "#, //~^ predictable-temp-path
        &vec![],
        &options,
    )
    .unwrap();
    duct::cmd!("tar", "-cf", "/tmp/backup.tar", "src").run().unwrap(); //~ predictable-temp-path
}
