#!/bin/bash
# Removing something inside of a directory does not remove the directory.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sort "$1" > "$work/one" #~ ok: temp-name-reuse-after-delete
rm -f "$work/one" "$work/two"
sort "$2" > "$work/two" #~ ok: temp-name-reuse-after-delete

cleanup() {
    if [ -n "$other" ] && [ -d "$other" ]; then
        rm -rf "$other"
    fi
}
trap 'cleanup; rm -rf "$work"' EXIT
other=$(mktemp -d) || exit 1 #~ ok: temp-leak-on-error
sort "$3" > "$other/three" || exit 2

gone=$(mktemp -d) || exit 1
rm -rf "$gone"
sort "$1" > "$gone/list" #~ temp-name-reuse-after-delete
