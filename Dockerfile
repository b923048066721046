# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-17 AS build
# The classes of the schema are generated from a real PostgreSQL, which does not run as root.
RUN useradd --create-home --uid 10001 builder && install -d -o builder -g builder /build
USER builder
WORKDIR /build
COPY --chown=builder:builder . .
RUN --mount=type=cache,target=/home/builder/.m2,uid=10001,gid=10001 \
    mvn -B -ntp -q -DskipTests -Dchecks.skip=true -Darchive.skip=true package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/wowcinema wowcinema \
    && install -d -o wowcinema -g wowcinema -m 0755 /var/lib/wowcinema /var/lib/wowcinema/landing \
    && install -d -o wowcinema -g wowcinema -m 0700 /var/lib/wowcinema/home /var/lib/wowcinema/privacy
# Not lib/demo: a server makes no data up.
COPY --from=build /build/pipeline-scheduler/target/lib/*.jar /opt/wowcinema/lib/
COPY --from=build /build/pipeline-scheduler/target/pipeline-scheduler-*.jar /opt/wowcinema/
COPY --from=build /build/pipeline-scheduler/src/release/NOTICE /opt/wowcinema/
COPY --from=build /build/pipeline-scheduler/target/notices/ /opt/wowcinema/third-party/
COPY --chmod=0755 deploy/container/pipeline deploy/container/is-live /usr/local/bin/

ENV PIPELINE_HOME=/var/lib/wowcinema/home \
    PIPELINE_LANDING=/var/lib/wowcinema/landing
USER wowcinema
WORKDIR /var/lib/wowcinema
VOLUME ["/var/lib/wowcinema/home", "/var/lib/wowcinema/landing"]
EXPOSE 9180

# The first start migrates the schema before it answers.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 CMD ["is-live"]

# Replaced by Java, which then is process 1 and gets SIGTERM itself.
ENTRYPOINT ["pipeline"]
CMD ["daemon"]
