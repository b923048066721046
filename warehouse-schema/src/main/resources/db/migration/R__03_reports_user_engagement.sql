-- Reports of the dashboard "User Engagement & Activity Overview". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.report_user_activity WITH (security_barrier) AS
SELECT w.activity_window, s.status, coalesce(sum(u.users), 0)::bigint AS users
FROM (VALUES ('ever'), ('last_30_days')) AS w (activity_window)
CROSS JOIN (VALUES ('active'), ('inactive'), ('not_subscribed')) AS s (status)
LEFT JOIN mart.user_activity AS u ON u.activity_window = w.activity_window AND u.status = s.status
GROUP BY w.activity_window, s.status
ORDER BY w.activity_window, s.status;
COMMENT ON VIEW mart.report_user_activity IS 'Known users by whether they are subscribed and watch; one row per window and status';
COMMENT ON COLUMN mart.report_user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.report_user_activity.status IS 'active: subscribed on the as-of date, with a session in the window; inactive: subscribed, without one; not_subscribed';
COMMENT ON COLUMN mart.report_user_activity.users IS 'Users who are neither inferred nor deleted on the as-of date';

CREATE OR REPLACE VIEW mart.report_active_users WITH (security_barrier) AS
SELECT month, monthly_active_users,
  mart.mean(active_days, days_covered) AS avg_daily_active_users,
  mart.share(active_days, days_covered * monthly_active_users) AS stickiness,
  days_covered, is_complete
FROM (
  SELECT m.month::date AS month, coalesce(u.active_users, 0) AS monthly_active_users, p.days_covered, p.is_complete,
    (
      SELECT coalesce(sum(d.active_users), 0) FROM aggregate.active_users AS d
      WHERE d.period_type = 'day' AND d.plan_id IS NULL AND d.region_code IS NULL
        AND d.period_start BETWEEN greatest(m.month::date, a.history_from) AND mart.last_day_of(m.month::date)
    ) AS active_days
  FROM mart.as_of AS a
  CROSS JOIN LATERAL generate_series(
    mart.month_of(a.history_from)::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
  CROSS JOIN LATERAL mart.reported_month(m.month::date, a.history_from, a.as_of_date) AS p
  LEFT JOIN aggregate.active_users AS u
    ON u.period_type = 'month' AND u.period_start = m.month AND u.plan_id IS NULL AND u.region_code IS NULL
) AS of_month
ORDER BY month;
COMMENT ON VIEW mart.report_active_users IS 'Active users up to the as-of date; one row per month with a day from mart.as_of.history_from to the as-of date';
COMMENT ON COLUMN mart.report_active_users.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_active_users.monthly_active_users IS 'Users with a session in the month';
COMMENT ON COLUMN mart.report_active_users.avg_daily_active_users IS 'Mean number of users with a session on a covered day of the month, days without one included, 2 decimals';
COMMENT ON COLUMN mart.report_active_users.stickiness IS 'Daily / monthly active users, 4 decimals';
COMMENT ON COLUMN mart.report_active_users.days_covered IS 'Days of the month from mart.as_of.history_from to the as-of date';
COMMENT ON COLUMN mart.report_active_users.is_complete IS 'Whether the month ends by the as-of date';

-- Percentiles are continuous: between the two sessions around the position.
CREATE OR REPLACE FUNCTION mart.seconds_between(place numeric, upto numeric, sessions numeric, seconds numeric, next_seconds numeric)
  RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN floor(place) >= upto - sessions AND floor(place) < upto
    THEN seconds + greatest(place - (upto - 1), 0) * (next_seconds - seconds) END;
COMMENT ON FUNCTION mart.seconds_between IS 'Length at a place, from 0, among sessions in the order of their length, if that is one of these sessions, which end at number upto; else null';

CREATE OR REPLACE VIEW mart.month_duration WITH (security_barrier) AS
-- Not one grouping by GROUPING SETS: a condition on the month has to reach the index.
SELECT month AS period_month, plan_name,
  sum(sessions)::bigint AS sessions,
  mart.mean(sum(seconds * sessions), 60 * sum(sessions)) AS avg_minutes,
  mart.minutes(max(mart.seconds_between(0.5 * last_place, upto, sessions, seconds, next_seconds))) AS median_minutes,
  mart.minutes(max(mart.seconds_between(0.9 * last_place, upto, sessions, seconds, next_seconds))) AS p90_minutes,
  mart.minutes(max(mart.seconds_between(0.25 * last_place, upto, sessions, seconds, next_seconds))) AS p25_minutes,
  mart.minutes(max(mart.seconds_between(0.75 * last_place, upto, sessions, seconds, next_seconds))) AS p75_minutes,
  sum(unobserved)::bigint AS unobserved_sessions
FROM (
  SELECT month, plan_name, seconds, sessions, unobserved,
    sum(sessions) OVER (PARTITION BY month, plan_name ORDER BY seconds) AS upto,
    coalesce(lead(seconds) OVER (PARTITION BY month, plan_name ORDER BY seconds), seconds) AS next_seconds,
    sum(sessions) OVER (PARTITION BY month, plan_name) - 1 AS last_place
  FROM (
    SELECT s.month, p.plan_name, s.seconds, sum(s.sessions) AS sessions, 0 AS unobserved
    FROM aggregate.session_seconds AS s
    JOIN aggregate.plan AS p ON p.plan_key = s.plan_key
    GROUP BY s.month, p.plan_name, s.seconds
    UNION ALL
    SELECT month, NULL, seconds, sum(sessions), 0
    FROM aggregate.session_seconds
    GROUP BY month, seconds
    UNION ALL
    -- Without a length, so after all others.
    SELECT mart.month_of(v.day), p.plan_name, NULL, 0, sum(v.unobserved)
    FROM aggregate.viewing_day AS v
    JOIN aggregate.plan AS p ON p.plan_key = v.plan_key
    WHERE v.unobserved > 0
    GROUP BY mart.month_of(v.day), p.plan_name
    UNION ALL
    SELECT mart.month_of(day), NULL, NULL, 0, sum(unobserved)
    FROM aggregate.viewing_day
    WHERE unobserved > 0
    GROUP BY mart.month_of(day)
  ) AS counted
) AS placed
GROUP BY month, plan_name;
COMMENT ON VIEW mart.month_duration IS 'Length of sessions that ended, from session_seconds and viewing_day; one row per month and plan, and one per month';
COMMENT ON COLUMN mart.month_duration.period_month IS 'First day of the month';
COMMENT ON COLUMN mart.month_duration.plan_name IS 'Plan of the user then; null: all plans';
COMMENT ON COLUMN mart.month_duration.sessions IS 'Sessions with an observed end';
COMMENT ON COLUMN mart.month_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.p25_minutes IS 'Continuous 25th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.p75_minutes IS 'Continuous 75th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.unobserved_sessions IS 'Sessions that the next one closed';

-- Found by whole minutes first, which are few, then among the sessions of that length.
CREATE OR REPLACE FUNCTION mart.seconds_at(place numeric) RETURNS numeric
  LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT s.seconds
    FROM (
      SELECT whole_minutes, sessions, sum(sessions) OVER (ORDER BY whole_minutes) AS upto FROM aggregate.session_length
    ) AS l
    CROSS JOIN LATERAL (
      SELECT m.seconds, l.upto - l.sessions + sum(sum(m.sessions)) OVER (ORDER BY m.seconds) AS upto
      FROM aggregate.session_seconds AS m
      WHERE m.seconds >= 60 * l.whole_minutes AND m.seconds < 60 * (l.whole_minutes + 1)
      GROUP BY m.seconds
    ) AS s
    WHERE l.upto > seconds_at.place AND l.upto - l.sessions <= seconds_at.place AND s.upto > seconds_at.place
    ORDER BY s.seconds
    LIMIT 1
$$;
COMMENT ON FUNCTION mart.seconds_at IS 'Length of the session at a place, from 0, among all with an observed end from the shortest on';

CREATE OR REPLACE VIEW mart.total_duration WITH (security_barrier) AS
SELECT total.sessions, mart.mean(total.seconds, 60 * total.sessions) AS avg_minutes,
  max(v.minutes) FILTER (WHERE p.fraction = 0.5) AS median_minutes,
  max(v.minutes) FILTER (WHERE p.fraction = 0.9) AS p90_minutes,
  max(v.minutes) FILTER (WHERE p.fraction = 0.25) AS p25_minutes,
  max(v.minutes) FILTER (WHERE p.fraction = 0.75) AS p75_minutes,
  (SELECT coalesce(sum(unobserved), 0)::bigint FROM aggregate.viewing_day) AS unobserved_sessions
FROM (SELECT coalesce(sum(sessions), 0)::bigint AS sessions, sum(seconds) AS seconds FROM aggregate.session_length) AS total
CROSS JOIN LATERAL (
  SELECT fraction, fraction * (total.sessions - 1) AS place FROM (VALUES (0.25), (0.5), (0.75), (0.9)) AS f (fraction)) AS p
CROSS JOIN LATERAL (SELECT mart.seconds_at(floor(p.place)) AS lower, mart.seconds_at(ceil(p.place)) AS upper) AS around
CROSS JOIN LATERAL (SELECT mart.minutes(lower + (p.place - floor(p.place)) * (upper - lower)) AS minutes) AS v
GROUP BY total.sessions, total.seconds;
COMMENT ON VIEW mart.total_duration IS 'Length of all sessions with an observed end, from session_length and session_seconds; one row';
COMMENT ON COLUMN mart.total_duration.sessions IS 'Sessions with an observed end';
COMMENT ON COLUMN mart.total_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p25_minutes IS 'Continuous 25th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p75_minutes IS 'Continuous 75th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.unobserved_sessions IS 'Sessions that the next one closed';

CREATE OR REPLACE VIEW mart.report_session_duration WITH (security_barrier) AS
SELECT period_month, plan_name, sessions, avg_minutes, median_minutes, p90_minutes, p25_minutes, p75_minutes, unobserved_sessions
FROM aggregate.session_duration
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;
COMMENT ON VIEW mart.report_session_duration IS 'Length of sessions with an observed end by month of session_start and plan of the user then; a row with null plan is the month''s total, the row with null month and plan the total';
COMMENT ON COLUMN mart.report_session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN mart.report_session_duration.plan_name IS 'Plan of the user then; null in totals';
COMMENT ON COLUMN mart.report_session_duration.sessions IS 'Sessions with an observed end';
COMMENT ON COLUMN mart.report_session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.p25_minutes IS 'Continuous 25th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.p75_minutes IS 'Continuous 75th percentile, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.unobserved_sessions IS 'Sessions that the next one closed, whose length nobody saw; not among sessions';

CREATE OR REPLACE VIEW mart.report_viewing_by_hour WITH (security_barrier) AS
SELECT month, weekday, hour, sum(sessions)::bigint AS sessions, mart.minutes(sum(viewed_seconds)) AS viewed_minutes
FROM aggregate.viewing_hour
GROUP BY month, weekday, hour
ORDER BY month, weekday, hour;
COMMENT ON VIEW mart.report_viewing_by_hour IS 'When sessions start (Europe/Bucharest); one row per month, weekday and hour with a session';
COMMENT ON COLUMN mart.report_viewing_by_hour.month IS 'First day of the month';
COMMENT ON COLUMN mart.report_viewing_by_hour.weekday IS '1 Monday to 7 Sunday';
COMMENT ON COLUMN mart.report_viewing_by_hour.hour IS 'Hour of the start, 0 to 23';
COMMENT ON COLUMN mart.report_viewing_by_hour.sessions IS 'Sessions';
COMMENT ON COLUMN mart.report_viewing_by_hour.viewed_minutes IS 'Minutes viewed, 2 decimals';

CREATE OR REPLACE VIEW mart.report_completion_by_plan WITH (security_barrier) AS
SELECT mart.month_of(v.day) AS month, p.plan_name,
  sum(v.ratio_sessions)::bigint AS sessions,
  mart.mean_ratio(sum(v.ratio_sum), sum(v.ratio_sessions)) AS avg_completion_ratio,
  mart.share(sum(v.completed), sum(v.ratio_sessions)) AS completion_rate,
  bool_and(m.is_complete) AS is_complete
FROM aggregate.viewing_day AS v
JOIN aggregate.plan AS p ON p.plan_key = v.plan_key
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(mart.month_of(v.day), a.history_from, a.as_of_date) AS m
GROUP BY mart.month_of(v.day), p.plan_name
HAVING sum(v.ratio_sessions) > 0
ORDER BY month, plan_name;
COMMENT ON VIEW mart.report_completion_by_plan IS 'How much of titles is watched; one row per month of session_start and plan of the user then with a session of known ratio';
COMMENT ON COLUMN mart.report_completion_by_plan.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_completion_by_plan.plan_name IS 'Plan of the user then';
COMMENT ON COLUMN mart.report_completion_by_plan.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_completion_by_plan.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';
COMMENT ON COLUMN mart.report_completion_by_plan.completion_rate IS 'Share of those sessions with a ratio of at least 0.9, 4 decimals';
COMMENT ON COLUMN mart.report_completion_by_plan.is_complete IS 'Whether the month ends by the as-of date';

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
FROM aggregate.user_status AS u
JOIN aggregate.plan AS p ON p.plan_key = u.subscribed_plan_key
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
