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
-- From the smallest on. Plans are no groups of people.
ranked AS (
  SELECT
    counted.*,
    row_number() OVER smallest_first AS groups_so_far,
    sum(subscribers_at_start) OVER smallest_first AS people_so_far
  FROM counted
  WHERE segment IN ('region', 'age_band')
  WINDOW smallest_first AS (
    PARTITION BY month, segment ORDER BY subscribers_at_start, value COLLATE "C"
    ROWS UNBOUNDED PRECEDING)
),
-- How many are silent: all that are too small; then two, and as many people, at the least; else all.
silence AS (
  SELECT
    month,
    segment,
    coalesce(
      min(groups_so_far) FILTER (
        WHERE groups_so_far >= 2 AND groups_so_far >= small_groups AND people_so_far >= smallest_group),
      max(groups_so_far)) AS silent_groups
  FROM ranked
  CROSS JOIN reference.setting
  JOIN (
    SELECT month, segment, count(*) AS small_groups
    FROM counted
    CROSS JOIN reference.setting
    WHERE subscribers_at_start < smallest_group
    GROUP BY month, segment
  ) AS small USING (month, segment)
  GROUP BY month, segment
),
told AS (
  SELECT * FROM counted
  EXCEPT
  SELECT month, segment, value, subscribers_at_start, churned
  FROM ranked
  JOIN silence USING (month, segment)
  WHERE groups_so_far <= silent_groups
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
