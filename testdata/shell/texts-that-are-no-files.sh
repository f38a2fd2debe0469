#!/bin/bash
# Text about a path is no path that is used.
echo "see /tmp/foo.log"
printf 'logs are in %s\n' /tmp/foo.log
cat <<EOF
/tmp/foo.log is written by foo
date > /tmp/foo.log
EOF
case $1 in /tmp/*) echo temporary ;; esac
[ "$1" = /tmp/foo ] && echo same
[[ $1 == /tmp/* ]] && echo below
grep -q /tmp/foo /etc/fstab
grep "^/tmp" /proc/mounts
sed 's,/tmp/foo,/var/foo,' in
sed -e 's,/tmp/foo,/var/foo,' -i in
tar -czf backup.tgz --exclude=/tmp --exclude /var/tmp /
rsync -a --exclude=/tmp/ / host:/backup/
rsync -a in host:/tmp/x
scp in host:/tmp/x
scp -P 22 in user@host:/tmp/x
rsync -a in rsync://host/tmp/x
find / -path /tmp -prune -o -print
mount -t tmpfs tmpfs /tmp
df -h /tmp
ls -la /tmp/foo
du -sh /tmp
mkdir -p "$DESTDIR/tmp" "$DESTDIR/tmp/foo"
install -d "$DESTDIR/var/tmp/foo"
date > "$rootfs/tmp/stamp"
date > "${ROOT}/tmp/stamp"
cp in "$1/tmp/in"
chroot "$rootfs" sh -c 'date > /tmp/stamp'
chroot "$rootfs" touch /tmp/stamp
docker exec box touch /tmp/stamp
docker run --rm -v /tmp:/tmp box touch /tmp/stamp
docker cp in box:/tmp/in
podman exec box sh -c 'date > /tmp/x'
kubectl exec pod -- touch /tmp/x
kubectl cp in pod:/tmp/in
lxc-attach -n box -- touch /tmp/x
lxc exec box -- touch /tmp/x
adb push in /data/local/tmp/x
adb shell touch /tmp/x
systemd-nspawn -D "$rootfs" touch /tmp/x
vagrant ssh -c 'touch /tmp/x'
virt-customize -a image --run-command 'touch /tmp/x'
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
date > "$work/stamp"
mkdir -p "$work/a/b"
cp in "$work/in"
echo x > "$work/../sibling"
sub=$work/sub; mkdir "$sub"; date > "$sub/date"
date > "$XDG_RUNTIME_DIR/stamp"
date > "$RUNNER_TEMP/stamp"
date > "$AUTOPKGTEST_TMP/stamp"
date > "$HOME/tmp/stamp"
date > ~/tmp/stamp
date > ./tmp/stamp
date > tmp/stamp
date > /srv/tmp/stamp
date > /dev/null
exec 3>&1
name=/tmp/foo; echo "$name"
help="writes to /tmp/foo"
usage() { echo "usage: $0 [-d /tmp/foo]"; }
opts="--tmpdir=/tmp/foo"
export TMPDIR=/tmp/foo
alias t='touch /tmp/foo'
logger -t /tmp/foo text
kill "$(cat /run/foo.pid)"
test -e /tmp/foo && echo there
rm -f /tmp/foo
rm -rf /tmp/foo.$$
