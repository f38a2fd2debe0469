#!/bin/bash
# Files whose names are kept in a file, which is read at the end.
set -e
list=$(mktemp)
clean_up() {
    while read -r name; do rm -f "$name"; done < "$list"
    rm -f "$list"
}
trap clean_up EXIT
make() {
    local made
    made=$(mktemp) #~ ok: temp-never-removed
    echo "$made" >> "$list"
    echo "$made"
}
one=$(make)
sort "$1" > "$one"

others=$HOME/.cache/made
scratch=$(mktemp -d) #~ ok: temp-never-removed
printf '%s\n' "$scratch" >> "$others"
xargs rm -rf < "$others"

third=$(mktemp -d) #~ ok: temp-never-removed
echo "$third" > "$others.2"
rm -rf $(cat "$others.2")

# A log is not read again.
fourth=$(mktemp) #~ miss: temp-never-removed
echo "$fourth" >> build.log
