-- Users subscribed on the as-of date.
SELECT
  coalesce(plan_name, 'Unknown') AS plan_name,
  count(*) AS users,
  round(count(*) / sum(count(*)) OVER (), 4) AS share
FROM reference.subscribed_day
JOIN reference.setting ON setting.as_of = subscribed_day.day
LEFT JOIN reference.plan_version
  ON plan_version.plan_id = subscribed_day.plan_id
  AND plan_version.valid_from < subscribed_day.ends_at
  AND subscribed_day.ends_at <= plan_version.valid_to
GROUP BY plan_name
