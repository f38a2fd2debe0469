#!/bin/bash
# What mktemp and tempfile give, and what scripts make of it.
a=$(mktemp -u) #~ insecure-temp-name-api
echo x > "$a"
b=`mktemp --dry-run /tmp/b.XXXXXX` #~ insecure-temp-name-api
echo x > "$b"
c=$(mktemp -ut c.XXXXXX) #~ insecure-temp-name-api
mkdir "$c"
d=$(mktemp -t -u d.XXXXXXXX) #~ insecure-temp-name-api
mkfifo "$d"
e=$(mktemp -d -u) #~ insecure-temp-name-api
mkdir -p "$e"
f=$(tempfile) || exit 1 #~ nonportable-temp-api (pedantic)
trap 'rm -f "$f"' EXIT
g=$(tempfile -n /tmp/g) #~ guessable-temp-name-dos (pedantic)
echo x > "$g"
trap 'rm -f "$f" "$h" "$i"' EXIT
i=$(mktemp /tmp/i.XXXX) || exit 1 #~ weak-temp-template (pedantic)
h=$(mktemp /tmp/h.XXX) || exit 1 #~ weak-temp-template
