#!/bin/bash
# A failed mktemp leaves an empty variable.
cd $(mktemp -d) #~ unchecked-temp-result, temp-never-removed
a=$(mktemp -d)
rm -rf "$a"/* #~ unchecked-temp-result
rm -rf "$a"/.. #~ unchecked-temp-result
b=$(mktemp -d)
cd "$b" #~ unchecked-temp-result
rm -rf ./*
cd /
rm -rf "$b"
work() {
    local c=$(mktemp -d)
    cd "$c" && tar xf "$1" #~ unchecked-temp-result
    rm -rf "$c/"*  #~ unchecked-temp-result
    rm -rf "$c"
}
work "$1"
e=$(mktemp ~/.cache/list.XXXXXXXXXX)
sort "$1" > "$e"
rm -f "$e"* #~ unchecked-temp-result
f=$(mktemp) || exit 1
trap 'rm -f "$f"*' EXIT
sort "$1" > "$f"
rm -f "$f"* #~ ok: unchecked-temp-result
# The name has something in front.
g=$(mktemp list.XXXXXXXXXX)
rm -f "./$g"* #~ ok: unchecked-temp-result
