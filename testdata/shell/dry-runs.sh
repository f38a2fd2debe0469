#!/bin/sh
# In a dry run a name is made up, and nothing is made under it.
dry_run=false
run=
verbose=
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry_run=: run=: ;;
    -v) verbose=: ;;
  esac
  shift
done

name_of_directory() {
  if test : = "$run"; then
    directory=${TMPDIR-/tmp}/tool-$$
  else
    directory=`mktemp -d "${TMPDIR-/tmp}/tool-XXXXXXXX"` || exit 1
  fi
  echo "$directory"
}

if $dry_run; then
  echo "would write a list" >&2
else
  work=`name_of_directory`
  trap 'rm -rf "$work"' EXIT
  date > "$work/list" #~ ok: predictable-temp-path
fi

if [ -n "$DRYRUN" ]; then
  report=/tmp/report.$$
else
  report=`mktemp` || exit 1
fi
trap 'rm -rf "$work" "$report"' EXIT
date >> "$report" #~ ok: predictable-temp-path

if [ "$no_act" = 1 ]; then
  echo > /tmp/would-be-made #~ ok: predictable-temp-path
fi

# Commands behind a prefix that is empty, or does nothing.
scratch=`mktemp -d` || exit 1
trap 'rm -rf "$work" "$report" "$scratch"' EXIT
$run cp a "$scratch/a"
$run rm -rf "$scratch"
$run cp a /tmp/copy-of-a #~ copy-or-move-into-shared-path

# Not a dry run.
if [ -z "$DRYRUN" ]; then
  date > /tmp/stamp.$$ #~ predictable-temp-path
fi
if $verbose; then
  date > /tmp/verbose.$$ #~ predictable-temp-path
fi
$dry_run || date > /tmp/really.$$ #~ predictable-temp-path
