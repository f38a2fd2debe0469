#!/bin/bash
# The file is the caller's from here on.
file=
trap 'rm -f "$file"' EXIT
file=$(mktemp) || exit 1 #~ ok: temp-never-removed, ok: temp-leak-on-error
curl -fsS "$1" > "$file" || exit 1
trap - EXIT #~ ok: trap-overwritten
printf '%s\n' "$file"
