#!/bin/sh
# What eval runs is linted where it can be read.
eval 'date > /tmp/eval.one' #~ predictable-temp-path
log=/tmp/eval.two
eval "date > $log" #~ predictable-temp-path
eval "out=/tmp/eval.three"
date > "$out" #~ predictable-temp-path
eval "name=\$$1"
date > "$name" #~ ok: predictable-temp-path
eval set -- "$args"
eval "$(ssh-agent)"
eval "$command" > /tmp/eval.four #~ predictable-temp-path
eval "t=\`mktemp\`" #~ ok: temp-never-removed
rm -f "$t"
