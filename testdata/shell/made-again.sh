#!/bin/bash
# One after the other under the same name, moved away or not.
find "$1" -type f -print0 | while IFS= read -r -d '' picture; do
    draft=$(mktemp /tmp/draft.XXXXXXXX) || exit 1 #~ temp-leak-on-error
    [ -e "thumbs/$picture" ] && continue
    convert "$picture" "jpg:$draft" || continue
    mv "$draft" "thumbs/$picture"
done
for host in "$@"; do
    answer=$(mktemp) || exit 1 #~ temp-never-removed
    curl -so "$answer" "$host"
    wc -c < "$answer"
done
for host in "$@"; do
    page=$(mktemp) || exit 1 #~ missing-trap
    curl -so "$page" "$host"
    rm -f "$page"
done
files=()
trap 'rm -f "${files[@]}"' EXIT
for host in "$@"; do
    files+=("$(mktemp)") #~ ok: temp-never-removed, ok: temp-leak-on-error
done
for host in "$@"; do
    one=$(mktemp) #~ ok: temp-never-removed, ok: temp-leak-on-error
    files+=("$one")
    curl -so "$one" "$host"
done
config=$(mktemp) || exit 1 #~ temp-leak-on-error
make-config > "$config" || exit 1
mv "$config" "$2"
