#!/bin/sh
# Traps on signals alone, and removal at the end.
a=$(mktemp) || exit 1 #~ ok: missing-trap
trap 'rm -f "$a"; exit 1' HUP INT TERM
sort "$1" > "$a"
rm -f "$a"
b=$(mktemp) || exit 1 #~ missing-trap
trap 'rm -f "$b"; exit 1' INT
trap - TERM
sort "$1" > "$b"
rm -f "$b"
