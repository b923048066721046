#!/bin/sh
# Makes the daemons' login, which may load and nothing else, when the server's data is made: PostgreSQL's image runs what is
# in /docker-entrypoint-initdb.d.
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
-- Read here, so that it is in no list of processes.
\set password `cat /run/secrets/loader_password`
CREATE ROLE wow_pipeline;
CREATE ROLE wow_loader LOGIN IN ROLE wow_pipeline PASSWORD :'password';
SQL
