#!/bin/bash
# The same in a script that knows of macOS.
if [ "$(uname)" = Darwin ]; then
    OPEN=open
else
    OPEN=xdg-open
fi
a=$(mktemp /tmp/page.XXXXXX.html) || exit 1 #~ weak-temp-template
b=$(gmktemp /tmp/page.XXXXXX.html) || exit 1 #~ ok: weak-temp-template
trap 'rm -f "$a" "$b"' EXIT #~ trap-window (pedantic)
"$OPEN" "$a"
