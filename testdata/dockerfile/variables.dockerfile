ARG BASE=/tmp/base
FROM debian
ENV WORK=/tmp/build LOG="/tmp/a log" \
    STATE=/var/lib/state
ENV OLD /tmp/in the old form
ARG OUT=/tmp/out
ARG VERSION
ENV NESTED=$WORK/nested
RUN mkdir -p ${WORK} && cd ${WORK} && make
#~^ shared-dir-assumed-private (pedantic)
RUN make > "$LOG"
#~^ predictable-temp-path (pedantic)
RUN make > "$OLD"
#~^ predictable-temp-path (pedantic)
RUN make > ${OUT}.$VERSION
#~^ predictable-temp-path (pedantic)
RUN <<EOF
touch $NESTED
EOF
#~^^ predictable-temp-path (pedantic)
RUN touch $STATE $BASE $UNSET
#~^ ok: predictable-temp-path
FROM debian
RUN touch $OUT
#~^ ok: predictable-temp-path
