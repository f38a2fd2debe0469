#!/bin/bash
# Scripts inside of commands.

find . -name '*.c' -exec cp {} /tmp/found.c \;  #~ copy-or-move-into-shared-path
find . -name '*.o' -exec sh -c 'nm "$1" > /tmp/symbols' _ {} \;  #~ predictable-temp-path
find /tmp/work -type f -exec grep -l main {} +

ls | xargs tee /tmp/listing  #~ predictable-temp-path
parallel 'cp {} /tmp/copies' ::: a b c  #~ copy-or-move-into-shared-path
watch "date > /tmp/watched"  #~ predictable-temp-path

ssh host "sort > /tmp/remote.$$"  #~ predictable-temp-path
ssh -p 22 host mkdir -p /tmp/remote  #~ shared-dir-assumed-private
ssh host ls /tmp

command="date > /tmp/date"  #~ predictable-temp-path
sh -c "$command"

print='echo see /tmp/x'
eval "$print"

log=$(mktemp) || exit
trap 'rm -f "$log"' EXIT
run="make > $log"
eval "$run"
bash -c "$run"
eval "name=$log"
echo hello > "$name"

python3 - <<'EOF'
import os
open("/tmp/py.txt", "w").write("x")  #~ predictable-temp-path
with open(os.path.join("/srv", "x"), "w") as out:
    out.write("/tmp/x")
EOF
python3 -c 'open("/tmp/py.log", "a")'  #~ predictable-temp-path
python3 -c "import os; os.mkdir('$log.d')"
python3 - <<EOF
print("open('/tmp/x', 'w')", "$HOME")
EOF

cat > /usr/local/bin/tool <<'EOF'
#!/bin/sh
sort > /tmp/tool.$$  #~ predictable-temp-path
EOF
tee /usr/local/bin/other > /dev/null <<EOF
#!/usr/bin/env python
import tempfile
open(tempfile.gettempdir() + "/x.log", "w")  #~ predictable-temp-path
EOF
cat > /usr/share/doc/tool/README <<'EOF'
Run sort > /tmp/x to see it.
EOF
cat <<'EOF'
usage: sort > /tmp/x
EOF
cat > /usr/local/bin/careful <<'EOF'
#!/bin/sh
file=$(mktemp) || exit
trap 'rm -f "$file"' EXIT INT TERM HUP
sort > "$file"
EOF

# A trap that is set in eval is this shell's, and runs at its end.
set_up='trap "rm -rf \"\$work\"" 0 1 2 15; work=$(umask 077; mktemp -d /tmp/work.XXXXXX) || exit 1'
compile() {
    eval "$set_up"
    cat > "$work/test.c" <<EOF
int x;
EOF
    cc -o "$work/test" "$work/test.c"
}
compile
