#!/bin/bash
set -euo pipefail
# A failing command leaves it behind.
a=$(mktemp) #~ temp-leak-on-error
sort "$1" > "$a"
rm -f "$a"
