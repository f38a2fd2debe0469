#!/bin/sh
# In an initramfs nobody else can write to /tmp: worth a remark only.
type getarg > /dev/null 2>&1 || . /lib/dracut-lib.sh
ip route show > /tmp/net.routes #~ predictable-temp-path (pedantic)
mkdir -p /tmp/conf.d #~ shared-dir-assumed-private (pedantic)
. /tmp/net.override #~ untrusted-temp-input (pedantic)
