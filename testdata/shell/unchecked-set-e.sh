#!/bin/bash
set -e
a= b=
trap 'rm -rf "$a" "$b"' EXIT
a=$(mktemp -d)
cd "$a" #~ ok: unchecked-temp-result
rm -rf "$a"/* #~ ok: unchecked-temp-result
export b=$(mktemp -d)
cd "$b" #~ unchecked-temp-result
