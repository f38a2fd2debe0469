#!/bin/bash
# A relative template with `--tmpdir` or `-t` is in the directory for temporary files.
run() {
    local draft
    draft=$(mktemp --tmpdir draft.XXXXXX) #~ temp-leak-on-error
    make-draft > "$draft" || exit 3
    rm -f "$draft"
}

report() {
    local out
    out=$(mktemp -t report.XXXXXX) #~ temp-leak-on-error
    if ! generate > "$out"; then
        exit 2
    fi
    rm -f "$out"
}


notes() {
    local out
    out=$(mktemp -p /tmp notes.XXXXXX) #~ temp-leak-on-error
    generate > "$out" || exit 2
    rm -f "$out"
}

here() {
    local out
    out=$(mktemp here.XXXXXX) #~ ok: temp-leak-on-error
    generate > "$out" || exit 2
    rm -f "$out"
}

run
report
notes
here
