TMP := /tmp
NAMES = one two
LIST = $(addprefix $(TMP)/,$(addsuffix .list,$(NAMES)))
OUTPUT ?= $(or $(OUT),/tmp/output)

all:
	touch $(LIST) #~ predictable-temp-path
	$(foreach name,$(NAMES),touch /tmp/$(name).log;) #~ predictable-temp-path
	date > $(strip  /tmp/stripped ) #~ predictable-temp-path
	date > $(subst a,b,/tmp/a) #~ predictable-temp-path
	date > $(patsubst %.c,/tmp/%.o,x.c) #~ predictable-temp-path
	date > $(firstword $(NAMES:%=/tmp/%.txt)) #~ predictable-temp-path
	date > $(word 2,a /tmp/second) #~ predictable-temp-path
	date > $(lastword a /tmp/last) #~ predictable-temp-path
	date > $(join /tmp/,joined) #~ predictable-temp-path
	date > $(dir /tmp/a/b)c #~ predictable-temp-path
	date > $(abspath /tmp/absolute) #~ predictable-temp-path
	date > $(if $(VERBOSE),/tmp/loud,/tmp/quiet) #~ predictable-temp-path
	date > $(OUTPUT) #~ predictable-temp-path
	date > $(TMP)/$(basename y.c).o #~ predictable-temp-path
	rm -rf $(wildcard /tmp/mine-*) #~ unsafe-shared-cleanup
	date > $(notdir /tmp/here) #~ ok: predictable-temp-path
	date > $(call unknown,/tmp/x) #~ ok: predictable-temp-path
	date > $(LOOP) #~ ok: predictable-temp-path

LOOP = $(addsuffix x,$(LOOP))
