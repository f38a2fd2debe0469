#!/bin/sh
# Somebody thought of a directory that is not there, though not of an empty name, with which `cd`
# stays where it is.
work=$(mktemp -d)
trap 'rm -rf "$work"' 0 1 2 13 15 #~ trap-window (pedantic)
cd "$work" || exit 1 #~ unchecked-temp-result (pedantic)
unpack() (
    stage=$(mktemp -d) #~ missing-trap
    cd "$stage" || { #~ unchecked-temp-result (pedantic)
        echo "no directory" >&2
        exit 1
    }
    tar -xf "$1"
    cd /
    rm -rf "$stage"
)
unpack "$1"
build() {
    local tree
    tree=$(mktemp -d) #~ missing-trap
    if ! cd "$tree"; then #~ unchecked-temp-result (pedantic)
        return 1
    fi
    make
    cd /
    rm -rf "$tree"
}
build
# What is done either way is no answer.
other=$(mktemp -d) #~ missing-trap
cd "$other" && tar -xf "$1" #~ unchecked-temp-result
make
cd /
rm -rf "$other"
