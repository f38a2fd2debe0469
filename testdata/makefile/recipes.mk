# Recipes: one shell per line, make's own prefixes, continuations, canned recipes.
WORK := /tmp/build
LOG = $(WORK)/log
OTHER = first
OTHER = second

all: check
	@date > /tmp/app.stamp             #~ predictable-temp-path
	-date > /tmp/app.$$$$              #~ predictable-temp-path
	+@ date > $(TMPDIR)/app.stamp      #~ predictable-temp-path
	date > "$(LOG)"                    #~ predictable-temp-path
	date > ${WORK}.$@                  #~ predictable-temp-path
	date > $(OTHER)/tmp/x              #~ ok: predictable-temp-path
	date > $(DESTDIR)/tmp/x            #~ ok: predictable-temp-path
	date > $(UNSET)$(unset)/x          #~ ok: predictable-temp-path
	echo date > build/tmp              #~ ok: predictable-temp-path
	# date > /tmp/comment

# A file that one line makes is there for the next, which may remove it.
check: ; date > /tmp/check.out         #~ predictable-temp-path
	f=$$(mktemp) && date > $$f && rm -f $$f    #~ missing-trap (pedantic)
	f=$$(mktemp) && date > $$f         #~ temp-never-removed
	f=`mktemp`; date > "$$f"           #~ temp-never-removed
	set -e; f=$$(mktemp); trap 'rm -f "$$f"' EXIT; \
	  date > "$$f"

# What goes on in the next line is one command, and stands where its parts stand.
long:
	for i in 1 2; do \
	  date > /tmp/long.$$i; \
	done
#~^^ predictable-temp-path
	if test -n "$(X)"; then \
	    date >/tmp/if; else \
	    date >/tmp/else; fi
#~^^ predictable-temp-path
#~^^ predictable-temp-path

ifeq ($(OS),x)
	date > /tmp/conditional            #~ predictable-temp-path
endif

define run
date > /tmp/canned.$(1)                #~ predictable-temp-path
endef

define unused
date > /tmp/unused                     #~ ok: predictable-temp-path
endef

define with-tabs =
	date > /tmp/with-tabs              #~ predictable-temp-path
endef

use:
	$(call run,x)

# What eval makes rules of is expanded twice.
define template
$(1)-check: $(1)
	@f=$$$$(mktemp); date > $$$$f; date > /tmp/$(1).$$$$$$$$; rm $$$$f
#~^ predictable-temp-path, missing-trap (pedantic)
	date > $$(TMPDIR)/x                #~ predictable-temp-path
endef
$(eval $(call template,x))

# Where a command of a line fails, the line breaks off.
install:
	@d=$$(mktemp -d) && date > "$$d/x" && rm -rf "$$d"
#~^ ok: temp-leak-on-error (default)
	d=$$(mktemp -d); make DESTDIR=$$d || exit 1; rm -rf "$$d"
#~^ temp-leak-on-error
	(cd /tmp && tar czf - x) > x.tgz   #~ ok: predictable-temp-path

# What commands print is a value: it is make's to remove.
DIR := $(shell mktemp -d)              #~ ok: temp-never-removed
STAMP := $(shell date > /tmp/stamp)    #~ predictable-temp-path
NAME != mktemp -u                      #~ insecure-temp-name-api

clean:
	$(RM) $(WORK)
	$(shell date > /tmp/in-recipe)     #~ predictable-temp-path
	rm -rf /tmp/build/*

ignored:
	date > /tmp/ignored # tmplint: ignore[predictable-temp-path] an example
# tmplint: ignore[predictable-temp-path] the line below
	date > /tmp/ignored-too
