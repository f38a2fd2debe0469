#!/bin/bash
# The action ends the script, by itself or by the signal; or nothing is written after it.
a= b= c=
remove() { rm -f "$a" "$b"; exit 1; }
die() { echo "$*" >&2; exit 1; }
trap 'rm -f "$a" "$b" "$c"' EXIT
trap remove HUP #~ ok: trap-handler-continues
trap 'rm -f "$a"; trap - INT; kill -INT $$' INT #~ ok: trap-handler-continues
trap 'rm -f "$a"; die interrupted' TERM #~ ok: trap-handler-continues
a=$(mktemp) || exit 1
b=$(mktemp) || exit 1
for host in "$@"; do
    curl -s "$host" >> "$a"
    curl -s "$host" >> "$b"
done
trap 'rm -f "$c"' TERM #~ ok: trap-handler-continues
c=$(mktemp) || exit 1
sort "$a" > "$c"
