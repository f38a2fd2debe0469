#!/bin/bash
# Removed at the end, but not on other ways out.
one() {
    local a
    a=$(mktemp) || return 1 #~ temp-leak-on-error
    if ! sort "$1" > "$a"; then
        echo "cannot sort" >&2
        return 1
    fi
    rm -f "$a"
}
one "$1"
b=$(mktemp) || exit 1 #~ temp-leak-on-error
sort "$1" > "$b" || exit 2
rm -f "$b"
c=$(mktemp -d) || exit 1 #~ temp-leak-on-error
tar xf "$2" -C "$c" || { echo "cannot unpack" >&2; exit 1; }
cd /
rm -rf "$c"
die() { echo "$*" >&2; exit 1; }
d=$(mktemp) || die "no file" #~ temp-leak-on-error
grep -q x "$d" || die "not there"
rm "$d"
