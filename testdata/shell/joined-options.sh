#!/bin/bash
# A value right behind the letter of its option, or behind `>&`.
page=${TMPDIR:-/tmp}/page-$USER.html
wget -q -O$page https://example.org #~ predictable-temp-path
graph=/tmp/graph.$$
dot -Tpng -o$graph in.dot #~ predictable-temp-path
control=/tmp/control.$$
ssh -fNMS$control example.org #~ ipc-endpoint-in-shared-tmp
log=/tmp/build.log
make >& $log #~ predictable-temp-path
run() {
    "$@" >& "$output"
}
output=$HOME/run.log
run make #~ ok: predictable-temp-path
exec {descriptor}> "$HOME/log"
echo started >& $descriptor #~ ok: predictable-temp-path
cd /tmp || exit
number=3
echo started >&$number #~ ok: predictable-temp-path
7z x -o/tmp/unpacked in.7z #~ predictable-temp-path
