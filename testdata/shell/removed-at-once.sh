#!/bin/bash
# What has no name any more is not left behind.
a=$(mktemp) || exit 1 #~ ok: missing-trap
exec 3<>"$a"
rm -f "$a"
cat >&3
b=$(mktemp) || exit 1 #~ ok: missing-trap
exec 4> "$b" 5< "$b" && rm "$b"
c=$(mktemp) || exit 1 #~ missing-trap
exec 6<>"$c"
sort "$1" >&6
rm -f "$c"
