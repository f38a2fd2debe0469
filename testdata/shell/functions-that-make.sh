# Functions to be read in.
make_work() { WORK=$(mktemp -d); }
print_work() { mktemp -d; }
named() { local f=$(mktemp); echo "$f"; }
