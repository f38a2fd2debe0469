#!/bin/bash
# A local variable is gone when the trap runs, and one that is not set yet is empty.
build() {
    local work
    work=$(mktemp -d) || return 1
    trap 'rm -rf "$work"' EXIT #~ trap-wrong-target
    make -C "$work"
}
build
cleanup() { rm -rf "$inner"; }
test_it() {
    local inner=$(mktemp -d)
    trap cleanup EXIT #~ trap-wrong-target
    make -C "$inner" check
}
test_it
