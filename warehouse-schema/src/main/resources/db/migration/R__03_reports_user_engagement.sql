-- Reports of the dashboard "User Engagement & Activity Overview". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.report_user_activity AS
SELECT g.activity_window, g.status, coalesce(sum(u.users), 0)::bigint AS users
FROM (VALUES ('ever', 'active'), ('ever', 'inactive'), ('last_30_days', 'active'), ('last_30_days', 'inactive'))
  AS g (activity_window, status)
LEFT JOIN mart.user_activity AS u ON u.activity_window = g.activity_window AND u.status = g.status
GROUP BY g.activity_window, g.status
ORDER BY g.activity_window, g.status;
COMMENT ON VIEW mart.report_user_activity IS 'Known users by whether they watched; one row per window and status';
COMMENT ON COLUMN mart.report_user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.report_user_activity.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.report_user_activity.users IS 'Users';

CREATE OR REPLACE VIEW mart.report_active_users AS
SELECT month, monthly_active_users,
  mart.mean(active_days, days) AS avg_daily_active_users,
  mart.share(active_days / days, monthly_active_users) AS stickiness
FROM (
  SELECT m.month, m.active_users AS monthly_active_users,
    (SELECT coalesce(sum(d.active_users), 0) FROM mart.active_day AS d WHERE d.day BETWEEN m.month AND mart.last_day_of(m.month)) AS active_days,
    least(mart.last_day_of(m.month), a.as_of_date) - m.month + 1 AS days
  FROM mart.active_month AS m
  CROSS JOIN mart.as_of AS a
) AS of_month
ORDER BY month;
COMMENT ON VIEW mart.report_active_users IS 'Active users up to the as-of date; one row per month with a session';
COMMENT ON COLUMN mart.report_active_users.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_active_users.monthly_active_users IS 'Users with a session in the month';
COMMENT ON COLUMN mart.report_active_users.avg_daily_active_users IS 'Mean number of users with a session on a day of the month, up to the as-of date, days without one included, 2 decimals';
COMMENT ON COLUMN mart.report_active_users.stickiness IS 'Daily / monthly active users, 4 decimals';

-- Percentiles are continuous: between the two sessions around the wanted position.
CREATE OR REPLACE VIEW mart.month_duration AS
SELECT month AS period_month, plan_name,
  sum(sessions)::bigint AS sessions,
  mart.half_up(sum(watched_minutes * sessions) / sum(sessions), 2) AS avg_minutes,
  mart.half_up(max(median), 2) AS median_minutes,
  mart.half_up(max(p90), 2) AS p90_minutes
FROM (
  SELECT month, plan_name, watched_minutes, sessions,
    CASE WHEN floor(median_place) >= upto - sessions AND floor(median_place) < upto THEN watched_minutes
      + greatest(median_place - (upto - 1), 0) * (next_minutes - watched_minutes) END AS median,
    CASE WHEN floor(p90_place) >= upto - sessions AND floor(p90_place) < upto THEN watched_minutes
      + greatest(p90_place - (upto - 1), 0) * (next_minutes - watched_minutes) END AS p90
  FROM (
    SELECT month, plan_name, watched_minutes, sessions,
      sum(sessions) OVER up_to AS upto,
      coalesce(lead(watched_minutes) OVER up_to, watched_minutes) AS next_minutes,
      0.5 * (sum(sessions) OVER (PARTITION BY month, plan_name) - 1) AS median_place,
      0.9 * (sum(sessions) OVER (PARTITION BY month, plan_name) - 1) AS p90_place
    FROM (
      SELECT s.month, p.plan_name, s.watched_minutes, sum(s.sessions) AS sessions
      FROM mart.session_minutes AS s
      JOIN mart.plan AS p ON p.plan_key = s.plan_key
      GROUP BY s.month, p.plan_name, s.watched_minutes
    ) AS of_plan
    WINDOW up_to AS (PARTITION BY month, plan_name ORDER BY watched_minutes)
  ) AS counted
) AS placed
GROUP BY month, plan_name;
COMMENT ON VIEW mart.month_duration IS 'Length of closed sessions, from session_minutes; one row per month and plan';
COMMENT ON COLUMN mart.month_duration.period_month IS 'First day of the month';
COMMENT ON COLUMN mart.month_duration.plan_name IS 'Plan of the user then';
COMMENT ON COLUMN mart.month_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.month_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

-- Found by whole minutes first, which are few, then among the sessions of that length.
CREATE OR REPLACE FUNCTION mart.minutes_at(place numeric) RETURNS numeric
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT s.watched_minutes
    FROM (
      SELECT whole_minutes, sessions, sum(sessions) OVER (ORDER BY whole_minutes) AS upto FROM mart.session_length
    ) AS l
    CROSS JOIN LATERAL (
      SELECT m.watched_minutes, l.upto - l.sessions + sum(sum(m.sessions)) OVER (ORDER BY m.watched_minutes) AS upto
      FROM mart.session_minutes AS m
      WHERE m.watched_minutes >= l.whole_minutes AND m.watched_minutes < l.whole_minutes + 1
      GROUP BY m.watched_minutes
    ) AS s
    WHERE l.upto > minutes_at.place AND l.upto - l.sessions <= minutes_at.place AND s.upto > minutes_at.place
    ORDER BY s.watched_minutes
    LIMIT 1
  );
COMMENT ON FUNCTION mart.minutes_at IS 'Minutes of the session at a place, from 0, among all closed sessions from the shortest on';

CREATE OR REPLACE VIEW mart.total_duration AS
SELECT total.sessions, mart.half_up(total.watched_minutes / nullif(total.sessions, 0), 2) AS avg_minutes,
  max(CASE WHEN p.fraction = 0.5 THEN v.minutes END) AS median_minutes,
  max(CASE WHEN p.fraction = 0.9 THEN v.minutes END) AS p90_minutes
FROM (SELECT coalesce(sum(sessions), 0)::bigint AS sessions, sum(watched_minutes) AS watched_minutes FROM mart.session_length) AS total
CROSS JOIN LATERAL (SELECT fraction, fraction * (total.sessions - 1) AS place FROM (VALUES (0.5), (0.9)) AS f (fraction)) AS p
CROSS JOIN LATERAL (SELECT mart.minutes_at(floor(p.place)) AS lower, mart.minutes_at(ceil(p.place)) AS upper) AS around
CROSS JOIN LATERAL (SELECT mart.half_up(lower + (p.place - floor(p.place)) * (upper - lower), 2) AS minutes) AS v
GROUP BY total.sessions, total.watched_minutes;
COMMENT ON VIEW mart.total_duration IS 'Length of all closed sessions, from session_length and session_minutes; one row';
COMMENT ON COLUMN mart.total_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.total_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

CREATE OR REPLACE VIEW mart.report_session_duration AS
SELECT period_month, plan_name, sessions, avg_minutes, median_minutes, p90_minutes
FROM mart.session_duration
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;
COMMENT ON VIEW mart.report_session_duration IS 'Length of closed sessions by month of session_start and plan of the user then; the row with null month and plan is the total';
COMMENT ON COLUMN mart.report_session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN mart.report_session_duration.plan_name IS 'Plan of the user then; null in the total';
COMMENT ON COLUMN mart.report_session_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.report_session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

-- The pseudonymous user in an erased user's place has a negative number. It counts as subscribed until the next date is
-- published, so that no total of today changes, but nobody can win it back.
CREATE OR REPLACE VIEW mart.report_inactive_users WITH (security_barrier) AS
SELECT u.user_id, p.plan_name, r.region_name, u.last_session_at,
  (SELECT as_of_date FROM mart.as_of) - u.last_session_date AS days_inactive,
  CASE
    WHEN u.last_session_date IS NULL THEN 'never'
    WHEN u.last_session_date >= (SELECT as_of_date - 30 FROM mart.as_of) THEN '15_30'
    ELSE 'over_30'
  END AS bucket
FROM mart.user_status AS u
JOIN mart.plan AS p ON p.plan_key = u.subscribed_plan_key
JOIN warehouse.dim_region AS r ON r.region_code = u.subscribed_region_code
WHERE u.user_id > 0
  AND (u.last_session_date IS NULL OR u.last_session_date <= (SELECT as_of_date - 15 FROM mart.as_of))
ORDER BY u.user_id;
COMMENT ON VIEW mart.report_inactive_users IS 'Users subscribed on the as-of date without a session in the last 15 days (the as-of date and the 14 before); one row per user';
COMMENT ON COLUMN mart.report_inactive_users.user_id IS 'User number; nobody who was erased';
COMMENT ON COLUMN mart.report_inactive_users.plan_name IS 'Plan on the as-of date';
COMMENT ON COLUMN mart.report_inactive_users.region_name IS 'County on the as-of date';
COMMENT ON COLUMN mart.report_inactive_users.last_session_at IS 'Start of the last session; null: never';
COMMENT ON COLUMN mart.report_inactive_users.days_inactive IS 'As-of date - day of the last session';
COMMENT ON COLUMN mart.report_inactive_users.bucket IS '15_30 or over_30 days, or never';
