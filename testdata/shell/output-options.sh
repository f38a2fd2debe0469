#!/bin/sh
# What commands of other projects write, to go by their options.

checkmodule -M -m -o /tmp/local.mod local.te #~ predictable-temp-path
frobnicate --output=/tmp/local.pp local.mod #~ predictable-temp-path
report --verbose --log-file "/tmp/report.$$" #~ predictable-temp-path
sudo render -o /tmp/page.png page.html #~ predictable-temp-path
gs -q -sDEVICE=png16m -sOutputFile=/tmp/page.$$.png page.ps #~ predictable-temp-path
nmap -sT -oX /tmp/scan.xml localhost #~ predictable-temp-path
cargo run --release --target-dir /tmp/proto-target -- -i src #~ shared-dir-assumed-private
nc -lU /tmp/control.sock #~ ipc-endpoint-in-shared-tmp
nc -l -U "/tmp/control-$USER.sock" #~ ipc-endpoint-in-shared-tmp
nc -U /tmp/other.sock

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
frobnicate --output="$work/local.pp" local.mod
report -o "$work/report"

# Not what is written.
ps -o pid,args
grep -o '/tmp/[a-z]*' log
mount -o bind /tmp/a /mnt
[ -d "$1" -o -d /tmp/x ]
test -e "$1" -o -e /tmp/x
find / -name x -o -path /tmp/x -prune
ssh -o ControlPath=none host true
frobnicate -o -- /tmp/input

# Two names in one word are a list.
client="$(command -v client || true)"
packets=$(mktemp) || exit 1
filters=$(mktemp) || exit 1
trap 'rm -rf "$work" "$packets" "$filters"' EXIT
args=" -f \"${packets}:${filters}\""
eval $client $args #~ ok: unreserved-sibling-name
"$client" -o "$packets,$filters" host #~ ok: unreserved-sibling-name
curl -o "$packets.log" https://example.org #~ unreserved-sibling-name
