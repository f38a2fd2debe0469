#!/bin/sh
# What is made where a variable says so is removed where it says so again.
while getopts zk: option; do
    case $option in
        z) zip=yes ;;
        k) keep=$OPTARG ;;
    esac
done

if [ -n "$zip" ]; then
    stage=$(mktemp -d) || exit 1 #~ missing-trap
    #~^ ok: temp-leak-on-error
fi
collect "$1"
if [ "$zip" ]; then
    tar -cf all.tar -C "$stage" .
    rm -rf "$stage"
fi

if test "x$keep" = xno; then
    list=$(mktemp) || exit 1 #~ missing-trap
    #~^ ok: temp-leak-on-error
else
    list=$HOME/list
fi
collect "$list"
if ! grep -q done "$list"; then
    test "x$keep" = xno && rm -f "$list"
    exit 1
fi
if test "x$keep" = xno; then
    rm -f "$list"
fi

read_in() {
    if [ $# -eq 0 ]; then
        input=$(mktemp) || exit 1 #~ missing-trap
        #~^ ok: temp-leak-on-error
        cat > "$input"
    else
        input=$1
    fi
    process "$input"
    if [ $# -eq 0 ]; then
        rm -f "$input"
    fi
}
read_in "$@"

# Another question, the same one about another value, and an answer that has changed.
if [ -n "$verbose" ]; then
    log=$(mktemp) || exit 1 #~ temp-leak-on-error
fi
collect "$1"
if [ -n "$quiet" ]; then
    rm -f "$log"
fi
if [ "$level" -gt 3 ]; then
    trace=$(mktemp) || exit 1 #~ temp-leak-on-error
fi
if [ "$level" -gt 5 ]; then
    rm -f "$trace"
fi
if [ -n "$debug" ]; then
    dump=$(mktemp) || exit 1 #~ temp-leak-on-error
fi
debug=$2
if [ -n "$debug" ]; then
    rm -f "$dump"
fi

# A variable that is given the path says that the directory is there.
for each in "$@"; do
    result=
    if test -f "$each.in"; then
        scratch=$(mktemp -d) || exit 1 #~ missing-trap
        #~^ ok: temp-leak-on-error
        result=$scratch/${each##*/}
        make_result "$each" "$result"
    fi
    if test -n "$result"; then
        rm -rf "$scratch"
    fi
    test -s "$each" || exit 2
done

make_place() {
    if test "$dry" = yes; then
        place=/tmp/place.$$
    else
        place=$(mktemp -d) || exit 1 #~ missing-trap
        #~^ ok: temp-leak-on-error
    fi
    echo "$place"
}

for each in "$@"; do
    output=
    if test -f "$each.in"; then
        place=$(make_place)
        output=$place/${each##*/}
        make_result "$each" "$output"
    fi
    test -n "$output" && rm -rf "$place"
    test -s "$each" || exit 2
done
