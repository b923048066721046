-- Each session as of its start, with the measures. Prints milliseconds.
BEGIN;
INSERT INTO bench.fact_watch_session (session_id, user_key, user_id, title_key, title_id, plan_key, region_code, reaction_code,
  start_date_key, start_hour, session_start, session_end, is_open, close_reason, is_end_observed, watched_seconds, viewed_seconds,
  completion_ratio, is_completed, rating)
SELECT s.log_id, u.user_key, u.user_id, t.title_key, t.title_id, coalesce(p.plan_key, -1), coalesce(s.region_code, -1),
  coalesce(s.reaction, -9), coalesce(d.date_key, -1), mart.bucharest_hour(s.session_start), s.session_start, e.session_end,
  e.session_end IS NULL,
  CASE WHEN s.session_end IS NOT NULL THEN 'explicit' WHEN e.session_end IS NOT NULL THEN 'next_session' ELSE 'open' END,
  s.session_end IS NOT NULL, m.seconds,
  CASE WHEN s.session_end IS NOT NULL THEN m.seconds
    WHEN m.seconds IS NOT NULL AND t.runtime_minutes > 0 THEN least(m.seconds, 60 * t.runtime_minutes) END,
  c.completion, c.completion >= 0.9, s.rating
FROM cleansed.watch_session AS s
LEFT JOIN LATERAL (
  SELECT min(following.session_start) AS session_start
  FROM cleansed.watch_session AS following
  WHERE following.user_id = s.user_id AND following.session_start > s.session_start AND s.session_end IS NULL
) AS n ON true
JOIN warehouse.dim_user AS u
  ON u.user_id = s.user_id AND u.valid_from <= s.session_start AND s.session_start < u.valid_to
JOIN warehouse.dim_title AS t
  ON t.title_id = s.title_id AND t.valid_from <= s.session_start AND s.session_start < t.valid_to
LEFT JOIN warehouse.dim_plan AS p
  ON p.plan_id = u.plan_id AND p.valid_from <= s.session_start AND s.session_start < p.valid_to
LEFT JOIN warehouse.dim_date AS d ON d.calendar_date = mart.bucharest_date(s.session_start)
CROSS JOIN LATERAL (SELECT coalesce(s.session_end, n.session_start) AS session_end) AS e
CROSS JOIN LATERAL (SELECT extract(epoch FROM e.session_end - s.session_start) AS seconds) AS m
CROSS JOIN LATERAL (
  SELECT CASE WHEN s.session_end IS NOT NULL AND t.runtime_minutes > 0 THEN least(1.0, m.seconds / (60 * t.runtime_minutes)) END
    AS completion
) AS c;
SELECT round(extract(epoch FROM clock_timestamp() - now()) * 1000)::bigint;
COMMIT;
