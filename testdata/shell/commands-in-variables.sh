#!/bin/bash
# The command is held in a variable, with or without its first words.
MKTEMP=mktemp
MKTEMP_NAME="mktemp -u"
one=$($MKTEMP /tmp/one.XXXXXX) #~ missing-trap
two=$(${MKTEMP_NAME}) #~ insecure-temp-name-api
echo x > "$two"
rm -f "$one"

as_root() { "$@"; }
SUDO=
[ "$(id -u)" = 0 ] || SUDO="sudo -n"
$SUDO mkdir -p /tmp/agent #~ shared-dir-assumed-private
TEE=/usr/bin/tee
"$TEE" /tmp/agent.log < /etc/hosts #~ predictable-temp-path
COPY=${COPY_COMMAND}
$COPY /etc/hosts /tmp/hosts.copy #~ ok: copy-or-move-into-shared-path
