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

# Of several paths one is new, or none is.
first=/tmp/several.a
second=/tmp/several.b
date > "$first" #~ predictable-temp-path
for file in "$first" "$second"; do
    date >> "$file" #~ predictable-temp-path
done
for file in "$second" "$first"; do
    date >> "$file"
done

# A socket that is made once and met at again.
control=/tmp/control-$USER
ssh -fNM -S "$control" host #~ ipc-endpoint-in-shared-tmp
ssh -S "$control" host uptime #~ ok: ipc-endpoint-in-shared-tmp
ssh -S "$control" -O exit host #~ ok: ipc-endpoint-in-shared-tmp
