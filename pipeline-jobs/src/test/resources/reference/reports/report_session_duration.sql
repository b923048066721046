-- Closed sessions by month and plan, and one row of all. Percentiles are continuous: between the
-- two sessions around the wanted position.
WITH closed AS (
  SELECT reference.month_of(session_start) AS period_month, plan_name, watched_minutes
  FROM reference.session
  WHERE session_end IS NOT NULL
  UNION ALL
  SELECT NULL, NULL, watched_minutes
  FROM reference.session
  WHERE session_end IS NOT NULL
),
ranked AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY period_month, plan_name ORDER BY watched_minutes) - 1
      AS position,
    lead(watched_minutes) OVER (PARTITION BY period_month, plan_name ORDER BY watched_minutes)
      AS next_minutes,
    0.5 * (count(*) OVER (PARTITION BY period_month, plan_name) - 1) AS median_position,
    0.9 * (count(*) OVER (PARTITION BY period_month, plan_name) - 1) AS p90_position
  FROM closed
)
SELECT
  period_month,
  plan_name,
  count(*) AS sessions,
  reference.half_up(avg(watched_minutes), 2) AS avg_minutes,
  reference.half_up(
    max(
      CASE
        WHEN position = floor(median_position)
        THEN watched_minutes
          + (median_position - position) * (coalesce(next_minutes, watched_minutes) - watched_minutes)
      END
    ),
    2
  ) AS median_minutes,
  reference.half_up(
    max(
      CASE
        WHEN position = floor(p90_position)
        THEN watched_minutes
          + (p90_position - position) * (coalesce(next_minutes, watched_minutes) - watched_minutes)
      END
    ),
    2
  ) AS p90_minutes
FROM ranked
GROUP BY period_month, plan_name
UNION ALL
-- The total of nothing is a row, too.
SELECT NULL, NULL, 0, NULL, NULL, NULL
WHERE NOT EXISTS (SELECT FROM closed)
