-- Every window and status of every plan that a subscriber has, also those of nobody.
WITH activity AS (
  SELECT
    plan_name, 'ever' AS activity_window,
    CASE WHEN active_ever THEN 'active' ELSE 'inactive' END AS status
  FROM reference.known_user
  WHERE is_subscribed
  UNION ALL
  SELECT
    plan_name, 'last_30_days',
    CASE WHEN active_last_30_days THEN 'active' ELSE 'inactive' END
  FROM reference.known_user
  WHERE is_subscribed
)
SELECT
  plan.plan_name,
  activity_window,
  status,
  count(activity.plan_name) AS users
FROM (SELECT DISTINCT plan_name FROM activity) AS plan
CROSS JOIN (VALUES ('ever'), ('last_30_days')) AS activity_windows (activity_window)
CROSS JOIN (VALUES ('active'), ('inactive')) AS statuses (status)
LEFT JOIN activity USING (plan_name, activity_window, status)
GROUP BY plan.plan_name, activity_window, status
