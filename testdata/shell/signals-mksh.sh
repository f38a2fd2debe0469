#!/bin/mksh
# mksh does not run it on HUP.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ temp-leak-on-signal (pedantic)
sort "$1" > "$a"
