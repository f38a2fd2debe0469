#!/bin/bash
# One cleanup function for several signals and the end, which ends the script itself.
if ! work=$(mktemp -d -t check-XXXXXX); then
  echo "no directory" >&2
  exit 1
fi

cleanup() {
  status=$?
  rm -rf "$work"
  exit $status
}

trap cleanup INT
trap cleanup HUP
trap cleanup 0

set -e
if [ $# -lt 1 ]; then
  echo "usage: check file ..." >&2
  exit 1
fi
if [ ! -x bin/check ]; then
  echo "run it from the base directory" >&2
  exit 1
fi
sort -- "$@" > "$work/sorted"
