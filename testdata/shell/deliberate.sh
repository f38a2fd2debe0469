#!/bin/sh
# Taking the action away with '' before the end is done on purpose; so is emptying all of /tmp.
work=
trap 'rm -rf "$work"' 0
work=$(mktemp -d) || exit 1 #~ ok: temp-leak-on-error
if grep -q x "$1"; then
    trap '' 0 #~ ok: trap-overwritten
    exit 1
fi
case $- in
    *C*) ;;
    *) set -C ;;
esac
echo $$ > /tmp/one.lock #~ ok: predictable-temp-path
rm -rf /tmp/* /var/tmp/* #~ unsafe-shared-cleanup (pedantic)
rm -rf /tmp/build-* #~ unsafe-shared-cleanup
