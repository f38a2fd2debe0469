#!/bin/bash
# A function that runs what it is given: the operation is its caller's.
run() {
    echo "+ $*"
    "$@" || exit 1
}
run mkdir -p /tmp/spool #~ shared-dir-assumed-private
run touch /tmp/spool.one #~ predictable-temp-path
write() { date > "$1"; } #~ predictable-temp-path
run write /tmp/spool.two
run /tmp/spool.tool #~ untrusted-temp-input
quietly() { "$@" > /dev/null 2>&1; }
quietly run touch /tmp/spool.three #~ predictable-temp-path
as_user() {
    local user=$1
    shift
    echo "as $user"
    "$@"
}
as_user backup touch /tmp/spool.four #~ predictable-temp-path
words() { $*; }
words touch /tmp/spool.five #~ predictable-temp-path
dry() { if [ -n "$DRY" ]; then echo "$@"; else "$@"; fi; }
dry touch /tmp/spool.six #~ predictable-temp-path
held() { command=$1; shift; $command "$@"; } #~ predictable-temp-path
held touch /tmp/spool.seven
retry() {
    local count=$1; shift
    until "$@"; do count=$((count - 1)); [ "$count" -gt 0 ] || return 1; done
}
retry 3 curl -so /tmp/spool.eight https://example.org #~ predictable-temp-path

command=(tee -a /tmp/spool.nine)
"${command[@]}" < /dev/null #~ predictable-temp-path
command=(tee -a)
command+=(/tmp/spool.ten)
"${command[@]}" < /dev/null #~ predictable-temp-path

work=$(mktemp -d) || exit 1
trap 'run rm -rf "$work"' EXIT
run touch "$work/one" #~ ok: predictable-temp-path
run echo /tmp/spool.eleven #~ ok: predictable-temp-path
