#!/bin/bash
# A trap in a copy of the shell runs when the copy ends.
make_file() {
    local f
    f=$(mktemp) || return 1
    trap 'rm -f "$f"' EXIT #~ trap-wrong-target
    echo "$f"
}
a=$(make_file)
sort "$1" > "$a"
( b=$(mktemp); trap 'rm -f "$b"' EXIT; sort "$1" > "$b" )
c=$(
    f=$(mktemp)
    trap 'rm -f "$f"' EXIT #~ trap-wrong-target
    echo "$f"
)
sort "$1" > "$c" #~ temp-name-reuse-after-delete
make_directory() {
    d=$(mktemp -d "${TMPDIR:-/tmp}/sandbox.XXXXXX") || return 1
    trap "rm -rf '$d'" EXIT #~ trap-wrong-target
    printf '%s\n' "$d"
}
d=$(make_directory) || exit 1
for name in "$@"; do
    mkdir -p "$d/$name"
    tar -xf "$name.tar" -C "$d/$name" || continue
done
# What it prints is not the name.
count() {
    f=$(mktemp) || return 1
    trap 'rm -f "$f"' EXIT #~ ok: trap-wrong-target
    sort -u "$1" > "$f"
    wc -l < "$f"
}
total=$(count "$1")
echo "$total"
