SELECT
  month,
  weekday,
  start_hour AS hour,
  count(*) AS sessions,
  reference.half_up(coalesce(sum(viewed_seconds), 0) / 60, 2) AS viewed_minutes
FROM reference.session
GROUP BY month, weekday, start_hour
