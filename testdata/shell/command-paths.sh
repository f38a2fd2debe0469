#!/bin/bash
# A command that is itself a path below a shared directory is run from there.
/tmp/agent/start --now #~ untrusted-temp-input
helper="${TMPDIR:-/tmp}/helper.$$"
"$helper" one #~ untrusted-temp-input
sudo -n /var/tmp/update.bin #~ untrusted-temp-input

# A name without a slash is looked for in PATH, wherever the shell is.
cd /tmp || exit 1
tar --version #~ ok: untrusted-temp-input
RUN="tar --version"
$RUN #~ ok: untrusted-temp-input

# A directory that accepts what stands there makes what is run from it a stranger's.
stage=/tmp/installer
mkdir -p "$stage" #~ shared-dir-assumed-private
"$stage"/bin/setup #~ untrusted-temp-input
sh "$stage/post.sh" #~ untrusted-temp-input

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$work/setup" --help #~ ok: untrusted-temp-input
exec tar --help #~ cleanup-bypassed
