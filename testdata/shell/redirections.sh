#!/bin/bash
# Every redirection that opens a file for writing.
date > /tmp/write.out #~ predictable-temp-path
date >> /tmp/append.out #~ predictable-temp-path
date >| /tmp/clobber.out #~ predictable-temp-path
cat <> /tmp/both.out #~ predictable-temp-path
make &> /tmp/all.out #~ predictable-temp-path
make &>> /tmp/more.out #~ predictable-temp-path
make >& /tmp/csh.out #~ predictable-temp-path
make 2> /tmp/errors.out #~ predictable-temp-path
exec 3> /tmp/third.out #~ predictable-temp-path
exec 4>> /tmp/fourth.out #~ predictable-temp-path
exec 5<> /tmp/fifth.out #~ predictable-temp-path
exec {fd}> /tmp/named.out #~ predictable-temp-path
exec > /tmp/rest.out 2>&1 #~ predictable-temp-path
{ date; uptime; } > /tmp/group.out #~ predictable-temp-path
( date; uptime ) > /tmp/copy.out #~ predictable-temp-path
for each in 1 2; do echo $each; done > /tmp/loop.out #~ predictable-temp-path
while read -r line; do echo "$line"; done < /etc/hosts > /tmp/while.out #~ predictable-temp-path
if true; then date; fi > /tmp/if.out #~ predictable-temp-path
case $1 in a) date ;; esac > /tmp/case.out #~ predictable-temp-path
logged() { date; } > /tmp/function.out #~ predictable-temp-path
logged
> /tmp/empty.out #~ predictable-temp-path
: > /tmp/colon.out #~ predictable-temp-path
cat > /tmp/here.out <<EOF #~ predictable-temp-path
text
EOF
date | tee >(sort > /tmp/process.out) #~ predictable-temp-path
sort > /tmp/sorted.out < /etc/hosts #~ predictable-temp-path
date 2>&1 >&2
grep -q x < /tmp/input #~ untrusted-temp-input (pedantic)
set -C
date > /tmp/exclusive.out #~ ok: predictable-temp-path
date >| /tmp/forced.out #~ predictable-temp-path
date >> /tmp/added.out #~ predictable-temp-path
