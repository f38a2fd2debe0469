#!/bin/sh
# What a function prints through another program may be the path of what it made.

make_directory() {
    made=`mktemp -d "${TMPDIR:-/tmp}/build.XXXXXX"`
    if test ! -d "$made"; then
        exit 1
    fi
    $print "X$made" | $strip
}

make_quoted() {
    made=$(mktemp -d) || exit 1
    echo "'$made'" | sed -e "s/'//g" | tr -d '\r'
}

make_shown() {
    made=$(mktemp) || exit 1
    $ECHO "$made"
}

work=`make_directory` || exit 1
date > "$work/log"
rm -rf "$work"

quoted=$(make_quoted)
date > "$quoted/log"
rm -rf "$quoted"

shown=$(make_shown)
date > "$shown"
rm -f "$shown"

# Where something is does not tell what is to be kept.
name_of() {
    held=$(mktemp -d) || exit 1 #~ temp-never-removed
    echo "$held/list" | sed 's/.*\///'
}
echo "named `name_of`"
