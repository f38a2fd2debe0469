#!/bin/sh
# One line for each command of the table that no other file holds.
fallocate -l 1M /tmp/fallocate #~ predictable-temp-path
iconv -f latin1 -t utf8 -o /tmp/iconv in #~ predictable-temp-path
xsltproc -o /tmp/xsltproc style.xsl in.xml #~ predictable-temp-path
xmllint --output /tmp/xmllint in.xml #~ predictable-temp-path
pandoc in.md -o /tmp/pandoc #~ predictable-temp-path
aria2c -o /tmp/aria2c https://example.org #~ predictable-temp-path
axel -o /tmp/axel https://example.org #~ predictable-temp-path
fetch -o /tmp/fetch https://example.org #~ predictable-temp-path
ftp -o /tmp/ftp https://example.org #~ predictable-temp-path
ltrace -o /tmp/ltrace true #~ predictable-temp-path
gs -q -sDEVICE=pdfwrite -sOutputFile=/tmp/gs in.ps #~ predictable-temp-path
tshark -i eth0 -w /tmp/tshark #~ predictable-temp-path
dumpcap -i eth0 -w /tmp/dumpcap #~ predictable-temp-path
arecord -d 3 /tmp/arecord #~ predictable-temp-path
ffmpeg -i in.avi /tmp/ffmpeg.mp4 #~ predictable-temp-path
objcopy -O binary in /tmp/objcopy #~ predictable-temp-path
strip -o /tmp/strip in #~ predictable-temp-path
gfortran -o /tmp/gfortran in.f #~ predictable-temp-path
clang++ -o /tmp/clang in.cc #~ predictable-temp-path
c++ -o /tmp/c in.cc #~ predictable-temp-path
g++ -o /tmp/g in.cc #~ predictable-temp-path
clang -o /tmp/by-clang in.c #~ predictable-temp-path
rustc -o /tmp/rustc in.rs #~ predictable-temp-path
ld -o /tmp/ld in.o #~ predictable-temp-path
bison -o /tmp/bison.c in.y #~ predictable-temp-path
flex -o /tmp/flex.c in.l #~ predictable-temp-path
dtc -o /tmp/dtc in.dts #~ predictable-temp-path
mkimage -A arm -d in /tmp/mkimage #~ predictable-temp-path
xorriso -as mkisofs -o /tmp/xorriso in #~ predictable-temp-path
mongodump -o /tmp/mongodump #~ predictable-temp-path
redis-cli --rdb /tmp/redis #~ predictable-temp-path
keytool -genkey -keystore /tmp/keytool #~ predictable-temp-path
certutil -R -o /tmp/certutil #~ predictable-temp-path
7z a /tmp/a.7z in #~ predictable-temp-path
7za a /tmp/b.7z in #~ predictable-temp-path
jar cf /tmp/in.jar in #~ predictable-temp-path
logrotate -s /tmp/logrotate in.conf #~ predictable-temp-path
gpg2 -o /tmp/gpg2 -d in.gpg #~ predictable-temp-path
pg_dumpall -f /tmp/pg_dumpall #~ predictable-temp-path
mksquashfs in /tmp/mksquashfs #~ predictable-temp-path
mkisofs -o /tmp/mkisofs in #~ predictable-temp-path
genisoimage -o /tmp/genisoimage in #~ predictable-temp-path
qemu-img create /tmp/qemu 1G #~ predictable-temp-path
valgrind --log-file=/tmp/valgrind true #~ predictable-temp-path
perf record -o /tmp/perf true #~ predictable-temp-path
ar rcs /tmp/in.a in.o #~ predictable-temp-path
htpasswd -c /tmp/htpasswd user #~ predictable-temp-path
zstd in -o /tmp/zstd #~ predictable-temp-path
xxd in /tmp/xxd #~ predictable-temp-path
ps2pdf in.ps /tmp/ps2pdf #~ predictable-temp-path
xauth -f /tmp/xauth list #~ predictable-temp-path
scrot /tmp/scrot #~ predictable-temp-path
hg clone https://example.org/x /tmp/hg #~ shared-dir-assumed-private
debootstrap stable /tmp/debootstrap #~ shared-dir-assumed-private
unsquashfs -d /tmp/unsquashfs in #~ shared-dir-assumed-private
dpkg-deb -x in.deb /tmp #~ extract-into-shared-dir (pedantic)

# What runs what it is given.
python2 /tmp/python2.py #~ untrusted-temp-input
ruby /tmp/ruby.rb #~ untrusted-temp-input
node /tmp/node.js #~ untrusted-temp-input
php /tmp/php.php #~ untrusted-temp-input
gmake -f /tmp/gmake.mk #~ untrusted-temp-input
gawk -f /tmp/gawk.awk in #~ untrusted-temp-input
mawk -f /tmp/mawk.awk in #~ untrusted-temp-input
nft -f /tmp/nft.conf #~ untrusted-temp-input
gdb -x /tmp/gdb.cmd program #~ untrusted-temp-input
screen -c /tmp/screenrc #~ untrusted-temp-input
sftp -b /tmp/batch host #~ untrusted-temp-input
apt install /tmp/apt.deb #~ untrusted-temp-input
dnf install /tmp/dnf.rpm #~ untrusted-temp-input
yum localinstall /tmp/yum.rpm #~ untrusted-temp-input
pip3 install /tmp/pip3.whl #~ untrusted-temp-input

# What is looked through.
doas touch /tmp/doas #~ predictable-temp-path
builtin command touch /tmp/builtin #~ predictable-temp-path
ionice -c 3 touch /tmp/ionice #~ predictable-temp-path
setsid touch /tmp/setsid #~ predictable-temp-path
eatmydata touch /tmp/eatmydata #~ predictable-temp-path
fakeroot touch /tmp/fakeroot #~ predictable-temp-path
stdbuf -oL tee /tmp/stdbuf < in #~ predictable-temp-path
busybox touch /tmp/busybox #~ predictable-temp-path
toybox touch /tmp/toybox #~ predictable-temp-path

# What names are made of.
date > "/tmp/host.$(hostid)" #~ predictable-temp-path
date > "/tmp/process.$(pgrep -o init)" #~ predictable-temp-path
date > "/tmp/number.$(seq 1)" #~ predictable-temp-path
date > "/tmp/login.$(logname)" #~ predictable-temp-path
date > "$(readlink -f /tmp/link)" #~ predictable-temp-path
date > "$(realpath /tmp/path)" #~ predictable-temp-path
date > "$(cygpath /tmp/cyg)" #~ predictable-temp-path
date > "/tmp/$(echo x | sha1sum)" #~ predictable-temp-path
date > "/tmp/$(echo x | sha512sum)" #~ predictable-temp-path
date > "/tmp/$(echo x | md5)" #~ predictable-temp-path
date > "/tmp/$(echo x | shasum)" #~ predictable-temp-path
date > "/tmp/$(uuidgen)" #~ ok: predictable-temp-path
date > "$(pwd)/tmp/x" #~ ok: predictable-temp-path
(pushd /tmp && touch pushed) #~ predictable-temp-path

# What removes.
a=$(gmktemp) || exit 1 #~ missing-trap
shred -u "$a"
b=$(mktemp) || exit 1 #~ missing-trap
srm "$b"
c=$(mktemp) || exit 1 #~ missing-trap
safe-rm "$c"
d=$(mktemp) || exit 1 #~ missing-trap
trash-put "$d"
