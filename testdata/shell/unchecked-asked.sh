#!/bin/bash
# Asked in one way or another.
trap 'rm -rf "$a" "$b" "$c" "$d" "$e" "$f"' EXIT
a=$(mktemp -d) || exit 1
cd "$a" #~ ok: unchecked-temp-result
b=$(mktemp -d)
[ -n "$b" ] || exit 1
cd "$b" #~ ok: unchecked-temp-result
c=$(mktemp -d)
if [ ! -d "$c" ]; then exit 1; fi
rm -rf "$c"/* #~ ok: unchecked-temp-result
d=$(mktemp -d)
rm -rf "${d:?}"/* #~ ok: unchecked-temp-result
e=$(mktemp -d)
if [ $? -ne 0 ]; then exit 1; fi
cd "$e" #~ ok: unchecked-temp-result
f=$(mktemp -d)
[ "x$f" != x ] && cd "$f" #~ ok: unchecked-temp-result
