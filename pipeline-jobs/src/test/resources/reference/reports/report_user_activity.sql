-- Every window and status, also those of nobody. Who is not subscribed today is neither active nor
-- inactive, whatever they watched.
WITH activity AS (
  SELECT 'ever' AS activity_window, is_subscribed, active_ever AS is_active
  FROM reference.known_user
  UNION ALL
  SELECT 'last_30_days', is_subscribed, active_last_30_days
  FROM reference.known_user
),
judged AS (
  SELECT
    activity_window,
    CASE
      WHEN NOT is_subscribed THEN 'not_subscribed'
      WHEN is_active THEN 'active'
      ELSE 'inactive'
    END AS status
  FROM activity
)
SELECT
  activity_windows.activity_window,
  statuses.status,
  (
    SELECT count(*)
    FROM judged
    WHERE judged.activity_window = activity_windows.activity_window
      AND judged.status = statuses.status
  ) AS users
FROM (VALUES ('ever'), ('last_30_days')) AS activity_windows (activity_window)
CROSS JOIN (VALUES ('active'), ('inactive'), ('not_subscribed')) AS statuses (status)
