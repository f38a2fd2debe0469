#!/bin/bash
# The name is known when the trap is set, or still there when it runs.
build() {
    local work
    work=$(mktemp -d) || return 1
    trap "rm -rf '$work'" EXIT #~ ok: trap-wrong-target
    make -C "$work"
}
(build)
check() {
    local work
    work=$(mktemp -d) || return 1
    trap 'rm -rf "$work"' EXIT #~ ok: trap-wrong-target
    make -C "$work" check
    exit 0
}
(check)
inside() (
    work=$(mktemp -d) || return 1
    trap 'rm -rf "$work"' EXIT #~ ok: trap-wrong-target
    make -C "$work"
)
inside
global() {
    shared=$(mktemp -d) || return 1
    trap 'rm -rf "$shared"' EXIT #~ ok: trap-wrong-target
    make -C "$shared"
}
global
