-- An equal table with equal indexes and partitions.
SET client_min_messages = warning;
CREATE SCHEMA bench;
CREATE TABLE bench.fact_watch_session (LIKE warehouse.fact_watch_session INCLUDING ALL)
  PARTITION BY RANGE (session_start);
SELECT format('CREATE TABLE bench.fact_%s PARTITION OF bench.fact_watch_session FOR VALUES FROM (%L) TO (%L)',
  to_char(month, 'YYYY_MM'), month AT TIME ZONE 'Europe/Bucharest',
  (month + interval '1 month') AT TIME ZONE 'Europe/Bucharest')
FROM generate_series(timestamp '2025-07-01', timestamp '2026-07-01', interval '1 month') AS month
\gexec
