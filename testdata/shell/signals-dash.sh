#!/bin/sh
# An EXIT trap does not run on any signal where sh is dash or busybox.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ temp-leak-on-signal (pedantic)
sort "$1" > "$a"
