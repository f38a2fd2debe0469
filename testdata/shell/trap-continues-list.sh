#!/bin/bash
# One action for the end and for signals, which goes on after a signal: what is written again is
# removed at the end.
a=$(mktemp) || exit 1
cleanup() { rm -f "$a"; }
trap cleanup 0 1 2 15 #~ trap-handler-continues (pedantic)
sleep 10
sort "$1" > "$a"
