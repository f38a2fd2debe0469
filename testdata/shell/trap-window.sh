#!/bin/bash
# The file is there before the trap.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ trap-window (pedantic)
sort "$1" > "$a"
