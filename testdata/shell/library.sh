# Functions for other scripts to read in: the traps are theirs.
sorted_copy() {
    local draft
    draft=$(mktemp) || return 1 #~ ok: missing-trap
    sort "$1" > "$draft"
    cat "$draft"
    rm -f "$draft"
}

lost_copy() {
    local draft
    draft=$(mktemp) || return 1 #~ temp-leak-on-error
    sort "$1" > "$draft" || return 2
    rm -f "$draft"
}
