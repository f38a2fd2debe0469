# Scripts that are put into an image as they stand.
FROM debian
COPY <<EOF /usr/local/bin/start
#!/bin/sh
date > /tmp/start.log
#~^ predictable-temp-path (pedantic)
EOF
COPY --chmod=755 <<"FIRST" <<SECOND /usr/local/bin/
#!/usr/bin/env python3
open("/tmp/first", "w")
#~^ predictable-temp-path (pedantic)
FIRST
#!/bin/bash -e
touch /tmp/second.$$
#~^ predictable-temp-path (pedantic)
SECOND
ADD <<-EOF /usr/share/doc/x/README
	date > /tmp/none
	#~^ ok: predictable-temp-path
EOF
COPY start /tmp/start
#~^ ok: predictable-temp-path
RUN pytest --basetemp /tmp/tests
#~^ shared-dir-assumed-private (pedantic)
