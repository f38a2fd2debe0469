#!/bin/sh
# A command that is looked for, and left empty if it is not there, is what runs; the words after it
# are its operands.
LS=
for dir in /bin /usr/bin; do
  if [ -x "$dir/ls" ]; then LS="$dir/ls"; fi
done
if $LS "${TMPDIR:-/tmp}"/worker-serv* > /dev/null 2>&1; then #~ ok: untrusted-temp-input
  echo "left over" >&2
fi

DIFF=''
test -x /usr/bin/diff && DIFF=/usr/bin/diff
$DIFF /tmp/reference.cmp ./reference > /dev/null 2>&1 #~ ok: untrusted-temp-input

sudo /tmp/install.sh #~ untrusted-temp-input
