# All lines of a recipe are one script, with its variables and traps.
SHELL := /bin/bash
.SHELLFLAGS := -ec
.ONESHELL:

all:
	@f=$$(mktemp)
	trap 'rm -f "$$f"' EXIT
	date > "$$f"
	date > /tmp/all                    #~ predictable-temp-path

leaks:
	f=$$(mktemp)                       #~ temp-leak-on-error (pedantic)
	date > "$$f"
	rm "$$f"

heredoc:
	cat > /tmp/heredoc <<-END
	text > /tmp/no-command
	END
#~^^^ predictable-temp-path
