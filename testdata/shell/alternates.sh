#!/bin/bash
# Files of which there is only ever one.
a=$(mktemp -d 2>/dev/null || mktemp -d -t work) || exit 1 #~ temp-never-removed
cp "$1" "$a"
b=$(mktemp 2>/dev/null || mktemp -t list) || exit 1 #~ temp-leak-on-error
sort "$1" > "$b" || exit 1
rm -f "$b"
