#!/bin/ksh
# ksh's own syntax.
typeset -i n=0
function report {
    typeset out=/tmp/ksh.one
    print "x" > $out #~ predictable-temp-path
}
report
integer i
for ((i=0; i<3; i++)); do print $i > /tmp/ksh.$i; done #~ predictable-temp-path
set -A files /tmp/ksh.a /tmp/ksh.b
touch ${files[0]} #~ miss: predictable-temp-path
print -u2 "see /tmp/ksh.log"
[[ -f /tmp/ksh.flag ]] && rm /tmp/ksh.flag
coproc=1
cat /etc/hosts |&
read -p line
select x in a b; do print $x > /tmp/ksh.two; break; done #~ predictable-temp-path
t=$(mktemp) || exit 1
trap 'rm -f "$t"' EXIT
case $1 in
    +([0-9])) print number > /tmp/ksh.three ;; #~ predictable-temp-path
esac
x=${ date; }
