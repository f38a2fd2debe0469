#!/bin/sh
# What a command nobody knows is given, and the script then reads, that command made.
setup-disk -w /tmp/disk-mode.out -q || exit #~ predictable-temp-path
mode=$(cat /tmp/disk-mode.out 2> /dev/null)

answer=/tmp/answer.$$ #~ predictable-temp-path
ask-user "$mode" "$answer"
while read -r line; do
    echo "$line"
done < "$answer" #~ untrusted-temp-input (pedantic)

write-random /tmp/random-data 4096 #~ predictable-temp-path
diff /tmp/random-data "$1"

state="${TMPDIR:-/tmp}/monitor_$NAME.pid" #~ predictable-temp-path
monitor -p "$state" -d
stop() {
    kill "$(cat "$state")"
    rm "$state"
}
stop

# It only looks at it, it is the script's own, or nobody reads it.
verify-image "$HOME/image.iso" #~ ok: predictable-temp-path
cat "$HOME/image.iso"
check-config /tmp/app.conf #~ ok: predictable-temp-path
made=$(mktemp) || exit 1 #~ missing-trap
fill "$made"
cat "$made"
rm -f "$made"
frobnicate /tmp/frobnicated #~ ok: predictable-temp-path
