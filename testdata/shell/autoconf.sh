#!/bin/sh
# autoconf's own way.
: ${TMPDIR=/tmp}
 { tmp=`(umask 077 && mktemp -d "$TMPDIR/cgXXXXXX") 2>/dev/null` && test -n "$tmp" && test -d "$tmp" ; } ||
 { test -n "$RANDOM" && tmp=$TMPDIR/cg$$-$RANDOM && (umask 077 && mkdir "$tmp" 2>/dev/null) ; } ||
 { tmp=$TMPDIR/cg-$$ && (umask 077 && mkdir "$tmp" 2>/dev/null) && echo "Warning: creating insecure temp directory" >&2 ; } ||
 { echo "$0: cannot create a temporary directory in $TMPDIR" >&2 ; exit 1 ; }
trap 'rm -rf "$tmp"' 0 1 2 13 15
dummy=$tmp/dummy
echo "int x;" > "$dummy.c"
