# Canned recipes with arguments.

define check
	rm -f $2.o
	$(CC) -o $2.o $1.c || true
	if [ -f $2.o ]; then echo yes; fi
endef

define checked
	$(call check,$1,$(shell mktemp -u))
	#~^ insecure-temp-name-api
endef

define put
	date > $(1) #~ predictable-temp-path
	rm -f $(1)
endef

define put_there
	date > $(1)/date #~ ok: predictable-temp-path
endef

log = /tmp/$(1).log

all:
	$(call checked,probe)
	$(call put,/tmp/put)
	$(call put_there,build)
	date > $(call log,date) #~ predictable-temp-path
	date > $(call log) #~ predictable-temp-path
	date > $(call unknown,/tmp/x) #~ ok: predictable-temp-path
