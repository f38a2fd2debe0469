#!/bin/bash
# Names made from a reserved one are not reserved.
trap 'rm -f "$a" "$b" "$c" "$d"' EXIT
a=$(mktemp) || exit 1
convert in.svg "$a.png" #~ unreserved-sibling-name
b=$(mktemp).png #~ miss: temp-never-removed
echo x > "$b" #~ unreserved-sibling-name
c=$(mktemp) || exit 1
mv "$c" "$c.c" #~ unreserved-sibling-name
d=`mktemp /tmp/d.XXXXXX` || exit 1
cp in.txt "${d}.txt" #~ unreserved-sibling-name
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work" "$a" "$b" "$c" "$d"' EXIT
e=$(mktemp "$work/e.XXXXXX")
echo x > "$e.png" #~ ok: unreserved-sibling-name
