-- Months with a day from the first delivery on, also those in which nobody watched anything. A day
-- without sessions is a day.
WITH covered_month AS (
  SELECT
    month::date AS month,
    greatest(month::date, history_from) AS first_day,
    least(reference.last_day_of(month::date), as_of) AS last_day
  FROM reference.history
  CROSS JOIN reference.setting
  CROSS JOIN generate_series(
    date_trunc('month', history_from::timestamp), as_of::timestamp, interval '1 month') AS month
),
active_day AS (
  SELECT month, day, count(DISTINCT user_id) AS users
  FROM reference.session
  GROUP BY month, day
),
active AS (
  SELECT
    month,
    (
      SELECT count(DISTINCT user_id)::numeric
      FROM reference.session
      WHERE session.month = covered_month.month
    ) AS monthly,
    (
      SELECT coalesce(sum(users), 0)::numeric
      FROM active_day
      WHERE active_day.day BETWEEN covered_month.first_day AND covered_month.last_day
    ) AS daily,
    last_day - first_day + 1 AS days_covered
  FROM covered_month
)
SELECT
  month,
  monthly::bigint AS monthly_active_users,
  reference.half_up(daily / days_covered, 2) AS avg_daily_active_users,
  reference.half_up(daily / days_covered / nullif(monthly, 0), 4) AS stickiness,
  days_covered,
  reference.is_complete(month) AS is_complete
FROM active
