//! Macros of the file: what they write counts where they are invoked.
use std::env;
use std::fs::{self, File};
use std::io;

macro_rules! scratch {
    ($name:expr) => {
        std::env::temp_dir().join($name)
    };
    ($name:expr, $number:expr $(,)?) => {
        std::env::temp_dir().join(format!("{}-{}", $name, $number))
    };
}

fn a_value() -> io::Result<File> {
    File::create(scratch!("value")) //~ predictable-temp-path
}

fn the_second_rule() -> io::Result<File> {
    File::create(scratch!("value", std::process::id(),)) //~ predictable-temp-path
}

macro_rules! dump {
    ($path:expr, $($text:expr),+) => {{
        let mut text = String::new();
        $(text.push_str($text);)+
        std::fs::write($path, text)
    }};
}

fn statements() -> io::Result<()> {
    dump!("/tmp/dump", "a", "b") //~ predictable-temp-path
}

fn elsewhere() -> io::Result<()> {
    dump!("/var/lib/app/dump", "a") //~ ok: predictable-temp-path
}

macro_rules! logger {
    ($function:ident, $file:literal) => {
        fn $function(line: &str) -> io::Result<()> {
            fs::write(concat!("/tmp/", $file), line)
        }
    };
}

logger!(log_access, "access.log"); //~ predictable-temp-path
logger!(log_errors, "errors.log"); //~ predictable-temp-path

macro_rules! each {
    ($($name:ident => $path:expr;)*) => {
        $(fn $name() -> io::Result<File> {
            File::create($path)
        })*
    };
}

each! { //~ predictable-temp-path
    first => env::temp_dir().join("first");
    second => "/home/app/second";
}

macro_rules! endless {
    ($($token:tt)*) => {
        endless!($($token)* x)
    };
}

fn never_ends() {
    endless!(x)
}
