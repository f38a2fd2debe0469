#!/bin/sh
# A path that is written again and again is one finding.
list=/tmp/list.$$
trap 'rm -f "$list" "$list.sorted"' 0
echo first > "$list" #~ predictable-temp-path
echo second >> "$list"
for host; do
    ping -c 1 "$host" >> "$list"
done
sort "$list" > "$list.sorted" #~ predictable-temp-path
cp "$1" "$list"
# Another rule is another matter.
. "$list" #~ untrusted-temp-input
# Parts that are not known may be others each time.
date > "/tmp/$1" #~ predictable-temp-path
date > "/tmp/$2" #~ predictable-temp-path
