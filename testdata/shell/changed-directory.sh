#!/bin/sh
# Relative names after `cd` into a shared directory, whichever it is.
fetch() {
    cd "${TMPDIR:-/tmp}"
    if [ ! -d "fetch.$$" ]; then
        mkdir "fetch.$$" || { echo "no directory" >&2; exit 1; } #~ shared-dir-assumed-private
    fi
    cd "fetch.$$"
    scp "$1:$2" . #~ copy-or-move-into-shared-path
}
unpack() {
    cd /var/tmp && tar xzf "$1"
    cd "unpacked-$$" && ./configure #~ untrusted-temp-input
}
inside() {
    cd /tmp
    mkdir "inside.$$" || exit 1 #~ guessable-temp-name-dos (pedantic)
    cd "inside.$$"
    echo x > list #~ ok: predictable-temp-path
    cd ..
    cd /srv
    echo x > list #~ ok: predictable-temp-path
}
fetch "$@"
unpack "$@"
inside

# Named after where it comes from.
fetch_sources() {
    pushd "${TMPDIR:-/tmp}"
    git clone --depth=1 -b main https://example.org/tool.git #~ shared-dir-assumed-private
    popd
    cd /var/tmp || return
    svn co "$SERVER/trunk/library" #~ shared-dir-assumed-private
    hg clone https://example.org/other #~ shared-dir-assumed-private
    git clone "$REPOSITORY" #~ ok: shared-dir-assumed-private
    cd "$HOME" || return
    git clone https://example.org/tool.git #~ ok: shared-dir-assumed-private
}
fetch_sources
