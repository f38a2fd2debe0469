#!/bin/sh
# Text that a shell on this machine runs is a script; what runs elsewhere is none of ours.
log=/tmp/nightly.log
su - backup -c "dump-all > $log 2>&1" #~ predictable-temp-path
sudo sh -c 'echo 1 > /tmp/trigger' #~ predictable-temp-path
bash -ec "date > '/tmp/stamp.$$'" #~ predictable-temp-path
eval "list-units > /tmp/units.$$" #~ predictable-temp-path

bash <<EOF
date >> $log.old #~ predictable-temp-path
EOF
su web -c ksh << 'EOF'
    uptime > /tmp/uptime #~ predictable-temp-path
EOF

ssh build "make > /tmp/make.log" #~ predictable-temp-path
sudo docker exec web sh -c 'env > /tmp/env' #~ ok: predictable-temp-path
cat <<EOF
date > /tmp/help #~ ok: predictable-temp-path
EOF
