#!/bin/zsh
# zsh's own syntax is passed over; the rest is linted.
autoload -Uz colors && colors
setopt extendedglob no_nomatch
typeset -gA map=(a /srv/a b /srv/b)
for f in *.txt(.N); do print -r -- $f; done
for k v in ${(kv)map}; do print $k $v; done
date > /tmp/zsh.one #~ predictable-temp-path
if (( $+commands[git] )) { git status > /tmp/zsh.two } #~ predictable-temp-path
files=( ${(f)"$(ls)"} )
print -l ${files:#*.o}
foo() { local -a x; x=(${(s:,:)1}); date > /tmp/zsh.three } #~ predictable-temp-path
foo a,b
repeat 3 date
date > =(cat /etc/hosts)
while read -r line; { print $line } < /etc/hosts
echo ${${PWD:h}:t} >| /tmp/zsh.four #~ predictable-temp-path
t=$(mktemp) || exit 1 #~ missing-trap
date > $t
rm -f $t
