#!/bin/bash
# Code that anyone may have put there.
. /tmp/settings #~ untrusted-temp-input
source "/tmp/settings.$$" #~ untrusted-temp-input
sh /tmp/install.sh #~ untrusted-temp-input
bash -x "${TMPDIR:-/tmp}/install.sh" #~ untrusted-temp-input
/tmp/install.sh --now #~ untrusted-temp-input
exec_in() { "$1" --version; }
exec_in /tmp/tool #~^ untrusted-temp-input
python3 /tmp/script.py #~ untrusted-temp-input
perl /tmp/script.pl #~ untrusted-temp-input
make -f /tmp/Makefile #~ untrusted-temp-input
crontab /tmp/crontab.new #~ untrusted-temp-input
sysctl -p /tmp/sysctl.conf #~ untrusted-temp-input
ssh -F /tmp/ssh_config host #~ untrusted-temp-input
ssh -i /tmp/key host #~ untrusted-temp-input (pedantic)
tmux -f /tmp/tmux.conf #~ untrusted-temp-input
tmux -S /tmp/tmux.sock new #~ ipc-endpoint-in-shared-tmp
awk -f /tmp/report.awk in #~ untrusted-temp-input
sed -f /tmp/edit.sed in #~ untrusted-temp-input
dpkg -i /tmp/package.deb #~ untrusted-temp-input
rpm -U /tmp/package.rpm #~ untrusted-temp-input
apt-get install -y /tmp/package.deb #~ untrusted-temp-input
pip install /tmp/package.whl #~ untrusted-temp-input
insmod /tmp/module.ko #~ untrusted-temp-input
psql -f /tmp/dump.sql db #~ untrusted-temp-input
patch -p1 -i /tmp/fix.patch #~ untrusted-temp-input (pedantic)
gpg --import /tmp/key.asc #~ untrusted-temp-input (pedantic)
apt-key add /tmp/key.asc #~ untrusted-temp-input
visudo -cf /tmp/sudoers
curl -so /tmp/i.sh https://example.org/i.sh && sh /tmp/i.sh #~ predictable-temp-path, untrusted-temp-input
wget -qO /tmp/j.sh https://example.org/j.sh #~ predictable-temp-path
sha256sum -c sums || exit 1
chmod +x /tmp/j.sh
/tmp/j.sh #~ untrusted-temp-input
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
curl -so "$work/i.sh" https://example.org/i.sh && sh "$work/i.sh" #~ ok: untrusted-temp-input
. "$XDG_RUNTIME_DIR/settings" #~ ok: untrusted-temp-input
. /etc/default/tool
iptables-restore /tmp/rules #~ untrusted-temp-input
# Options in a variable.
options="-u --force"
python3 /tmp/fetched.py $options #~ untrusted-temp-input
