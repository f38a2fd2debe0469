#!/bin/bash
# Each command that writes its operands, on a path written out, in a variable and in a parameter.
user=$USER
touch /tmp/direct-touch #~ predictable-temp-path
d_touch=${TMPDIR:-/tmp}/$user-touch
touch "$d_touch" #~ predictable-temp-path
by_d_touch() {
    local target=$1
    touch "$target" #~ predictable-temp-path
}
by_d_touch /tmp/given-touch.$$
cp in /tmp/direct-cp #~ copy-or-move-into-shared-path
d_cp=${TMPDIR:-/tmp}/$user-cp
cp in "$d_cp" #~ copy-or-move-into-shared-path
by_d_cp() {
    local target=$1
    cp in "$target" #~ copy-or-move-into-shared-path
}
by_d_cp /tmp/given-cp.$$
mv in /tmp/direct-mv #~ guessable-temp-name-dos (pedantic)
d_mv=${TMPDIR:-/tmp}/$user-mv
mv in "$d_mv" #~ guessable-temp-name-dos (pedantic)
by_d_mv() {
    local target=$1
    mv in "$target" #~ guessable-temp-name-dos (pedantic)
}
by_d_mv /tmp/given-mv.$$
install -m 644 in /tmp/direct-install #~ copy-or-move-into-shared-path
d_install=${TMPDIR:-/tmp}/$user-install
install -m 644 in "$d_install" #~ copy-or-move-into-shared-path
by_d_install() {
    local target=$1
    install -m 644 in "$target" #~ copy-or-move-into-shared-path
}
by_d_install /tmp/given-install.$$
ln -s in /tmp/direct-ln #~ copy-or-move-into-shared-path
d_ln=${TMPDIR:-/tmp}/$user-ln
ln -s in "$d_ln" #~ copy-or-move-into-shared-path
by_d_ln() {
    local target=$1
    ln -s in "$target" #~ copy-or-move-into-shared-path
}
by_d_ln /tmp/given-ln.$$
tee /tmp/direct-tee < in #~ predictable-temp-path
d_tee=${TMPDIR:-/tmp}/$user-tee
tee "$d_tee" < in #~ predictable-temp-path
by_d_tee() {
    local target=$1
    tee "$target" < in #~ predictable-temp-path
}
by_d_tee /tmp/given-tee.$$
dd if=in of=/tmp/direct-dd bs=1M #~ predictable-temp-path
d_dd=${TMPDIR:-/tmp}/$user-dd
dd if=in of="$d_dd" bs=1M #~ predictable-temp-path
by_d_dd() {
    local target=$1
    dd if=in of="$target" bs=1M #~ predictable-temp-path
}
by_d_dd /tmp/given-dd.$$
mkdir /tmp/direct-mkdir #~ shared-dir-assumed-private
d_mkdir=${TMPDIR:-/tmp}/$user-mkdir
mkdir "$d_mkdir" #~ shared-dir-assumed-private
by_d_mkdir() {
    local target=$1
    mkdir "$target" #~ shared-dir-assumed-private
}
by_d_mkdir /tmp/given-mkdir.$$
mkdir -p /tmp/direct-mkdir-p #~ shared-dir-assumed-private
d_mkdir_p=${TMPDIR:-/tmp}/$user-mkdir-p
mkdir -p "$d_mkdir_p" #~ shared-dir-assumed-private
by_d_mkdir_p() {
    local target=$1
    mkdir -p "$target" #~ shared-dir-assumed-private
}
by_d_mkdir_p /tmp/given-mkdir-p.$$
mkfifo /tmp/direct-mkfifo #~ ipc-endpoint-in-shared-tmp
d_mkfifo=${TMPDIR:-/tmp}/$user-mkfifo
mkfifo "$d_mkfifo" #~ ipc-endpoint-in-shared-tmp
by_d_mkfifo() {
    local target=$1
    mkfifo "$target" #~ ipc-endpoint-in-shared-tmp
}
by_d_mkfifo /tmp/given-mkfifo.$$
mknod /tmp/direct-mknod p #~ ipc-endpoint-in-shared-tmp
d_mknod=${TMPDIR:-/tmp}/$user-mknod
mknod "$d_mknod" p #~ ipc-endpoint-in-shared-tmp
by_d_mknod() {
    local target=$1
    mknod "$target" p #~ ipc-endpoint-in-shared-tmp
}
by_d_mknod /tmp/given-mknod.$$
curl -sSfLo /tmp/direct-curl-o https://example.org/x #~ predictable-temp-path
d_curl_o=${TMPDIR:-/tmp}/$user-curl-o
curl -sSfLo "$d_curl_o" https://example.org/x #~ predictable-temp-path
by_d_curl_o() {
    local target=$1
    curl -sSfLo "$target" https://example.org/x #~ predictable-temp-path
}
by_d_curl_o /tmp/given-curl-o.$$
curl --create-dirs -O --output-dir /tmp/direct-curl-dir https://example.org/x #~ copy-or-move-into-shared-path
d_curl_dir=${TMPDIR:-/tmp}/$user-curl-dir
curl --create-dirs -O --output-dir "$d_curl_dir" https://example.org/x #~ copy-or-move-into-shared-path
by_d_curl_dir() {
    local target=$1
    curl --create-dirs -O --output-dir "$target" https://example.org/x #~ copy-or-move-into-shared-path
}
by_d_curl_dir /tmp/given-curl-dir.$$
wget -qO /tmp/direct-wget-O https://example.org/x #~ predictable-temp-path
d_wget_o=${TMPDIR:-/tmp}/$user-wget-O
wget -qO "$d_wget_o" https://example.org/x #~ predictable-temp-path
by_d_wget_o() {
    local target=$1
    wget -qO "$target" https://example.org/x #~ predictable-temp-path
}
by_d_wget_o /tmp/given-wget-O.$$
wget -P /tmp/direct-wget-P https://example.org/x #~ copy-or-move-into-shared-path
d_wget_p=${TMPDIR:-/tmp}/$user-wget-P
wget -P "$d_wget_p" https://example.org/x #~ copy-or-move-into-shared-path
by_d_wget_p() {
    local target=$1
    wget -P "$target" https://example.org/x #~ copy-or-move-into-shared-path
}
by_d_wget_p /tmp/given-wget-P.$$
tar -czf /tmp/direct-tar-f in #~ predictable-temp-path
d_tar_f=${TMPDIR:-/tmp}/$user-tar-f
tar -czf "$d_tar_f" in #~ predictable-temp-path
by_d_tar_f() {
    local target=$1
    tar -czf "$target" in #~ predictable-temp-path
}
by_d_tar_f /tmp/given-tar-f.$$
tar xzf in.tgz -C /tmp/direct-tar-C #~ shared-dir-assumed-private
d_tar_c=${TMPDIR:-/tmp}/$user-tar-C
tar xzf in.tgz -C "$d_tar_c" #~ shared-dir-assumed-private
by_d_tar_c() {
    local target=$1
    tar xzf in.tgz -C "$target" #~ shared-dir-assumed-private
}
by_d_tar_c /tmp/given-tar-C.$$
unzip -q in.zip -d /tmp/direct-unzip #~ predictable-temp-path
d_unzip=${TMPDIR:-/tmp}/$user-unzip
unzip -q in.zip -d "$d_unzip" #~ predictable-temp-path
by_d_unzip() {
    local target=$1
    unzip -q in.zip -d "$target" #~ predictable-temp-path
}
by_d_unzip /tmp/given-unzip.$$
gzip -c in > /tmp/direct-gzip #~ predictable-temp-path
d_gzip=${TMPDIR:-/tmp}/$user-gzip
gzip -c in > "$d_gzip" #~ predictable-temp-path
by_d_gzip() {
    local target=$1
    gzip -c in > "$target" #~ predictable-temp-path
}
by_d_gzip /tmp/given-gzip.$$
xz -dc in.xz >> /tmp/direct-xz #~ predictable-temp-path
d_xz=${TMPDIR:-/tmp}/$user-xz
xz -dc in.xz >> "$d_xz" #~ predictable-temp-path
by_d_xz() {
    local target=$1
    xz -dc in.xz >> "$target" #~ predictable-temp-path
}
by_d_xz /tmp/given-xz.$$
sort -u -o /tmp/direct-sort-o in #~ predictable-temp-path
d_sort_o=${TMPDIR:-/tmp}/$user-sort-o
sort -u -o "$d_sort_o" in #~ predictable-temp-path
by_d_sort_o() {
    local target=$1
    sort -u -o "$target" in #~ predictable-temp-path
}
by_d_sort_o /tmp/given-sort-o.$$
sort -T /tmp/direct-sort-T in #~ shared-dir-assumed-private
d_sort_t=${TMPDIR:-/tmp}/$user-sort-T
sort -T "$d_sort_t" in #~ shared-dir-assumed-private
by_d_sort_t() {
    local target=$1
    sort -T "$target" in #~ shared-dir-assumed-private
}
by_d_sort_t /tmp/given-sort-T.$$
sed -i s/a/b/ /tmp/direct-sed #~ guessable-temp-name-dos (pedantic)
d_sed=${TMPDIR:-/tmp}/$user-sed
sed -i s/a/b/ "$d_sed" #~ guessable-temp-name-dos (pedantic)
by_d_sed() {
    local target=$1
    sed -i s/a/b/ "$target" #~ guessable-temp-name-dos (pedantic)
}
by_d_sed /tmp/given-sed.$$
openssl req -new -out /tmp/direct-openssl #~ predictable-temp-path
d_openssl=${TMPDIR:-/tmp}/$user-openssl
openssl req -new -out "$d_openssl" #~ predictable-temp-path
by_d_openssl() {
    local target=$1
    openssl req -new -out "$target" #~ predictable-temp-path
}
by_d_openssl /tmp/given-openssl.$$
ssh-keygen -q -t rsa -N '' -f /tmp/direct-ssh-keygen #~ predictable-temp-path
d_ssh_keygen=${TMPDIR:-/tmp}/$user-ssh-keygen
ssh-keygen -q -t rsa -N '' -f "$d_ssh_keygen" #~ predictable-temp-path
by_d_ssh_keygen() {
    local target=$1
    ssh-keygen -q -t rsa -N '' -f "$target" #~ predictable-temp-path
}
by_d_ssh_keygen /tmp/given-ssh-keygen.$$
gpg --batch --yes -o /tmp/direct-gpg -d in.gpg #~ predictable-temp-path
d_gpg=${TMPDIR:-/tmp}/$user-gpg
gpg --batch --yes -o "$d_gpg" -d in.gpg #~ predictable-temp-path
by_d_gpg() {
    local target=$1
    gpg --batch --yes -o "$target" -d in.gpg #~ predictable-temp-path
}
by_d_gpg /tmp/given-gpg.$$
git clone -q https://example.org/x /tmp/direct-git #~ shared-dir-assumed-private
d_git=${TMPDIR:-/tmp}/$user-git
git clone -q https://example.org/x "$d_git" #~ shared-dir-assumed-private
by_d_git() {
    local target=$1
    git clone -q https://example.org/x "$target" #~ shared-dir-assumed-private
}
by_d_git /tmp/given-git.$$
rsync -a in/ /tmp/direct-rsync #~ copy-or-move-into-shared-path
d_rsync=${TMPDIR:-/tmp}/$user-rsync
rsync -a in/ "$d_rsync" #~ copy-or-move-into-shared-path
by_d_rsync() {
    local target=$1
    rsync -a in/ "$target" #~ copy-or-move-into-shared-path
}
by_d_rsync /tmp/given-rsync.$$
cpio -o -O /tmp/direct-cpio-O < in #~ predictable-temp-path
d_cpio_o=${TMPDIR:-/tmp}/$user-cpio-O
cpio -o -O "$d_cpio_o" < in #~ predictable-temp-path
by_d_cpio_o() {
    local target=$1
    cpio -o -O "$target" < in #~ predictable-temp-path
}
by_d_cpio_o /tmp/given-cpio-O.$$
cpio -pd /tmp/direct-cpio-p < in #~ shared-dir-assumed-private
d_cpio_p=${TMPDIR:-/tmp}/$user-cpio-p
cpio -pd "$d_cpio_p" < in #~ shared-dir-assumed-private
by_d_cpio_p() {
    local target=$1
    cpio -pd "$target" < in #~ shared-dir-assumed-private
}
by_d_cpio_p /tmp/given-cpio-p.$$
split -b 1M in /tmp/direct-split #~ predictable-temp-path
d_split=${TMPDIR:-/tmp}/$user-split
split -b 1M in "$d_split" #~ predictable-temp-path
by_d_split() {
    local target=$1
    split -b 1M in "$target" #~ predictable-temp-path
}
by_d_split /tmp/given-split.$$
script -q -c ls /tmp/direct-script #~ predictable-temp-path
d_script=${TMPDIR:-/tmp}/$user-script
script -q -c ls "$d_script" #~ predictable-temp-path
by_d_script() {
    local target=$1
    script -q -c ls "$target" #~ predictable-temp-path
}
by_d_script /tmp/given-script.$$
tcpdump -i eth0 -w /tmp/direct-tcpdump #~ predictable-temp-path
d_tcpdump=${TMPDIR:-/tmp}/$user-tcpdump
tcpdump -i eth0 -w "$d_tcpdump" #~ predictable-temp-path
by_d_tcpdump() {
    local target=$1
    tcpdump -i eth0 -w "$target" #~ predictable-temp-path
}
by_d_tcpdump /tmp/given-tcpdump.$$
sqlite3 /tmp/direct-sqlite3 'create table t (a)' #~ predictable-temp-path
d_sqlite_=${TMPDIR:-/tmp}/$user-sqlite3
sqlite3 "$d_sqlite_" 'create table t (a)' #~ predictable-temp-path
by_d_sqlite_() {
    local target=$1
    sqlite3 "$target" 'create table t (a)' #~ predictable-temp-path
}
by_d_sqlite_ /tmp/given-sqlite3.$$
mysqldump -u root -r /tmp/direct-mysqldump db #~ predictable-temp-path
d_mysqldump=${TMPDIR:-/tmp}/$user-mysqldump
mysqldump -u root -r "$d_mysqldump" db #~ predictable-temp-path
by_d_mysqldump() {
    local target=$1
    mysqldump -u root -r "$target" db #~ predictable-temp-path
}
by_d_mysqldump /tmp/given-mysqldump.$$
pg_dump -U root -f /tmp/direct-pg_dump db #~ predictable-temp-path
d_pg_dump=${TMPDIR:-/tmp}/$user-pg_dump
pg_dump -U root -f "$d_pg_dump" db #~ predictable-temp-path
by_d_pg_dump() {
    local target=$1
    pg_dump -U root -f "$target" db #~ predictable-temp-path
}
by_d_pg_dump /tmp/given-pg_dump.$$
pg_dump db > /tmp/direct-pg_dump-out #~ large-data-in-tmp (pedantic), predictable-temp-path
d_pg_dump_out=${TMPDIR:-/tmp}/$user-pg_dump-out
pg_dump db > "$d_pg_dump_out" #~ large-data-in-tmp (pedantic), predictable-temp-path
by_d_pg_dump_out() {
    local target=$1
    pg_dump db > "$target" #~ large-data-in-tmp (pedantic), predictable-temp-path
}
by_d_pg_dump_out /tmp/given-pg_dump-out.$$
gcc -O2 -o /tmp/direct-gcc in.c #~ predictable-temp-path
d_gcc=${TMPDIR:-/tmp}/$user-gcc
gcc -O2 -o "$d_gcc" in.c #~ predictable-temp-path
by_d_gcc() {
    local target=$1
    gcc -O2 -o "$target" in.c #~ predictable-temp-path
}
by_d_gcc /tmp/given-gcc.$$
make -C /tmp/direct-make #~ untrusted-temp-input
d_make=${TMPDIR:-/tmp}/$user-make
make -C "$d_make" #~ untrusted-temp-input
by_d_make() {
    local target=$1
    make -C "$target" #~ untrusted-temp-input
}
by_d_make /tmp/given-make.$$
docker save -o /tmp/direct-docker image #~ predictable-temp-path
d_docker=${TMPDIR:-/tmp}/$user-docker
docker save -o "$d_docker" image #~ predictable-temp-path
by_d_docker() {
    local target=$1
    docker save -o "$target" image #~ predictable-temp-path
}
by_d_docker /tmp/given-docker.$$
sudo -u root touch /tmp/direct-sudo #~ predictable-temp-path
d_sudo=${TMPDIR:-/tmp}/$user-sudo
sudo -u root touch "$d_sudo" #~ predictable-temp-path
by_d_sudo() {
    local target=$1
    sudo -u root touch "$target" #~ predictable-temp-path
}
by_d_sudo /tmp/given-sudo.$$
env LC_ALL=C touch /tmp/direct-env #~ predictable-temp-path
d_env=${TMPDIR:-/tmp}/$user-env
env LC_ALL=C touch "$d_env" #~ predictable-temp-path
by_d_env() {
    local target=$1
    env LC_ALL=C touch "$target" #~ predictable-temp-path
}
by_d_env /tmp/given-env.$$
command touch /tmp/direct-command #~ predictable-temp-path
d_command=${TMPDIR:-/tmp}/$user-command
command touch "$d_command" #~ predictable-temp-path
by_d_command() {
    local target=$1
    command touch "$target" #~ predictable-temp-path
}
by_d_command /tmp/given-command.$$
nice -n 5 touch /tmp/direct-nice #~ predictable-temp-path
d_nice=${TMPDIR:-/tmp}/$user-nice
nice -n 5 touch "$d_nice" #~ predictable-temp-path
by_d_nice() {
    local target=$1
    nice -n 5 touch "$target" #~ predictable-temp-path
}
by_d_nice /tmp/given-nice.$$
timeout 5 touch /tmp/direct-timeout #~ predictable-temp-path
d_timeout=${TMPDIR:-/tmp}/$user-timeout
timeout 5 touch "$d_timeout" #~ predictable-temp-path
by_d_timeout() {
    local target=$1
    timeout 5 touch "$target" #~ predictable-temp-path
}
by_d_timeout /tmp/given-timeout.$$
echo in | xargs touch /tmp/direct-xargs #~ predictable-temp-path
d_xargs=${TMPDIR:-/tmp}/$user-xargs
echo in | xargs touch "$d_xargs" #~ predictable-temp-path
by_d_xargs() {
    local target=$1
    echo in | xargs touch "$target" #~ predictable-temp-path
}
by_d_xargs /tmp/given-xargs.$$
