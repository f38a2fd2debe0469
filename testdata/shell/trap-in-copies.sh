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
    trap 'rm -f "$f"' EXIT
    echo "$f"
)
sort "$1" > "$c" #~ temp-name-reuse-after-delete
