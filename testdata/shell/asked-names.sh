#!/bin/sh
# A name that is known not to be empty on this way is not the empty one it began with.
target=
prefix=
while [ $# -gt 0 ]; do
    case $1 in
        --target) target=$2; shift 2 ;;
        --prefix) prefix=$2; shift 2 ;;
        *) other=$1; shift ;;
    esac
done
[ -n "$target" ] || exit 1
cat > "$target/tmp/setup.sh" < /dev/null #~ ok: predictable-temp-path
if [ "$prefix" = "" ]; then exit 1; fi
cat > "$prefix/tmp/setup.sh" < /dev/null #~ ok: predictable-temp-path
if [ "x$prefix" = x ]; then exit 1; fi
cat > "$prefix/tmp/other.sh" < /dev/null #~ ok: predictable-temp-path
root=
[ -z "$other" ] || root=$other
cat > "$root/tmp/setup.sh" < /dev/null #~ predictable-temp-path

# The time of a file says nothing about its owner.
cache=/var/tmp/news
age=$(stat -c %Y "$cache")
[ "$age" -gt 0 ] || date > "$cache" #~ check-then-create
kept=/var/tmp/kept
[ "$(stat -c %u "$kept")" = 0 ] || exit 1
date > "$kept" #~ ok: predictable-temp-path, ok: check-then-create
