-- A day without sessions is a day.
WITH active_day AS (
  SELECT month, day, count(DISTINCT user_id) AS users
  FROM reference.window_session
  GROUP BY month, day
),
active_month AS (
  SELECT month, count(DISTINCT user_id) AS users FROM reference.window_session GROUP BY month
),
daily AS (
  SELECT
    active_day.month,
    sum(active_day.users)
      / (least((active_day.month + interval '1 month')::date - 1, setting.as_of) - active_day.month + 1)
      AS users
  FROM active_day
  CROSS JOIN reference.setting
  GROUP BY active_day.month, setting.as_of
)
SELECT
  month,
  active_month.users AS monthly_active_users,
  reference.half_up(daily.users, 2) AS avg_daily_active_users,
  reference.half_up(daily.users / active_month.users, 4) AS stickiness
FROM active_month
JOIN daily USING (month)
