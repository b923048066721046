-- Months from the first in which anybody was subscribed.
WITH month AS (
  SELECT month_end.month, month_end.previous_month
  FROM reference.month_end
  WHERE month_end.month >= (SELECT min(month) FROM reference.subscribed_day)
)
SELECT
  month.month,
  count(*) FILTER (WHERE now.user_id IS NOT NULL AND before.user_id IS NULL) AS new_subscribers,
  count(*) FILTER (WHERE now.user_id IS NULL AND before.user_id IS NOT NULL) AS churned_subscribers,
  count(now.user_id) - count(before.user_id) AS net_growth,
  count(now.user_id) AS subscribers_at_end,
  reference.is_complete(month.month) AS is_complete,
  reference.is_reconstructed(month.month) AS is_reconstructed
FROM month
CROSS JOIN (SELECT DISTINCT user_id FROM reference.user_version) AS anybody
LEFT JOIN reference.end_subscriber AS now
  ON now.month = month.month AND now.user_id = anybody.user_id
LEFT JOIN reference.end_subscriber AS before
  ON before.month = month.previous_month AND before.user_id = anybody.user_id
GROUP BY month.month
