SELECT
  plan_name,
  'ever' AS activity_window,
  CASE WHEN active_ever THEN 'active' ELSE 'inactive' END AS status,
  count(*) AS users
FROM reference.known_user
GROUP BY plan_name, active_ever
UNION ALL
SELECT
  plan_name,
  'last_30_days',
  CASE WHEN active_last_30_days THEN 'active' ELSE 'inactive' END,
  count(*)
FROM reference.known_user
GROUP BY plan_name, active_last_30_days
