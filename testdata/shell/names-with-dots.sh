#!/bin/sh
# Dots between what varies are part of a name.
prog=$(basename -- "$0")
note="${TMPDIR:="/tmp"}/$prog.${EVENT}.$$"
{ echo subject; echo body; } > "$note" #~ predictable-temp-path
echo x > "/tmp/${1}..${2}" #~ predictable-temp-path
echo x > "/var/tmp/.$1.$2.lock" #~ predictable-temp-path
echo x > /tmp/../etc/motd #~ ok: predictable-temp-path
