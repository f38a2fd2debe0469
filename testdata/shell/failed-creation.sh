#!/bin/bash
# Where a file could not be made, there is little that an earlier one would be left for.
a=$(mktemp) || exit 1 #~ ok: temp-leak-on-error
b=$(mktemp) || exit 1 #~ ok: temp-leak-on-error
c=$(mktemp) #~ ok: temp-leak-on-error
[ -w "$c" ] || exit 1
d=$(mktemp -d) || { echo "no directory" >&2; exit 1; } #~ ok: temp-leak-on-error
cd "$d" || exit 1
e=$(mktemp -d) #~ ok: temp-leak-on-error
[ -x "$e" ] || exit 1
trap 'rm -rf "$a" "$b" "$c" "$d" "$e"' EXIT #~ trap-window (pedantic)
sort "$1" > "$a"
f=$(mktemp) || exit 1 #~ temp-leak-on-error
grep x "$1" > "$f" || exit 1
rm -f "$f"
