#!/bin/bash
# What `set`, `shift` and lists do to the names in them.
set -- /tmp/one /tmp/two
date > "$1" #~ predictable-temp-path
shift
date > "$1" #~ predictable-temp-path
set -- "$@" ./three
shift
date > "$1" #~ ok: predictable-temp-path
both() {
    date > "$2" #~ predictable-temp-path
    shift 2
    date > "$1" #~ ok: predictable-temp-path
}
both ./one /tmp/three ./two
first() { date > "$1"; } #~ predictable-temp-path
all() { first "$@"; }
all /tmp/four ./five
last() { date > "$1"; } #~ ok: predictable-temp-path
all_but_one() { shift; last "$@"; }
all_but_one /tmp/six ./seven
each() { for file; do date > "$file"; done; } #~ predictable-temp-path
each ./eight /tmp/nine
list=(./ten)
list+=(/tmp/eleven)
touch "${list[@]}" #~ predictable-temp-path
copy=("${list[@]}" /tmp/twelve)
for file in "${copy[@]}"; do
    date > "$file" #~ predictable-temp-path
done
printf -v target '/tmp/%s.%d' report "$$"
date > "$target" #~ predictable-temp-path
printf -v target './%s' report
date > "$target" #~ ok: predictable-temp-path
