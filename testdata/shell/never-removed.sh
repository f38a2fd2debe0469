#!/bin/bash
# Files that no path removes.
a=$(mktemp) || exit 1 #~ temp-never-removed
sort "$1" > "$a"
b=`mktemp -d /tmp/b.XXXXXX` || exit 1 #~ temp-never-removed
cp -r "$1" "$b/in"
make_list() {
    local c
    c=$(mktemp) #~ temp-never-removed
    sort "$1" > "$c"
    wc -l < "$c"
}
make_list "$1"
sort "$1" > "$(mktemp)" #~ temp-never-removed
d=$(mktemp) #~ ok: temp-never-removed
mv "$d" "$2"
e=$(mktemp) #~ missing-trap
cat "$e"
rm -f "$e"
# Whoever may name the directory is taken to know what is left in it.
out=${1:-$(mktemp -d)} #~ ok: temp-never-removed
make install DESTDIR="$out"
