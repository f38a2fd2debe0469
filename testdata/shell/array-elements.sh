#!/bin/bash
# Elements of arrays, by number and by key.
declare -A files
files[log]=/tmp/app.log
files[err]="${files[log]}.err"
files[state]=$HOME/.state
date > "${files[log]}" #~ predictable-temp-path
date 2>> "${files[err]}" #~ predictable-temp-path
date > "${files[state]}" #~ ok: predictable-temp-path
names[0]=/tmp/first.$$
names[1]=$HOME/second
date > "${names[0]}" #~ predictable-temp-path
date > "${names[1]}" #~ ok: predictable-temp-path
for name in "${names[@]}"; do echo "$name"; done
made[0]=$(mktemp) || exit 1
made[1]=$(mktemp) || exit 1
trap 'rm -f "${made[@]}"' EXIT
sort "$1" > "${made[0]}" #~ ok: predictable-temp-path
sort "$2" > "${made[1]}" #~ ok: temp-never-removed
diff "${made[@]}"
exec > >(tee -a "/tmp/${0##*/}.log") 2>&1 #~ predictable-temp-path
