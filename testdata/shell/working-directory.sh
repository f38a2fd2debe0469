#!/bin/sh
# Relative names after `cd`, and directories that are known by more than one name.
stage=/var/tmp/stage.$$
mkdir -p "$stage" #~ shared-dir-assumed-private
cd "$stage" || exit 1
mkdir -p bin lib #~ ok: shared-dir-assumed-private
echo done > ./state #~ ok: predictable-temp-path
cd /

user=$(whoami)
if [ -z "$user" ]; then
    base=/tmp/spool-unknown
else
    base=/tmp/spool-$user
fi
mkdir -p "$base" #~ shared-dir-assumed-private
mkdir -p "$base/certs" #~ ok: shared-dir-assumed-private
echo x > "$base/run" #~ ok: predictable-temp-path

cd /tmp || exit 1
mkdir -p cache #~ shared-dir-assumed-private
touch marker #~ predictable-temp-path
