#!/bin/bash
# What is read in may remove it.
. "$(dirname "$0")/lib.sh"
a=$(mktemp) || exit 1
add_cleanup "$a"
sort "$1" > "$a"
b=$(mktemp)
sort "$1" > "$b"
