#!/bin/bash
# `exec` with a descriptor that a variable holds opens a file and runs nothing.
old=$(mktemp) || exit 1
trap 'rm -f "$old"' EXIT
reopen() {
    eval "exec $1<file" #~ ok: cleanup-bypassed
    eval "exec $2>&-" #~ ok: cleanup-bypassed
    eval "exec ${3}>>$old" #~ ok: cleanup-bypassed
    eval "exec $4>/tmp/log.\$\$" #~ predictable-temp-path
}
reopen 3 4 5 6
eval "exec $5 <file" #~ cleanup-bypassed
