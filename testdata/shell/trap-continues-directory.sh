#!/bin/bash
# What is written into a directory that is gone fails.
a=$(mktemp -d) || exit 1
trap 'rm -rf "$a"' EXIT INT TERM #~ trap-handler-continues (pedantic)
for host in "$@"; do
    curl -s "$host" >> "$a/list"
done
