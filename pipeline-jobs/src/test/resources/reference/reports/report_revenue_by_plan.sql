-- Everybody of the month counts in the amounts; in mrr_at_end who is subscribed on its last date.
-- What is of the Unknown plan has no known price, nor any sum of it.
WITH mrr AS (
  SELECT month, plan_name, currency_code, sum(net_amount) AS mrr_at_end
  FROM reference.end_subscriber
  GROUP BY month, plan_name, currency_code
),
revenue AS (
  SELECT
    month,
    plan_name,
    currency_code,
    count(*) AS subscribers,
    sum(gross_amount) AS gross_amount,
    sum(gross_amount - net_amount) AS discount_amount,
    sum(net_amount) AS net_amount
  FROM reference.subscription_month
  GROUP BY month, plan_name, currency_code
)
SELECT
  month,
  plan_name,
  currency_code,
  subscribers,
  gross_amount,
  discount_amount,
  net_amount,
  reference.half_up(net_amount / subscribers, 2) AS net_per_user,
  CASE
    WHEN currency_code IS NOT NULL THEN coalesce(mrr_at_end, 0.00)
  END AS mrr_at_end,
  reference.is_complete(month) AS is_complete,
  reference.is_reconstructed(month) AS is_reconstructed
FROM revenue
LEFT JOIN mrr USING (month, plan_name, currency_code)
