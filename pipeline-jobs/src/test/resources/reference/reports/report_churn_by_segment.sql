-- By what subscribers were on the last date of the month before; their age is that of this month.
WITH started AS (
  SELECT
    (subscriber.month + interval '1 month')::date AS month,
    subscriber.user_id,
    subscriber.plan_name,
    subscriber.region_name,
    extract(year FROM subscriber.month + interval '1 month')::integer - subscriber.birth_year AS age
  FROM reference.end_subscriber AS subscriber
),
followed AS (
  SELECT
    started.*,
    NOT EXISTS (
      SELECT FROM reference.end_subscriber AS later
      WHERE later.user_id = started.user_id AND later.month = started.month
    ) AS has_left
  FROM started
  WHERE month IN (SELECT month FROM reference.month_end)
),
segmented AS (
  SELECT month, has_left, 'plan' AS segment, plan_name AS value FROM followed
  UNION ALL
  SELECT month, has_left, 'region', region_name FROM followed
  UNION ALL
  SELECT
    month, has_left, 'age_band',
    CASE
      WHEN age BETWEEN 0 AND 17 THEN '0-17'
      WHEN age BETWEEN 18 AND 24 THEN '18-24'
      WHEN age BETWEEN 25 AND 34 THEN '25-34'
      WHEN age BETWEEN 35 AND 44 THEN '35-44'
      WHEN age BETWEEN 45 AND 54 THEN '45-54'
      WHEN age BETWEEN 55 AND 64 THEN '55-64'
      WHEN age >= 65 THEN '65+'
      ELSE 'unknown'
    END
  FROM followed
)
SELECT
  month,
  segment,
  value,
  count(*) AS subscribers_at_start,
  count(*) FILTER (WHERE has_left) AS churned,
  round(count(*) FILTER (WHERE has_left) / count(*)::numeric, 4) AS churn_rate
FROM segmented
GROUP BY month, segment, value
