#!/bin/ksh
# ksh93 and bash run it on every signal that ends them.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ ok: temp-leak-on-signal
sort "$1" > "$a"
