SELECT
  month,
  plan_name,
  currency_code,
  count(*) AS subscribers,
  sum(gross_amount) AS gross_amount,
  sum(gross_amount - net_amount) AS discount_amount,
  sum(net_amount) AS net_amount,
  round(sum(net_amount) / count(*), 2) AS net_per_user
FROM reference.subscription_month
GROUP BY month, plan_name, currency_code
