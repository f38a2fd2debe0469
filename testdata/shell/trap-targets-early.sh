#!/bin/bash
# Double quotes are expanded when the trap is set.
list=
trap "rm -f '$list' $other" EXIT #~ trap-wrong-target
list=$(mktemp) || exit 1
sort "$1" > "$list"
