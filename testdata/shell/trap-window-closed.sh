#!/bin/bash
a=
trap 'rm -f "$a"' EXIT #~ ok: trap-window
trap 'exit 143' TERM
a=$(mktemp) || exit 1
sort "$1" > "$a"
