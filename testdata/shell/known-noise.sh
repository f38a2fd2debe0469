#!/bin/sh
# What is reported although nothing is wrong, and why it cannot be told yet.
dry_run=false
if [ "$1" = --dry-run ]; then dry_run=true; fi

make_directory() {
  template="${TMPDIR-/tmp}/tool"
  if $dry_run; then
    directory="$template-$$"
  else
    directory=`mktemp -d "$template-XXXXXXXX"` || exit 1
  fi
  echo "$directory"
}

# The same question decides how the name is made and whether it is used.
if $dry_run; then
  echo "would sort" >&2
else
  work=`make_directory`
  trap 'rm -rf "$work"' EXIT
  sort -- "$@" > "$work/sorted" #~ noise: predictable-temp-path
fi
