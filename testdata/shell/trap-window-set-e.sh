#!/bin/bash
# A command that fails under `set -e` before the trap is set says no more than the window does.
set -e
name=$1
work=$(mktemp -d) #~ temp-leak-on-error (pedantic)
mkdir -p "$work/one" "$work/two"
clean_up() {
    rm -rf "$work"
}
trap clean_up EXIT #~ trap-window (pedantic)
tar -C "$work/one" -xf "$name.tar"
make -C "$work/one"
