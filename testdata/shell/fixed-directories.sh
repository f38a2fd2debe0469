#!/bin/bash
# The user has no say in where these are.
a= b= c= d= e=
trap 'rm -rf "$a" "$b" "$c" "$d" "$e"' EXIT
a=$(mktemp /tmp/a.XXXXXX) || exit 1 #~ tmpdir-ignored (pedantic)
b=$(mktemp -d -p /tmp) || exit 1 #~ tmpdir-ignored (pedantic)
c=$(mktemp --tmpdir=/dev/shm) || exit 1 #~ dev-shm-temp (pedantic)
d=$(mktemp "${TMPDIR:-/tmp}/d.XXXXXX") || exit 1 #~ ok: tmpdir-ignored
e=$(mktemp /var/tmp/e.XXXXXX) || exit 1 #~ ok: tmpdir-ignored
