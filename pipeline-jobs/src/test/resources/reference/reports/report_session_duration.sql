-- Sessions that ended, by month and plan, by month, and all. Minutes are of those with an observed
-- end; those that the next session closed are counted apart. Percentiles are continuous: between
-- the two sessions around the wanted position.
WITH ended AS (
  SELECT month, plan_name, is_end_observed, watched_seconds
  FROM reference.session
  WHERE session_end IS NOT NULL
),
grouped AS (
  SELECT month AS period_month, plan_name, is_end_observed, watched_seconds FROM ended
  UNION ALL
  SELECT month, NULL, is_end_observed, watched_seconds FROM ended
  UNION ALL
  SELECT NULL, NULL, is_end_observed, watched_seconds FROM ended
),
counted AS (
  SELECT
    period_month,
    plan_name,
    count(*) FILTER (WHERE is_end_observed) AS sessions,
    count(*) FILTER (WHERE NOT is_end_observed) AS unobserved_sessions,
    avg(watched_seconds) FILTER (WHERE is_end_observed) AS avg_seconds
  FROM grouped
  GROUP BY period_month, plan_name
),
ranked AS (
  SELECT
    period_month,
    plan_name,
    watched_seconds,
    row_number() OVER in_order - 1 AS position,
    lead(watched_seconds, 1, watched_seconds) OVER in_order AS next_seconds,
    count(*) OVER (PARTITION BY period_month, plan_name) - 1 AS last_position
  FROM grouped
  WHERE is_end_observed
  WINDOW in_order AS (PARTITION BY period_month, plan_name ORDER BY watched_seconds)
),
percentile AS (
  SELECT
    period_month,
    plan_name,
    fraction,
    watched_seconds
      + (fraction * last_position - position) * (next_seconds - watched_seconds) AS seconds
  FROM ranked
  CROSS JOIN (VALUES (0.25), (0.5), (0.75), (0.9)) AS wanted (fraction)
  WHERE position = floor(fraction * last_position)
),
percentiles AS (
  SELECT
    period_month,
    plan_name,
    max(seconds) FILTER (WHERE fraction = 0.25) AS p25_seconds,
    max(seconds) FILTER (WHERE fraction = 0.5) AS median_seconds,
    max(seconds) FILTER (WHERE fraction = 0.75) AS p75_seconds,
    max(seconds) FILTER (WHERE fraction = 0.9) AS p90_seconds
  FROM percentile
  GROUP BY period_month, plan_name
)
SELECT
  counted.period_month,
  counted.plan_name,
  counted.sessions,
  reference.half_up(counted.avg_seconds / 60, 2) AS avg_minutes,
  reference.half_up(percentiles.median_seconds / 60, 2) AS median_minutes,
  reference.half_up(percentiles.p90_seconds / 60, 2) AS p90_minutes,
  reference.half_up(percentiles.p25_seconds / 60, 2) AS p25_minutes,
  reference.half_up(percentiles.p75_seconds / 60, 2) AS p75_minutes,
  counted.unobserved_sessions
FROM counted
LEFT JOIN percentiles
  ON percentiles.period_month IS NOT DISTINCT FROM counted.period_month
  AND percentiles.plan_name IS NOT DISTINCT FROM counted.plan_name
UNION ALL
-- The total of nothing is a row, too.
SELECT NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0
WHERE NOT EXISTS (SELECT FROM ended)
