#!/bin/bash
# The key is there for all to read before chmod.
a=/tmp/key.$$
openssl genrsa -out "$a" 2048 #~ predictable-temp-path
chmod 600 "$a"
