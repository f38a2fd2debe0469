#!/bin/bash
# Variables that say what is run, or where it is looked for.
LD_PRELOAD=/tmp/trace.so "$1" #~ untrusted-temp-input
export LD_LIBRARY_PATH=/opt/lib:/tmp/lib #~ untrusted-temp-input
PATH=/tmp/bin:$PATH #~ untrusted-temp-input
PYTHONPATH=/var/tmp python3 "$1" #~ untrusted-temp-input
GIT_SSH=/tmp/ssh-wrapper.$$ git fetch #~ untrusted-temp-input
PATH=$PATH:$HOME/bin #~ ok: untrusted-temp-input
MANPATH=/tmp/man man x #~ ok: untrusted-temp-input
own=$(mktemp -d) || exit 1
trap 'rm -rf "$own"' EXIT
PATH=$own:$PATH #~ ok: untrusted-temp-input
made=/tmp/made.$$
mkdir "$made" || exit 1 #~ guessable-temp-name-dos (pedantic)
PATH=$made/bin:$PATH #~ ok: untrusted-temp-input
