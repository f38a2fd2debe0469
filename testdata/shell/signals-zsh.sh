#!/bin/zsh
# zsh runs it on HUP only.
a=$(mktemp) || exit 1
trap 'rm -f "$a"' EXIT #~ temp-leak-on-signal (pedantic)
sort "$1" > "$a"
