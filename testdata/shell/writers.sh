#!/bin/sh
# Commands that write their operands; all of them are in the table.
touch /tmp/touch #~ predictable-temp-path
cp in /tmp/cp #~ copy-or-move-into-shared-path
mv in /tmp/mv #~ guessable-temp-name-dos (pedantic)
install -m 644 in /tmp/install #~ copy-or-move-into-shared-path
ln -s in /tmp/ln #~ copy-or-move-into-shared-path
ln -sfT in /tmp/lnf #~ guessable-temp-name-dos (pedantic)
date | tee /tmp/tee #~ predictable-temp-path
date | tee -a /tmp/teea #~ predictable-temp-path
dd if=in of=/tmp/dd bs=1k #~ predictable-temp-path
mkdir -p /tmp/mkdirp #~ shared-dir-assumed-private
mkdir /tmp/mkdir || true #~ shared-dir-assumed-private
date > /tmp/mkdir/in
mkfifo /tmp/mkfifo #~ ipc-endpoint-in-shared-tmp
mknod /tmp/mknod p #~ ipc-endpoint-in-shared-tmp
curl -o /tmp/curl https://example.org #~ predictable-temp-path
curl -sSLo /tmp/curl2 https://example.org #~ predictable-temp-path
curl -s https://example.org --output /tmp/curl3 #~ predictable-temp-path
curl -s https://example.org --output=/tmp/curl4 #~ predictable-temp-path
(cd /tmp && curl -O https://example.org/x) #~ copy-or-move-into-shared-path
wget -O /tmp/wget https://example.org #~ predictable-temp-path
wget -qO /tmp/wget2 https://example.org #~ predictable-temp-path
wget -O/tmp/wget3 https://example.org #~ predictable-temp-path
wget -P /tmp https://example.org/y #~ copy-or-move-into-shared-path
tar -cf /tmp/tar.tar in #~ predictable-temp-path
tar czf /tmp/tar.tgz in #~ predictable-temp-path
tar -C in -czf /tmp/tar2.tgz . #~ predictable-temp-path
tar --create --file=/tmp/tar3.tar in #~ predictable-temp-path
tar -xf in.tar -C /tmp #~ extract-into-shared-dir (pedantic)
tar xzf in.tgz -C /tmp #~ extract-into-shared-dir (pedantic)
unzip in.zip -d /tmp #~ extract-into-shared-dir (pedantic)
gzip -c in > /tmp/gzip #~ predictable-temp-path
xz -dc in.xz > /tmp/xz #~ predictable-temp-path
sort -o /tmp/sort in #~ predictable-temp-path
sort -T /tmp in
sed -i s/a/b/ /tmp/sed #~ guessable-temp-name-dos (pedantic)
sed -i.bak -e s/a/b/ /tmp/sedbak #~ guessable-temp-name-dos (pedantic)
sed -e s/a/b/ /tmp/sedread
perl -pi -e s/a/b/ /tmp/perl #~ guessable-temp-name-dos (pedantic)
openssl req -new -out /tmp/openssl -keyout /tmp/openssl.key #~ predictable-temp-path
openssl genrsa -out /tmp/openssl2 2048 #~ predictable-temp-path
ssh-keygen -t rsa -N '' -f /tmp/sshkey #~ predictable-temp-path
gpg -o /tmp/gpg -d in.gpg #~ predictable-temp-path
gpg --batch --yes --output /tmp/gpg2 -d in.gpg #~ predictable-temp-path
git clone https://example.org/x /tmp/git #~ shared-dir-assumed-private
rsync -a in /tmp/rsync #~ copy-or-move-into-shared-path
find . | cpio -o > /tmp/cpio #~ predictable-temp-path
find . | cpio -oO /tmp/cpio2 #~ predictable-temp-path
split -b 1m in /tmp/split. #~ predictable-temp-path
script -c date /tmp/script #~ predictable-temp-path
tcpdump -w /tmp/tcpdump -i eth0 #~ predictable-temp-path
sqlite3 /tmp/sqlite3 .dump #~ predictable-temp-path
mysqldump -r /tmp/mysqldump db #~ predictable-temp-path
pg_dump -f /tmp/pg_dump db #~ predictable-temp-path
gcc -o /tmp/gcc in.c #~ predictable-temp-path
cc in.c -o /tmp/cc #~ predictable-temp-path
make -C /tmp/make #~ untrusted-temp-input
docker save -o /tmp/docker image #~ predictable-temp-path
truncate -s 0 /tmp/truncate #~ predictable-temp-path
zip -r /tmp/zip in #~ predictable-temp-path
sudo tee /tmp/sudo < in #~ predictable-temp-path
sudo -u nobody touch /tmp/sudo2 #~ predictable-temp-path
env LC_ALL=C touch /tmp/env #~ predictable-temp-path
command touch /tmp/command #~ predictable-temp-path
nice -n 10 touch /tmp/nice #~ predictable-temp-path
timeout 10 touch /tmp/timeout #~ predictable-temp-path
timeout -k 5 10s touch /tmp/timeout2 #~ predictable-temp-path
echo x | xargs touch /tmp/xargs #~ predictable-temp-path
xargs -n 1 -I{} cp {} /tmp/xargs2 < in #~ copy-or-move-into-shared-path
nohup sudo nice tee /tmp/nested < in #~ predictable-temp-path
LC_ALL=C sort -o /tmp/assigned in #~ predictable-temp-path
\touch /tmp/escaped #~ predictable-temp-path
/usr/bin/touch /tmp/path #~ predictable-temp-path
if mkdir /tmp/lock 2>/dev/null; then #~ guessable-temp-name-dos (pedantic)
    echo locked
fi
(set -o noclobber; echo $$ > /tmp/lockfile) 2>/dev/null || exit 1 #~ guessable-temp-name-dos (pedantic)
