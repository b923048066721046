-- The as-of date and the fourteen before it are the last fifteen days.
WITH subscriber AS (
  SELECT end_subscriber.*, setting.as_of
  FROM reference.end_subscriber
  JOIN reference.setting ON end_subscriber.month = date_trunc('month', setting.as_of)::date
),
last_session AS (
  SELECT user_id, max(session_start) AS last_session_at, max(day) AS last_day
  FROM reference.session
  GROUP BY user_id
)
SELECT
  user_id,
  plan_name,
  region_name,
  last_session_at,
  as_of - last_day AS days_inactive,
  CASE
    WHEN last_day IS NULL THEN 'never'
    WHEN as_of - last_day BETWEEN 15 AND 30 THEN '15_30'
    ELSE 'over_30'
  END AS bucket
FROM subscriber
LEFT JOIN last_session USING (user_id)
WHERE last_day IS NULL OR as_of - last_day >= 15
