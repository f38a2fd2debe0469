#!/bin/bash
# Every part of a name that others can guess, in every way a script puts names together.
echo x > /tmp/fixed #~ predictable-temp-path
echo x > /tmp/pid.$$ #~ predictable-temp-path
echo x > "/tmp/random.$RANDOM" #~ predictable-temp-path
echo x > "/tmp/random.$RANDOM$RANDOM" #~ predictable-temp-path
echo x > "/tmp/day.$(date +%F)" #~ predictable-temp-path
echo x > /tmp/seconds.`date +%s` #~ predictable-temp-path
echo x > "/tmp/user.$USER" #~ predictable-temp-path
echo x > "/tmp/uid.$(id -u)" #~ predictable-temp-path
echo x > "/tmp/self.$BASHPID" #~ predictable-temp-path
echo x > "/tmp/parent.$PPID" #~ predictable-temp-path
echo x > "/tmp/host.$(hostname)" #~ predictable-temp-path
echo x > "/tmp/kernel.$(uname -r)" #~ predictable-temp-path
echo x > "/tmp/jot.$(jot -r 1 1 9999)" #~ predictable-temp-path
echo x > "/tmp/shuf.$(shuf -i 1-9999 -n 1)" #~ predictable-temp-path
echo x > "/tmp/digest.$(echo "$1" | md5sum | cut -c 1-8)" #~ predictable-temp-path
echo x > "/tmp/digest.$(hostname | sha256sum | cut -d ' ' -f 1)" #~ predictable-temp-path
echo x > "/tmp/sum.$(cksum < /etc/hosts)" #~ predictable-temp-path
echo x > "/tmp/${0##*/}.out" #~ predictable-temp-path
echo x > "/tmp/$(basename "$0").$$" #~ predictable-temp-path
echo x > "/tmp/who.$(whoami).$SECONDS" #~ predictable-temp-path
echo x > "/tmp/tty$(tty | tr / _)" #~ predictable-temp-path
printf -v stamp '%(%F)T' -1
echo x > "/tmp/day.$stamp" #~ predictable-temp-path
printf -v target '/tmp/%s.%d' report "$$"
echo x > "$target" #~ predictable-temp-path

# Any number of steps.
one=/tmp/one
two=$one.$$
three="${two}.txt"
echo x > "$three" #~ predictable-temp-path
base=/tmp; name=list; full=$base/$name; full+=.txt
sort -u < /etc/passwd > $full #~ predictable-temp-path
dir=${TMPDIR:-/tmp}
log="$dir/build.log"
make > "$log" 2>&1 #~ predictable-temp-path
: ${SPOOL:=/tmp/spool}
date > "$SPOOL/stamp" #~ predictable-temp-path
: "${TMPDIR:=/tmp}"
date > "$TMPDIR/stamp" #~ predictable-temp-path
[ -n "$WORK" ] || WORK=/var/tmp
date > "$WORK/work.log" #~ predictable-temp-path

# Functions that print a path, local, readonly and exported names.
tempname() { echo "/tmp/$1.$$"; }
target=$(tempname list)
date > "$target" #~ predictable-temp-path
date > "$(tempname direct)" #~ predictable-temp-path
tempname2() { printf '%s/%s\n' "${TMPDIR:-/tmp}" "$1"; }
t2=`tempname2 log`
date > "$t2" #~ predictable-temp-path
report() {
    local out="/tmp/report.$1"
    local -r log=/tmp/report.log
    date > "$out" #~ predictable-temp-path
    date > "$log" #~ predictable-temp-path
}
report daily
readonly STATE=/tmp/state
date > "$STATE" #~ predictable-temp-path
export CACHE=/tmp/cache.$$
date > $CACHE #~ predictable-temp-path
declare -r LIST=/tmp/list
date > $LIST #~ predictable-temp-path
typeset KEPT=/tmp/kept
date > $KEPT #~ predictable-temp-path

# Arrays and loops.
files=(/tmp/a.$$ /tmp/b.$$)
date > "${files[0]}" #~ predictable-temp-path
others=("/tmp/d.$$" "/tmp/e.$$")
for file in "${others[@]}"; do
    date > "$file" #~ predictable-temp-path
done
for name in alpha beta; do
    date > "/tmp/$name.out" #~ predictable-temp-path
done
for number in 1 2 3; do touch /tmp/lock.$number; done #~ predictable-temp-path
files+=(/tmp/c.$$)
touch "${files[@]}" #~ predictable-temp-path
more=()
more+=(/tmp/f.$$)
touch "${more[@]}" #~ predictable-temp-path
declare -A map=([log]=/tmp/map.log)
date > "${map[log]}" #~ predictable-temp-path
map[other]=/tmp/map.other
date > "${map[other]}" #~ predictable-temp-path
while read -r each; do
    date >> "/tmp/each.$each" #~ predictable-temp-path
done < /etc/hosts
set -- /tmp/first /tmp/second
date > "$1" #~ predictable-temp-path
date > "$2" #~ predictable-temp-path
