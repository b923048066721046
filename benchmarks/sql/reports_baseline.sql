-- The reports as plain views over the star, as of mart.as_of: what they cost where nothing is kept ready.
DROP SCHEMA IF EXISTS bench_reports CASCADE;
CREATE SCHEMA bench_reports;
SET search_path = bench_reports;

CREATE VIEW title_viewing AS
SELECT title_id, count(*) AS views, count(rating) AS ratings, mart.half_up(avg(rating), 2) AS avg_rating
FROM warehouse.fact_watch_session
GROUP BY title_id;

CREATE VIEW report_movie_completion AS
SELECT t.title_id, t.title_name, count(*) AS sessions, mart.half_up(avg(f.completion_ratio), 4) AS avg_completion_ratio,
  mart.half_up(avg(f.is_completed::int), 4) AS completion_rate
FROM warehouse.fact_watch_session AS f
JOIN mart.known_title AS t USING (title_id)
WHERE t.is_movie AND f.completion_ratio IS NOT NULL
GROUP BY t.title_id, t.title_name
ORDER BY t.title_id;

CREATE VIEW report_session_duration AS
SELECT period_month, plan_name, count(*) AS sessions, mart.half_up(avg(watched_minutes), 2) AS avg_minutes,
  mart.half_up((percentile_cont(0.5) WITHIN GROUP (ORDER BY watched_minutes::float8))::numeric, 2) AS median_minutes,
  mart.half_up((percentile_cont(0.9) WITHIN GROUP (ORDER BY watched_minutes::float8))::numeric, 2) AS p90_minutes
FROM (
  SELECT mart.month_of(mart.bucharest_date(f.session_start)) AS period_month, p.plan_name, f.watched_minutes
  FROM warehouse.fact_watch_session AS f
  JOIN warehouse.dim_plan AS p USING (plan_key)
  WHERE NOT f.is_open
) AS closed_session
GROUP BY GROUPING SETS ((period_month, plan_name), ())
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;

CREATE VIEW user_activity AS
SELECT k.user_id, p.plan_name, w.activity_window,
  CASE WHEN EXISTS (
    SELECT FROM warehouse.fact_watch_session AS f
    WHERE f.user_id = k.user_id AND f.session_start >= w.starts_at AND f.session_start < mart.start_of(a.as_of_date + 1)
  ) THEN 'active' ELSE 'inactive' END AS status
FROM mart.known_user AS k
JOIN warehouse.dim_plan AS p ON p.plan_id = k.plan_id AND p.is_current
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (VALUES ('ever', '-infinity'::timestamptz), ('last_30_days', mart.start_of(a.as_of_date - 29)))
  AS w (activity_window, starts_at);

CREATE VIEW report_user_activity AS
SELECT u.activity_window, s.status, count(*) FILTER (WHERE u.status = s.status) AS users
FROM user_activity AS u CROSS JOIN (VALUES ('active'), ('inactive')) AS s (status)
GROUP BY 1, 2 ORDER BY 1, 2;

CREATE VIEW report_user_activity_by_plan AS
SELECT u.plan_name, u.activity_window, s.status, count(*) FILTER (WHERE u.status = s.status) AS users
FROM user_activity AS u CROSS JOIN (VALUES ('active'), ('inactive')) AS s (status)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

CREATE VIEW end_subscriber AS
SELECT f.user_id, f.month, p.plan_name, r.region_name, u.birth_year
FROM warehouse.fact_subscription_month AS f
JOIN warehouse.dim_plan AS p USING (plan_key)
JOIN warehouse.dim_region AS r ON r.region_code = f.region_code
JOIN warehouse.dim_user AS u USING (user_key)
WHERE f.is_subscribed_at_end;

CREATE VIEW report_user_distribution_by_plan AS
SELECT plan_name, count(*) AS users, mart.half_up(count(*) / sum(count(*)) OVER (), 4) AS share
FROM end_subscriber JOIN mart.as_of ON month = mart.month_of(as_of_date)
GROUP BY plan_name
ORDER BY plan_name;

CREATE VIEW report_revenue_by_plan AS
SELECT f.month, p.plan_name, f.currency_code, count(*) AS subscribers, sum(f.gross_amount) AS gross_amount,
  sum(f.discount_amount) AS discount_amount, sum(f.net_amount) AS net_amount,
  mart.half_up(sum(f.net_amount) / count(*), 2) AS net_per_user
FROM warehouse.fact_subscription_month AS f
JOIN warehouse.dim_plan AS p USING (plan_key)
GROUP BY f.month, p.plan_name, f.currency_code
ORDER BY 1, 2, 3;

CREATE VIEW movie AS
SELECT t.title_id, t.title_name, t.in_catalog, coalesce(v.views, 0) AS views, v.avg_rating
FROM mart.known_title AS t
LEFT JOIN title_viewing AS v USING (title_id)
WHERE t.is_movie;

CREATE VIEW report_top_10_movies AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank, title_id, title_name, views, avg_rating
FROM movie ORDER BY rank LIMIT 10;

CREATE VIEW report_bottom_10_movies AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, title_id) AS rank, title_id, title_name, views, avg_rating
FROM movie WHERE in_catalog ORDER BY rank LIMIT 10;

CREATE VIEW report_rating_comparison AS
SELECT t.title_id, t.title_name, t.imdb_rating, v.avg_rating AS platform_rating, coalesce(v.ratings, 0) AS ratings,
  v.avg_rating - t.imdb_rating AS difference
FROM mart.known_title AS t
LEFT JOIN title_viewing AS v USING (title_id)
WHERE t.in_catalog
ORDER BY t.title_id;

CREATE VIEW genre_session AS
SELECT mart.month_of(mart.bucharest_date(f.session_start)) AS month, r.region_name, p.plan_name, g.genre_name AS genre,
  f.watched_minutes, f.completion_ratio
FROM warehouse.fact_watch_session AS f
JOIN warehouse.bridge_title_genre AS b USING (title_key)
JOIN warehouse.dim_genre AS g USING (genre_key)
JOIN warehouse.dim_region AS r USING (region_code)
JOIN warehouse.dim_plan AS p USING (plan_key);

CREATE VIEW report_top_10_genres_by_region AS
SELECT * FROM (
  SELECT region_name, row_number() OVER (PARTITION BY region_name ORDER BY count(*) DESC, genre) AS rank, genre,
    count(*) AS views, mart.half_up(coalesce(sum(watched_minutes), 0), 2) AS watched_minutes
  FROM genre_session GROUP BY region_name, genre
) AS r WHERE rank <= 10 ORDER BY region_name, rank;

CREATE VIEW report_bottom_5_genres_by_region AS
SELECT * FROM (
  SELECT region_name, row_number() OVER (PARTITION BY region_name ORDER BY count(*), genre) AS rank, genre,
    count(*) AS views, mart.half_up(coalesce(sum(watched_minutes), 0), 2) AS watched_minutes
  FROM genre_session GROUP BY region_name, genre
) AS r WHERE rank <= 5 ORDER BY region_name, rank;

CREATE VIEW report_genre_completion_by_region AS
SELECT region_name, genre, count(*) AS sessions, mart.half_up(avg(completion_ratio), 4) AS avg_completion_ratio
FROM genre_session WHERE completion_ratio IS NOT NULL GROUP BY region_name, genre ORDER BY region_name, genre;

CREATE VIEW report_top_5_genres_by_plan AS
SELECT * FROM (
  SELECT plan_name, row_number() OVER (PARTITION BY plan_name ORDER BY count(*) DESC, genre) AS rank, genre, count(*) AS views
  FROM genre_session GROUP BY plan_name, genre
) AS r WHERE rank <= 5 ORDER BY plan_name, rank;

CREATE VIEW report_genre_watch_share AS
SELECT month, genre, mart.half_up(coalesce(sum(watched_minutes), 0), 2) AS watched_minutes,
  mart.half_up(coalesce(sum(watched_minutes), 0) / nullif(sum(sum(watched_minutes)) OVER (PARTITION BY month), 0), 4) AS share
FROM genre_session GROUP BY month, genre ORDER BY month, genre;

CREATE VIEW report_inactive_users AS
SELECT s.user_id, s.plan_name, s.region_name, l.last_session_at,
  a.as_of_date - mart.bucharest_date(l.last_session_at) AS days_inactive,
  CASE WHEN l.last_session_at IS NULL THEN 'never'
    WHEN a.as_of_date - mart.bucharest_date(l.last_session_at) <= 30 THEN '15_30' ELSE 'over_30' END AS bucket
FROM mart.as_of AS a
JOIN end_subscriber AS s ON s.month = mart.month_of(a.as_of_date)
LEFT JOIN (
  SELECT user_id, max(session_start) AS last_session_at
  FROM warehouse.fact_watch_session
  WHERE session_start < (SELECT mart.start_of(as_of_date + 1) FROM mart.as_of)
  GROUP BY user_id
) AS l ON l.user_id = s.user_id
WHERE l.last_session_at IS NULL OR a.as_of_date - mart.bucharest_date(l.last_session_at) >= 15
ORDER BY s.user_id;

CREATE VIEW report_churn_by_segment AS
SELECT month, segment, value, count(*) AS subscribers_at_start, count(*) FILTER (WHERE has_left) AS churned,
  mart.half_up(count(*) FILTER (WHERE has_left) / count(*)::numeric, 4) AS churn_rate,
  false AS is_suppressed
FROM (
  SELECT (s.month + interval '1 month')::date AS month, s.plan_name, s.region_name, s.birth_year, e.user_id IS NULL AS has_left
  FROM end_subscriber AS s
  LEFT JOIN end_subscriber AS e ON e.user_id = s.user_id AND e.month = (s.month + interval '1 month')::date
) AS s
JOIN mart.as_of ON month <= as_of_date
CROSS JOIN LATERAL (VALUES ('age_band', mart.age_band(birth_year, extract(year FROM month)::int)), ('region', region_name),
  ('plan', plan_name)) AS v (segment, value)
GROUP BY month, segment, value
ORDER BY month, segment, value COLLATE "C";

CREATE VIEW report_active_users AS
SELECT m.month, m.users AS monthly_active_users, mart.half_up(d.users / days, 2) AS avg_daily_active_users,
  mart.half_up(d.users / days / m.users, 4) AS stickiness
FROM (
  SELECT mart.month_of(mart.bucharest_date(session_start)) AS month, count(DISTINCT user_id) AS users
  FROM warehouse.fact_watch_session
  WHERE session_start < (SELECT mart.start_of(as_of_date + 1) FROM mart.as_of)
  GROUP BY 1
) AS m
JOIN (
  SELECT mart.month_of(day) AS month, sum(users) AS users
  FROM (
    SELECT mart.bucharest_date(session_start) AS day, count(DISTINCT user_id) AS users
    FROM warehouse.fact_watch_session
    WHERE session_start < (SELECT mart.start_of(as_of_date + 1) FROM mart.as_of)
    GROUP BY 1
  ) AS day
  GROUP BY 1
) AS d USING (month)
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (SELECT least(mart.last_day_of(m.month), a.as_of_date) - m.month + 1 AS days) AS n
ORDER BY month;

CREATE VIEW report_subscriber_growth AS
SELECT month, new_subscribers, at_start + new_subscribers - at_end AS churned_subscribers, at_end - at_start AS net_growth,
  at_end AS subscribers_at_end
FROM (
  SELECT month, count(*) FILTER (WHERE is_new) AS new_subscribers, count(*) FILTER (WHERE is_subscribed_at_end) AS at_end,
    coalesce(lag(count(*) FILTER (WHERE is_subscribed_at_end)) OVER (ORDER BY month), 0) AS at_start
  FROM warehouse.fact_subscription_month
  GROUP BY month
) AS g
ORDER BY month;
