-- By what subscribers were on the last date of the month before; their age is that of this month.
WITH segmented AS (
  SELECT month, has_left, 'plan' AS segment, plan_name AS value FROM reference.start_subscriber
  UNION ALL
  SELECT month, has_left, 'region', region_name FROM reference.start_subscriber
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
  FROM reference.start_subscriber
),
counted AS (
  SELECT
    month,
    segment,
    value,
    count(*) AS subscribers_at_start,
    count(*) FILTER (WHERE has_left) AS churned
  FROM segmented
  GROUP BY month, segment, value
),
-- Too few to be told of. Plans are no groups of people.
small AS (
  SELECT counted.*
  FROM counted
  CROSS JOIN reference.setting
  WHERE segment IN ('region', 'age_band')
    AND subscribers_at_start < setting.smallest_group
),
-- Of a month's segment with one small group the smallest of the others covers for it.
cover AS (
  SELECT DISTINCT ON (other.month, other.segment) other.*
  FROM counted AS other
  JOIN small
    ON small.month = other.month
    AND small.segment = other.segment
    AND small.value <> other.value
  WHERE (
    SELECT count(*) FROM small AS every
    WHERE every.month = other.month AND every.segment = other.segment
  ) = 1
  ORDER BY other.month, other.segment, other.subscribers_at_start, other.value COLLATE "C"
),
told AS (
  SELECT * FROM counted
  EXCEPT SELECT * FROM small
  EXCEPT SELECT * FROM cover
)
SELECT
  month,
  segment,
  value,
  told.subscribers_at_start,
  told.churned,
  round(told.churned / told.subscribers_at_start::numeric, 4) AS churn_rate,
  told.churned IS NULL AS is_suppressed
FROM counted
LEFT JOIN told USING (month, segment, value)
