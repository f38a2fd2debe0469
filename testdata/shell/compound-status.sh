#!/bin/sh
# The status of a compound command is that of the last one in it.
if type frob >/dev/null 2>&1; then
    a=/tmp/frob.$$; mkdir "$a" #~ guessable-temp-name-dos (pedantic)
else
    a=/tmp/plain.$$; mkdir "$a" #~ guessable-temp-name-dos (pedantic)
fi || { (exit 127); exit 127; }
echo x > "$a/list"

case $1 in
    -x) b=/tmp/x.$$; mkdir "$b" ;; #~ guessable-temp-name-dos (pedantic)
    *) b=/tmp/y.$$; mkdir "$b" ;; #~ guessable-temp-name-dos (pedantic)
esac || exit 1
echo x > "$b/list"

{ c=/tmp/c.$$; mkdir "$c"; } 2>/dev/null || exit 1 #~ guessable-temp-name-dos (pedantic)
echo x > "$c/list"

# Here another command comes last.
if [ -n "$2" ]; then
    d=/tmp/d.$$; mkdir "$d"; echo made #~ shared-dir-assumed-private
fi || exit 1
echo x > "$d/list"

# What is there is removed on the way out, not used.
e=/tmp/e.$$
finish() { test -d "$e" && rm -rf "$e"; exit "$1"; }
mkdir "$e" || finish 1 #~ guessable-temp-name-dos (pedantic)
echo x > "$e/list"
finish 0
