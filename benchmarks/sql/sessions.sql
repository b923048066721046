-- :sessions sessions from July 2025 to June 2026, one in twenty without an end, as delivered and as cleansed. Some titles
-- are watched a lot and most hardly ever, by no user the same ones.
INSERT INTO cleansed.session_record
SELECT 'log-' || n, starts_at + interval '3 hours', (starts_at + interval '3 hours')::date, 1 + n * 7919 % :members,
  'tt' || lpad((1 + floor(:titles * power((hashint8extended(n, 1) & 1048575) / 1048576.0, 3)))::text, 7, '0'), starts_at,
  CASE WHEN n % 20 > 0 THEN starts_at + (10 + n % 110) * interval '1 minute' END,
  CASE WHEN n % 4 = 0 THEN 1 + n % 10 END, CASE WHEN n % 5 = 0 THEN n % 3 - 1 END, 1 + n % 42
FROM generate_series(1, :sessions::bigint) AS n
CROSS JOIN LATERAL (
  SELECT date_trunc('second', timestamptz '2025-07-01 00:00+00' + n * (interval '364 days' / :sessions)) AS starts_at
) AS s;
INSERT INTO cleansed.watch_session
SELECT log_id, user_id, title_id, session_start, session_end, rating, reaction, region_code FROM cleansed.session_record;
VACUUM ANALYZE cleansed.session_record, cleansed.watch_session;
