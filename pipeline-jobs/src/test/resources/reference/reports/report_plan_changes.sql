-- Another name or price of the same plan is no change of plan. All that are not known are one.
SELECT
  month_end.month,
  before.plan_name AS from_plan,
  after.plan_name AS to_plan,
  count(*) AS users
FROM reference.month_end
JOIN reference.end_subscriber AS before ON before.month = month_end.previous_month
JOIN reference.end_subscriber AS after
  ON after.month = month_end.month
  AND after.user_id = before.user_id
WHERE before.plan_id IS DISTINCT FROM after.plan_id
GROUP BY month_end.month, before.plan_name, after.plan_name
