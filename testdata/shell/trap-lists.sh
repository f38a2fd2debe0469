#!/bin/bash
# Removed from a list of files.
set -e
files=()
trap 'rm -rf "${files[@]}"' EXIT
a=$(mktemp); files+=("$a")
b=$(mktemp); files+=("$b")
list=
cleanup() { rm -rf "${files[@]}"; rm -f $list; }
trap cleanup EXIT
c=$(mktemp); list="$list $c"
new_file() { local f; f=$(mktemp); files+=("$f"); RESULT=$f; }
new_file
sort "$1" > "$RESULT"
for f in "$a" "$b"; do sort "$1" > "$f"; done
