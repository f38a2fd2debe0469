#!/bin/bash
# What stands in a file is run.
eval "$(cat /tmp/settings)" #~ untrusted-temp-input
eval "$(< /tmp/settings.$USER)" #~ untrusted-temp-input
bash -c "$(cat /tmp/commands)" #~ untrusted-temp-input
text=$(cat "/tmp/later.$$")
eval "$text" #~ untrusted-temp-input
cat /tmp/queue | sh #~ untrusted-temp-input
sh < /tmp/queue #~ untrusted-temp-input
bash -s one two < /tmp/queue.$PPID #~ untrusted-temp-input
# Read, but not run.
count=$(cat /tmp/count) #~ ok: untrusted-temp-input
wc -l < /tmp/count #~ untrusted-temp-input (pedantic)
own=$(mktemp) || exit 1
trap 'rm -f "$own"' EXIT
eval "$(cat "$own")" #~ ok: untrusted-temp-input
eval "$(cat "$HOME/.settings")" #~ ok: untrusted-temp-input
