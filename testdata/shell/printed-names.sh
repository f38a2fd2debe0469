#!/bin/bash
# A function prints the name of what it has made, and `$(…)` drops the end of the line.
make() {
    local directory
    directory=$(mktemp -d) || return 1
    printf '%s\n' "$directory"
}
one=$(make) || exit 1
trap 'rm -rf "$one" "$two" "$three"' EXIT
echo x > "$one/list" #~ ok: unreserved-sibling-name
ECHO='printf %s\n'
make_more() {
    made=`mktemp -d` || exit 1
    $ECHO "$made"
}
two=`make_more` || exit 1
echo x > $two/list #~ ok: unreserved-sibling-name
three=$(printf "%s\n" "$(mktemp -d)") || exit 1
touch "$three/a" "$three/b" #~ ok: unreserved-sibling-name
# Names that are put together by a format.
four=$(printf '/tmp/%s.%05d\n' report "$$")
date > "$four" #~ predictable-temp-path
printf -v five '%s/tab.%s' /tmp "$USER"
date > "$five" #~ predictable-temp-path
six=$(printf '%s.png\n' "$(mktemp)") #~ temp-never-removed
convert a.jpg "$six" #~ unreserved-sibling-name
