# syntax=docker/dockerfile:1
# Installs the archive that `mvn package` makes; builds nothing.

FROM eclipse-temurin:17.0.17_10-jre
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/wowcinema wowcinema \
    && install -d -o wowcinema -g wowcinema -m 0755 /var/lib/wowcinema /var/lib/wowcinema/landing \
    && install -d -o wowcinema -g wowcinema -m 0700 /var/lib/wowcinema/home /var/lib/wowcinema/privacy
ADD pipeline-scheduler/target/wowcinema-pipeline-*.tar.gz /opt/
# Not lib/demo: a server makes no data up.
RUN mv /opt/wowcinema-pipeline-* /opt/wowcinema && rm -r /opt/wowcinema/lib/demo
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
