#!/bin/bash
trap 'rm -rf "$a" "$b" "$d" "$e"' EXIT
a=$(mktemp) || exit 1
chmod 666 "$a" #~ loosened-temp-mode
b=$(mktemp) || exit 1
chmod 777 "$b" #~ loosened-temp-mode
d=$(mktemp -d) || exit 1
chmod a+rwx "$d" #~ loosened-temp-mode
e=$(mktemp -d) || exit 1
chmod 755 "$e" #~ loosened-temp-mode (pedantic)
chmod go+w "$e" #~ loosened-temp-mode
umask 000 #~ wrong-umask
date > /tmp/world #~ predictable-temp-path
mkdir -m 777 /tmp/open || exit 1 #~ permissive-temp-mode
mkdir -m 700 /tmp/closed || exit 1 #~ guessable-temp-name-dos (pedantic)
mkdir -p -m 1777 /tmp/sticky #~ shared-dir-assumed-private
umask 022
chmod 777 /tmp/shared #~ loosened-temp-mode
