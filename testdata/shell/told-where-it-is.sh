#!/bin/bash
# Whoever is told the name on the way out is to look at the file.
die() {
    echo "$0: $1" >&2
    exit 1
}

log=$(mktemp) || exit 1 #~ temp-leak-on-error (pedantic)
if ! make > "$log" 2>&1; then
    echo "the build failed, see $log" >&2
    exit 1
fi
rm -f "$log"

report=$(mktemp) || exit 1 #~ temp-leak-on-error (pedantic)
check "$1" > "$report" || die "check failed, the report is in $report"
rm -f "$report"

stage=$(mktemp -d) || exit 1 #~ temp-leak-on-error (pedantic)
cp -r "$1" "$stage/" || {
    printf 'cannot copy to %s\n' "$stage"
    exit 2
}
rm -rf "$stage"

# That is not what is said there.
work=$(mktemp -d) || exit 1 #~ temp-leak-on-error
echo "working in $work"
if ! tar -xf "$1" -C "$work"; then
    echo "cannot unpack $1" >&2
    exit 1
fi
rm -rf "$work"
