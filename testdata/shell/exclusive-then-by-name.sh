#!/bin/sh
# A file that was made exclusively is the script's own.
trap 'rm -f "$a" "$b"' 0
a=/tmp/a.$$
set -C
echo first > "$a" || exit 2 #~ guessable-temp-name-dos (pedantic)
set +C
echo second >> "$a" #~ ok: predictable-temp-path
sort "$1" > "$a" #~ ok: predictable-temp-path
rm -f "$a"
sort "$1" > "$a" #~ ineffective-exclusive-open

# Whether it was is not asked.
b=/tmp/b.$$
set -C
echo first > "$b" #~ guessable-temp-name-dos (pedantic)
set +C
echo second >> "$b" #~ predictable-temp-path
