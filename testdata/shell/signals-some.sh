#!/bin/sh
# HUP and TERM are forgotten.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ temp-leak-on-signal (pedantic)
trap 'exit 130' INT
sort "$1" > "$a"
