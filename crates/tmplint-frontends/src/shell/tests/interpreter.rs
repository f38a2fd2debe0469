//! The `#!` line.

use super::{dump, lower};

#[test]
fn the_program_has_no_directory() {
    let interpreter = |script: &str| lower(script).interpreter;
    assert_eq!(interpreter("#!/bin/sh\n").as_deref(), Some("sh"));
    assert_eq!(interpreter("#! /usr/bin/env bash\n").as_deref(), Some("bash"));
    assert_eq!(interpreter("#!/usr/bin/env -S dash -e\n").as_deref(), Some("dash"));
    assert_eq!(interpreter("\u{feff}#!/bin/ksh\r\n").as_deref(), Some("ksh"));
    assert_eq!(interpreter("#!\n"), None);
    assert_eq!(interpreter("# /bin/sh\n"), None);
    assert_eq!(interpreter(""), None);
}

#[test]
fn options_are_set_at_the_start() {
    let first = |script: &str| dump(script).lines().nth(3).unwrap_or("").trim().to_owned();
    assert_eq!(first("#!/bin/sh -e\na\n"), r#"call! set("-e")"#);
    assert_eq!(
        first("#!/usr/bin/env -S bash -eu -o pipefail\na\n"),
        r#"call! set("-eu", "-o", "pipefail")"#
    );
    assert_eq!(first("#!/bin/bash --posix\na\n"), "call! a()");
    assert_eq!(first("#!/bin/sh -\na\n"), "call! a()");
}
