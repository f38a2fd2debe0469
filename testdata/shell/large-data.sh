#!/bin/bash
# Much data in `/tmp`.
dump=$(mktemp) || exit 1
root=$(mktemp -d /tmp/root.XXXXXX) || exit 1
big=$(mktemp -d "${TMPDIR:-/var/tmp}/big.XXXXXX") || exit 1
own=$(mktemp -p "$HOME") || exit 1
trap 'rm -rf "$dump" "$root" "$big" "$own"' EXIT
pg_dumpall > "$dump" #~ large-data-in-tmp (pedantic)
pg_dump -f "$dump" base #~ large-data-in-tmp (pedantic)
mysqldump -r "$root/all.sql" base #~ large-data-in-tmp (pedantic)
mysqldump --all-databases > "$root/more.sql" #~ large-data-in-tmp (pedantic)
mongodump --out "$root" #~ large-data-in-tmp (pedantic)
docker save -o "$root/image.tar" image #~ large-data-in-tmp (pedantic)
podman save image > "$root/other.tar" #~ large-data-in-tmp (pedantic)
debootstrap stable "$root" #~ large-data-in-tmp (pedantic)
mksquashfs tree "$root/tree.img" #~ large-data-in-tmp (pedantic)
xorriso -outdev "$root/disc.iso" #~ large-data-in-tmp (pedantic)
mkisofs -o "$root/disc.iso" tree #~ large-data-in-tmp (pedantic)
genisoimage -o "$root/disc.iso" tree #~ large-data-in-tmp (pedantic)
unsquashfs -d "$root/tree" tree.img #~ large-data-in-tmp (pedantic)
fallocate -l 4G "$root/disk" #~ large-data-in-tmp (pedantic)
# Where there is room.
pg_dumpall > "$big/all.sql" #~ ok: large-data-in-tmp
pg_dumpall > "$own" #~ ok: large-data-in-tmp
debootstrap stable "$big/root" #~ ok: large-data-in-tmp
pg_dumpall -f /srv/backup/all.sql #~ ok: large-data-in-tmp
# Little.
sort "$1" > "$root/sorted" #~ ok: large-data-in-tmp
