#!/bin/sh
# A script that is put into another root's temporary directory runs there.
root=$1
cat > "$root/tmp/setup.sh" <<'EOF'
#!/bin/sh
locale-gen > /tmp/locale.log
EOF
chroot "$root" /tmp/setup.sh
tee "$root/var/tmp/more.sh" <<'EOF'
#!/bin/sh
ls > /tmp/more.log
EOF
# This one is installed, and runs on whatever machine it comes to.
cat > "$root/usr/sbin/report" <<'EOF'
#!/bin/sh
df > /tmp/report #~ predictable-temp-path
EOF

# Virtual machines have a /tmp of their own.
limactl shell "$name" sh -c 'date > /tmp/vm-test.$$'
multipass exec "$name" -- sh -c 'date > /tmp/vm-test.$$'
