-- Every window and status, also those of nobody.
WITH activity AS (
  SELECT
    'ever' AS activity_window,
    CASE WHEN active_ever THEN 'active' ELSE 'inactive' END AS status
  FROM reference.known_user
  UNION ALL
  SELECT
    'last_30_days',
    CASE WHEN active_last_30_days THEN 'active' ELSE 'inactive' END
  FROM reference.known_user
)
SELECT
  activity_windows.activity_window,
  statuses.status,
  (
    SELECT count(*)
    FROM activity
    WHERE activity.activity_window = activity_windows.activity_window
      AND activity.status = statuses.status
  ) AS users
FROM (VALUES ('ever'), ('last_30_days')) AS activity_windows (activity_window)
CROSS JOIN (VALUES ('active'), ('inactive')) AS statuses (status)
