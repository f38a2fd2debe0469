#!/bin/sh
# Commands in variables of which only the names are known.
$SUDO tee /tmp/by-sudo < "$1" #~ predictable-temp-path
${SSH} -MNf -S /tmp/by-ssh host #~ ipc-endpoint-in-shared-tmp
$OPENSSL genrsa -out /tmp/by-openssl 2048 #~ predictable-temp-path
$PYTHON /tmp/by-python.py #~ untrusted-temp-input
$GPG -o /tmp/by-gpg -d "$1" #~ predictable-temp-path
$SCRIPT -o "$HOME/x" /tmp/no-command #~ ok: predictable-temp-path
$NODE /srv/app.js /tmp/argument #~ ok: untrusted-temp-input
run sed -f /tmp/by-run.sed "$1" #~ untrusted-temp-input
try_sudo git clone https://example.org/x /tmp/by-sudo-git #~ shared-dir-assumed-private
retry curl -o /tmp/by-retry https://example.org #~ predictable-temp-path
