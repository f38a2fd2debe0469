#!/bin/sh
# A root that is `/` unless somebody says otherwise, with its slash.
ROOTDIR=/
worm() {
    files="${ROOTDIR}tmp/.bugtraq ${ROOTDIR}tmp/.bugtraq.c"
    files="$files ${ROOTDIR}tmp/.unlock"
    for file in $files; do
        if [ -f "$file" ]; then
            ports=$ports $file #~ untrusted-temp-input
        fi
    done
}
list() {
    echo "$1" > "${ROOTDIR}tmp/list" #~ predictable-temp-path
}
target() {
    echo "$1" > "${TARGET}tmp/list" #~ ok: predictable-temp-path
    echo "$1" > "${mounted}tmp/list" #~ ok: predictable-temp-path
}
mounted=/mnt/
case $1 in
    -r) ROOTDIR=$2 ;;
esac
for check in $CHECKS; do
    $check
done
