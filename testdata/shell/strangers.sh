#!/bin/bash
# Commands that no table knows: by the options they are given, by what is removed later, and by the
# commands they are given in turn.

# An option for the output.
frobnicate -O json -o "/tmp/frob-$$.json" "$1" #~ predictable-temp-path
$CONVERTER --output=/tmp/converted.svg "$1" #~ predictable-temp-path
daemonize --pidfile /tmp/daemon.pid "$2" #~ predictable-temp-path
frobnicate -O json -o "$HOME/frob.json" "$1" #~ ok: predictable-temp-path
frobnicate --input=/tmp/frob.in -v #~ ok: predictable-temp-path

# What is removed later, and made by nothing else.
report=/tmp/report.$$ #~ predictable-temp-path
summarise "$1" "$report"
cat "$report"
rm -f "$report"
list=/tmp/list.$USER #~ predictable-temp-path
collect --into="$list"
sort "$list"
rm "$list"
# Made by a command, and moved to where it belongs.
/usr/local/bin/collect-zones /tmp/local.zones "$1" && mv /tmp/local.zones /var/lib/zones #~ predictable-temp-path
generate "$1" /tmp/table.$$ #~ predictable-temp-path
mv /tmp/table.$$ "$HOME/table"

# Looked at, or removed by somebody else.
fuser -s /tmp/.lock-x #~ ok: predictable-temp-path
checkinstalled /tmp/pkg #~ ok: predictable-temp-path
remove_all /tmp/pkg
rm -f /tmp/.lock-x /tmp/pkg
summarise "$1" /tmp/kept #~ ok: predictable-temp-path

# A command that runs the one it is given.
try_sudo cp "$1" /tmp/for-root #~ copy-or-move-into-shared-path
as_user /bin/sh -c "echo x > /tmp/by-user" #~ predictable-temp-path
in_chroot touch /tmp/there #~ ok: predictable-temp-path
remote_run touch /tmp/there #~ ok: predictable-temp-path
run_tests cp -r x #~ ok: copy-or-move-into-shared-path
