#!/bin/bash
# What a process substitution prints is read, and run.
source <(cat /tmp/settings) #~ untrusted-temp-input
. <(grep -v '^#' "/tmp/settings.$USER") #~ untrusted-temp-input
bash <(sed 's/a/b/' /tmp/commands) #~ untrusted-temp-input
. /dev/stdin < "/tmp/settings.$$" #~ untrusted-temp-input
source /dev/stdin <<< "$(cat /tmp/later)" #~ untrusted-temp-input
read_all() { cat /tmp/all; } #~ ok: untrusted-temp-input
source <(read_all) #~ untrusted-temp-input
# Nothing of others.
source <(kubectl completion bash)
source <(sed 's/a/b/' "$HOME/.settings") #~ ok: untrusted-temp-input
own=$(mktemp) || exit 1
trap 'rm -f "$own"' EXIT
source <(cat "$own") #~ ok: untrusted-temp-input
# Names that are printed are text, not files.
diff <(echo /tmp/a) <(printf '%s\n' /tmp/b) #~ ok: untrusted-temp-input
while read -r name; do echo "$name"; done < <(echo "/tmp/$USER") #~ ok: untrusted-temp-input
tee >(gzip > /tmp/log.gz) #~ predictable-temp-path
