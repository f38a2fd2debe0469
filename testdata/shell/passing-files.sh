#!/bin/bash
# Files that only take what one command prints to another.
one=$(mktemp) || exit 1 #~ prefer-anonymous-temp (pedantic)
two=$(mktemp) || exit 1 #~ prefer-anonymous-temp (pedantic)
three=$(mktemp) || exit 1 #~ prefer-anonymous-temp (pedantic)
trap 'rm -f "$one" "$two" "$three" "$four" "$five" "$six" "$seven" "$eight"' EXIT
sort "$1" > "$one"
comm -3 "$one" "$2"
cat > "$two" <<END
a list
END
wc -l "$two"
{ date; uname -a; } > "$three"
while read -r line; do echo "$line"; done < "$three"
# Read twice.
four=$(mktemp) || exit 1 #~ ok: prefer-anonymous-temp
sort "$1" > "$four"
wc -l "$four"
head -3 "$four"
# Whether it was written well is asked.
five=$(mktemp) || exit 1 #~ ok: prefer-anonymous-temp
if sort "$1" > "$five"; then cat "$five"; fi
# Given to a command that may want to write or seek.
six=$(mktemp) || exit 1 #~ ok: prefer-anonymous-temp
sort "$1" > "$six"
psql -f "$six"
# What goes wrong is kept apart.
seven=$(mktemp) || exit 1 #~ ok: prefer-anonymous-temp
make 2> "$seven"
cat "$seven"
# Written bit by bit.
eight=$(mktemp) || exit 1 #~ ok: prefer-anonymous-temp
date > "$eight"
uname >> "$eight"
cat "$eight"
