//! Macros of another grammar in which code stands, fixtures of tests, and code in code that is
//! given to others.
use std::fs;
use std::path::PathBuf;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn for_all(n in 1usize..12, text in "[a-z]+") {
        let path = std::env::temp_dir().join("for-all.bin");
        fs::write(&path, vec![0u8; n]).unwrap(); //~ predictable-temp-path
    }
}

#[test]
fn in_bars() {
    proptest!(|(n in 1usize..12)| {
        let path = format!("/tmp/{}.bin", "in-bars");
        fs::write(&path, vec![0u8; n]).unwrap(); //~ predictable-temp-path
    });
}

async fn whichever_is_first() {
    tokio::select! {
        _ = crate::events::stop() => {
            fs::write("/tmp/stopped", "").unwrap(); //~ predictable-temp-path
        }
        event = crate::events::next() => {
            fs::write("/tmp/event", event).unwrap(); //~ predictable-temp-path
        }
    }
}

fn measured(c: &mut Criterion) {
    let path = "/tmp/measured.dat";
    c.bench_function("write", |b| {
        b.iter(|| fs::write(path, [0; 64]).unwrap()) //~ predictable-temp-path
    });
}

#[fixture]
fn store() -> PathBuf {
    std::env::temp_dir().join("fixture.db")
}

#[rstest]
fn given(store: PathBuf) {
    fs::write(&store, "").unwrap(); //~ predictable-temp-path
}

enum Kind {
    Socket,
    Numbered(u32),
}

impl Kind {
    fn path(&self) -> String {
        match self {
            Kind::Socket => "/tmp/kinds.txt".into(),
            Kind::Numbered(n) => format!("/tmp/kind-{n}.txt"),
        }
    }
}

fn of_a_variant() {
    fs::write(Kind::Socket.path(), "1").unwrap(); //~ predictable-temp-path
    fs::write(Kind::Numbered(3).path(), "1").unwrap(); //~ predictable-temp-path
}
