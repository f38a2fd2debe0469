#!/bin/sh
# Where programs meet.
socat UNIX-LISTEN:/tmp/relay,fork TCP:localhost:80 #~ ipc-endpoint-in-shared-tmp
pipe=/tmp/pipe.$$
socat "unix-listen:$pipe" - #~ ipc-endpoint-in-shared-tmp
socat TCP-LISTEN:80 "UNIX-LISTEN:${XDG_RUNTIME_DIR}/relay" #~ ok: ipc-endpoint-in-shared-tmp
socat - UNIX-CONNECT:/tmp/other #~ ok: ipc-endpoint-in-shared-tmp
socat -u TCP:localhost:80 CREATE:/tmp/page #~ predictable-temp-path
socat -u - OPEN:/tmp/notes,creat,append #~ predictable-temp-path
dtach -n /tmp/session sh #~ ipc-endpoint-in-shared-tmp
mysqld --socket=/tmp/mysql-test.sock --skip-networking #~ ipc-endpoint-in-shared-tmp
redis-server --unixsocket /tmp/redis.sock --port 0 #~ ipc-endpoint-in-shared-tmp
memcached -s /tmp/memcached.sock #~ ipc-endpoint-in-shared-tmp
dbus-daemon --session --address=unix:path=/tmp/bus #~ ipc-endpoint-in-shared-tmp

flock /tmp/update.lock apt-get update #~ ipc-endpoint-in-shared-tmp
lock=/tmp/$USER.lock
flock -n "$lock" touch "$HOME/done" #~ ipc-endpoint-in-shared-tmp
flock /run/lock/update.lock touch /tmp/updated #~ predictable-temp-path
cd /tmp || exit
flock 9 #~ ok: ipc-endpoint-in-shared-tmp
cd / || exit
flock -w 5 "$HOME/.lock" true #~ ok: ipc-endpoint-in-shared-tmp

# Made as mkdir makes it.
lockfile /tmp/mail.lock #~ guessable-temp-name-dos (pedantic)
dotlockfile -r 3 /tmp/dot.lock #~ guessable-temp-name-dos (pedantic)
shlock -f /tmp/shlock.lock -p $$ #~ guessable-temp-name-dos (pedantic)
