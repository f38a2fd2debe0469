#!/bin/bash
# A trap on RETURN runs when the function returns that set it.
fetch() {
    local file
    file=$(mktemp) || return 1
    trap 'rm -f "$file"' RETURN #~ ok: temp-never-removed
    curl -s "$1" > "$file" || return 1
    bash "$file"
}
fetch "$1"
both() {
    local directory
    directory=$(mktemp -d) || return 1
    trap 'rm -rf "$directory"' RETURN
    tar -C "$directory" -xf "$1"
}
both "$1"
both "$2"
# But not when the script ends in it.
leaves() {
    local file
    file=$(mktemp) || return 1 #~ temp-leak-on-error
    trap 'rm -f "$file"' RETURN
    sort "$1" > "$file" || exit 1
    wc -l "$file"
}
leaves "$1"
