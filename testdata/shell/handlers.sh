#!/bin/bash
# A trap's action that ends the script itself has removed the file by then.
set -e
first=$(mktemp) #~ ok: temp-leak-on-error, ok: temp-never-removed, ok: missing-trap
trap 'status=$?; rm -f "$first"; exit $status' EXIT
sort "$1" > "$first"

finish() {
    rm -f "$first" "$second"
    exit "$1"
}

second=$(mktemp) #~ ok: temp-leak-on-error, ok: temp-never-removed, ok: missing-trap
trap 'finish 1' HUP INT TERM
trap 'finish 0' EXIT #~ ok: trap-overwritten
uniq "$first" > "$second"
cat "$second"
