-- 30000 sessions of the day, one in twenty without an end.
SELECT json_build_object(
  'log_id', 'log-' || :'date' || '-' || n, 'user_id', 1 + n * 7919 % :members,
  'title_id', 'tt' || lpad((1 + floor(:titles * power((hashint8extended(n, 2) & 1048575) / 1048576.0, 3)))::text, 7, '0'),
  'session_start', to_char(starts_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'session_end', CASE WHEN n % 20 > 0 THEN to_char(starts_at + interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END,
  'region_code', 1 + n % 42, 'emitted_at', to_char(starts_at + interval '2 hours', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
FROM generate_series(1, 30000::bigint) AS n
CROSS JOIN LATERAL (SELECT :'date'::timestamp + n * interval '2 seconds' AS starts_at) AS s;
