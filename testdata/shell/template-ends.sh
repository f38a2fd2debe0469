#!/bin/bash
# X's that are not the template's last characters, in a script for Linux.
a=$(mktemp /tmp/page.XXXXXX.html) || exit 1 #~ weak-temp-template (pedantic)
b=$(mktemp -t page.XXXXXX.html) || exit 1 #~ ok: weak-temp-template
c=$(mktemp --suffix=.html /tmp/page.XXXXXX) || exit 1 #~ ok: weak-temp-template
d=$(mktemp -d "${TMPDIR:-/tmp}/pages-XXXXXXXX-work") || exit 1 #~ weak-temp-template (pedantic)
trap 'rm -rf "$a" "$b" "$c" "$d"' EXIT #~ trap-window (pedantic)
