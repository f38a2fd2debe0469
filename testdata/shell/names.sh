#!/bin/bash
# Names made without a file, and names anyone can guess.
name=$(mktemp -u) #~ insecure-temp-name-api
echo x > "$name"

fixed=/tmp/app.log
echo start > "$fixed" #~ predictable-temp-path
date >> "${TMPDIR:-/tmp}/app.$$" #~ predictable-temp-path
tee "/tmp/app-$USER.out" < /dev/null #~ predictable-temp-path

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
echo x > "$work/list" #~ ok: predictable-temp-path
echo "see /tmp/app.log" #~ ok: predictable-temp-path
scp "$work/list" host:/tmp/list #~ ok: copy-or-move-into-shared-path
case $1 in /tmp/*) exit 1 ;; esac
