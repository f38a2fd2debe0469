#!/bin/bash
# What ends a copy of the shell leaves the files to the shell itself.
set -e
work=$(mktemp -d) #~ ok: temp-leak-on-error
trap 'test -n "$work" && rm -rf "$work"' EXIT
(
    cd "$work"
    grep -q x list || exit 1
) || echo "none"
status=$(cmp "$work/a" "$work/b"; exit 2) || status=unknown
[ -x /usr/bin/md5sum ] && (md5sum -c "$work/sums" >/dev/null && exit 13)

# autoconf's way to make a directory without mktemp: `mkdir` decides, also from within a copy.
set +e
fallback=
{ test -n "$RANDOM" && fallback=/tmp/cg$$-$RANDOM && (umask 077 && mkdir "$fallback"); } || #~ ok: shared-dir-assumed-private
    exit 1
