-- Who came, who left, and who pays another amount. Who pays in another currency left in the one and
-- is new in the other. A price that is not known is of no currency, and no movement within it shows.
WITH change AS (
  SELECT
    month_end.month,
    anybody.first_day < month_end.month AS was_ever_subscribed,
    before.user_id IS NOT NULL AS was_subscribed,
    before.plan_name AS old_plan,
    before.currency_code AS old_currency,
    before.net_amount AS old_amount,
    after.user_id IS NOT NULL AS is_subscribed,
    after.plan_name AS new_plan,
    after.currency_code AS new_currency,
    after.net_amount AS new_amount,
    before.user_id IS NOT NULL
      AND after.user_id IS NOT NULL
      AND before.currency_code IS DISTINCT FROM after.currency_code AS is_other_currency
  FROM reference.month_end
  CROSS JOIN reference.first_subscription AS anybody
  LEFT JOIN reference.end_subscriber AS before
    ON before.user_id = anybody.user_id AND before.month = month_end.previous_month
  LEFT JOIN reference.end_subscriber AS after
    ON after.user_id = anybody.user_id AND after.month = month_end.month
),
moved (month, plan_name, currency_code, movement, mrr_change) AS (
  SELECT
    month, new_plan, new_currency,
    CASE WHEN was_ever_subscribed AND NOT is_other_currency THEN 'reactivation' ELSE 'new' END,
    new_amount
  FROM change
  WHERE is_subscribed AND (NOT was_subscribed OR is_other_currency)
  UNION ALL
  SELECT month, old_plan, old_currency, 'churn', -old_amount
  FROM change
  WHERE was_subscribed AND (NOT is_subscribed OR is_other_currency)
  UNION ALL
  SELECT
    month, new_plan, new_currency,
    CASE WHEN new_amount > old_amount THEN 'expansion' ELSE 'contraction' END,
    new_amount - old_amount
  FROM change
  WHERE was_subscribed AND is_subscribed AND NOT is_other_currency AND new_amount <> old_amount
)
SELECT
  month,
  plan_name,
  currency_code,
  movement,
  count(*) AS users,
  sum(mrr_change) AS mrr_change,
  reference.is_complete(month) AS is_complete,
  reference.is_reconstructed(month) AS is_reconstructed
FROM moved
GROUP BY month, plan_name, currency_code, movement
