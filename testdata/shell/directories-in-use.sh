#!/bin/sh
# Directories under guessable names that others may have made, as nothing here does.
tar -xzf "$1" -C /tmp/unpacked #~ shared-dir-assumed-private
find . -name '*.h' | cpio -pd /tmp/headers #~ shared-dir-assumed-private
stage=/tmp/stage.$$
cp -t "$stage" "$1" #~ shared-dir-assumed-private
sort -T "/tmp/sort-$USER" "$1" #~ shared-dir-assumed-private
javac -d /tmp/classes Main.java #~ shared-dir-assumed-private
pdflatex -output-directory /tmp/latex "$2" #~ shared-dir-assumed-private

# In use safely, or judged where they are made.
sort -T /tmp "$1" #~ ok: shared-dir-assumed-private
work=$(mktemp -d) || exit 1 #~ missing-trap
tar -xzf "$1" -C "$work" #~ ok: shared-dir-assumed-private
mkdir "$work/sorted"
sort -T "$work/sorted" "$1" #~ ok: shared-dir-assumed-private
rm -rf "$work"
mkdir /tmp/known || exit 1 #~ guessable-temp-name-dos (pedantic)
tar -xzf "$1" -C /tmp/known/ #~ ok: shared-dir-assumed-private
tar -xzf "$1" -C "$DESTDIR/tmp/x" #~ ok: shared-dir-assumed-private
