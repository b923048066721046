-- Users subscribed on the as-of date.
SELECT
  plan_name,
  count(*) AS users,
  reference.half_up(count(*) / sum(count(*)) OVER (), 4) AS share
FROM reference.subscribed_day
JOIN reference.setting ON setting.as_of = subscribed_day.day
GROUP BY plan_name
