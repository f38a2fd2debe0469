#!/bin/bash
# Removal by commands that no table knows.
a=$(mktemp) || exit 1 #~ missing-trap
log_must sort -o "$a" "$1"
log_must rm -f "$a"
b=$(mktemp -d) || exit 1 #~ ok: temp-never-removed
step "rm -rf $b"
c=$(mktemp -d) || exit 1 #~ missing-trap
rlRun "pushd '$c'"
rlRun "rm -r '$c'" 0 "Removing the directory"
d=$(mktemp) || exit 1 #~ temp-never-removed
log_must sort -o "$d" "$1"
rlRun "touch /tmp/by-beaker" #~ predictable-temp-path
rlRun "e=\$(mktemp -d)" #~ ok: temp-leak-on-error
rlRun "tar xf list.tar -C $e"
rlRun "rm -r $e"
