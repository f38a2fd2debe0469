#!/bin/bash
# The status is looked at in the command after it.
mkdir "/tmp/spool.$$" #~ ok: shared-dir-assumed-private
if [ $? -ne 0 ]; then
    exit 1
fi

work=$(mktemp -d /tmp/work.XXXXXX) #~ ok: temp-leak-on-error
if [[ $? -ne 0 || -z "$work" || ! -d "$work" ]]; then
    exit 1
fi
trap 'rm -rf "$work"' EXIT

list=$(mktemp) #~ ok: temp-leak-on-error
[ "$?" = 0 ] || exit 1
trap 'rm -rf "$work" "$list"' EXIT

mkdir /tmp/cache 2>/dev/null || true #~ shared-dir-assumed-private
date > /tmp/cache/stamp
if mkdir /tmp/lock.d 2>/dev/null; then #~ ok: shared-dir-assumed-private
    trap 'rmdir /tmp/lock.d; rm -rf "$work" "$list"' EXIT
fi

failed=no
mkdir "/tmp/copy.$$" || failed=yes #~ ok: shared-dir-assumed-private
if [ $failed = yes ]; then
    exit 1
fi
date > "/tmp/copy.$$/stamp"
