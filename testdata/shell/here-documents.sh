#!/bin/bash
# Here-documents with others in them, and scripts that write scripts.
cat > install.sh <<'OUTER'
#!/bin/sh
cat > /tmp/inner <<'INNER'  #~ predictable-temp-path
date > /tmp/never
INNER
OUTER
date > /tmp/after.one #~ predictable-temp-path
cat <<A; cat <<B
one $(date > /tmp/in.a) #~ predictable-temp-path
A
two
B
date > /tmp/after.two #~ predictable-temp-path
cat <<-"TAB" > ./list
	date > /tmp/never
	TAB
date > /tmp/after.three #~ predictable-temp-path
while read -r x; do echo "$x"; done <<EOF
$(cat <<INNER
text
INNER
)
EOF
date > /tmp/after.four #~ predictable-temp-path
x=$(cat <<'EOF'
) " ' ` date > /tmp/never
EOF
)
date > /tmp/after.five #~ predictable-temp-path
f() { cat <<EOF
usage: $0 [-d /tmp]
EOF
}
f > /tmp/after.six #~ predictable-temp-path
cat <<EOF | sort > /tmp/after.seven #~ predictable-temp-path
b
a
EOF
