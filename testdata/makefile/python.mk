# Recipes in Python.
SHELL = /usr/bin/python3
.ONESHELL:
all:
	@import tempfile
	name = tempfile.mktemp()           #~ insecure-temp-name-api
	with open(name, "w") as out:
	    out.write("$(X) $$ $@")
