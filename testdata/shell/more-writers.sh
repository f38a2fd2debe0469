#!/bin/sh
# What writes is told by the command, the variable it is held in, or its environment.
git clone -q https://example.org/x.git /tmp/checkout #~ shared-dir-assumed-private
svn export https://example.org/svn/trunk "/tmp/export.$$" #~ shared-dir-assumed-private
index=/tmp/index.$$
GIT_INDEX_FILE=$index git read-tree HEAD #~ predictable-temp-path
GIT_INDEX_FILE=.git/other git read-tree HEAD #~ ok: predictable-temp-path

"$MKDIR_CMD" -p /tmp/spool #~ shared-dir-assumed-private
$TOUCH /tmp/spool.stamp #~ predictable-temp-path
$UNKNOWN_CMD /tmp/spool.other #~ ok: predictable-temp-path
COPY=$(which cp)
$COPY /etc/hosts /tmp/hosts.copy #~ copy-or-move-into-shared-path

wget -q -P /tmp https://example.org/tool.tar.gz #~ copy-or-move-into-shared-path
cd /tmp || exit 1
curl -O https://example.org/tool.sig #~ copy-or-move-into-shared-path
wget https://example.org/tool.zip #~ copy-or-move-into-shared-path
cd /srv || exit 1
wget https://example.org/other.zip #~ ok: copy-or-move-into-shared-path
strace -o /tmp/trace.out true #~ predictable-temp-path
screen -d -m -L -Logfile /tmp/screen.log top #~ predictable-temp-path
