#!/bin/bash
# Scripts that a script writes line by line, and what others run.
hook=/usr/local/bin/hook
echo '#!/bin/sh' > $hook
echo "date > /tmp/hook.out" >> $hook #~ predictable-temp-path
echo "sort /etc/passwd > /tmp/hook.\$\$" >> "$hook" #~ predictable-temp-path
chmod +x $hook

printf '#!/bin/sh\ndate > /tmp/printf.out\n' > /usr/local/bin/printed #~ predictable-temp-path
echo -e "#!/bin/sh\ndate > /tmp/escaped.out" > /usr/local/bin/escaped #~ predictable-temp-path
{
    echo '#!/bin/sh'
    echo 'date > /tmp/group.out' #~ predictable-temp-path
} > /usr/local/bin/group
(
    echo '#!/bin/sh'
    echo 'date > /tmp/copy.out' #~ predictable-temp-path
) > /usr/local/bin/copy
cat > /usr/local/bin/both <<EOF
#!/bin/sh
EOF
cat >> /usr/local/bin/both <<EOF
date > /tmp/both.out #~ predictable-temp-path
EOF

{
    echo 'Run this:'
    echo 'date > /tmp/x'
} > /usr/share/doc/tool/README
echo "see > /tmp/x" > /usr/share/doc/tool/NEWS
echo '#!/bin/sh'
echo 'date > /tmp/shown'

at now <<EOF
date > /tmp/at.out #~ predictable-temp-path
EOF
echo '0 0 * * * date > /tmp/cron.out' | crontab - #~ predictable-temp-path
bash -s <<< 'date > /tmp/string.out' #~ predictable-temp-path
ssh build <<EOF
date > /tmp/far.out #~ predictable-temp-path
EOF
ssh build bash -s <<EOF
date > /tmp/farther.out #~ predictable-temp-path
EOF
ls | xargs sh -c 'nm "$@" > /tmp/symbols' #~ predictable-temp-path
screen -dm sh -c 'date > /tmp/screen.out' #~ predictable-temp-path
tmux new-session -d 'date > /tmp/tmux.out' #~ predictable-temp-path
script -c 'date > /tmp/script.out' /dev/null #~ predictable-temp-path
ssh build ls /tmp
bash -s <<< 'ls /tmp'
