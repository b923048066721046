-- The reports as plain views over the star, as of mart.as_of: what they cost where nothing is kept ready.
DROP SCHEMA IF EXISTS bench_reports CASCADE;
CREATE SCHEMA bench_reports;
SET search_path = bench_reports;

CREATE VIEW viewing AS
SELECT f.*, mart.bucharest_date(f.session_start) AS day, mart.month_of(mart.bucharest_date(f.session_start)) AS month
FROM warehouse.fact_watch_session AS f
WHERE f.session_start < (SELECT mart.start_of(as_of_date + 1) FROM mart.as_of);

CREATE VIEW title_viewing AS
SELECT title_id, count(*) AS views, count(rating) AS ratings, mart.mean(sum(rating), count(rating)) AS avg_rating
FROM viewing
GROUP BY title_id;

CREATE VIEW report_movie_completion AS
SELECT t.title_id, CASE WHEN grouping(t.title_id) = 0 THEN max(t.title_name) END AS title_name, count(*) AS sessions,
  mart.mean_ratio(sum(f.completion_ratio), count(*)) AS avg_completion_ratio,
  mart.share(count(*) FILTER (WHERE f.is_completed), count(*)) AS completion_rate,
  count(*) >= (SELECT smallest_sample FROM mart.setting) AS is_reliable
FROM viewing AS f
JOIN mart.known_title AS t USING (title_id)
WHERE t.is_movie AND f.completion_ratio IS NOT NULL
GROUP BY GROUPING SETS ((t.title_id), ())
ORDER BY t.title_id IS NULL, is_reliable DESC, avg_completion_ratio DESC, t.title_id;

CREATE VIEW report_session_duration AS
SELECT month AS period_month, plan_name, count(*) FILTER (WHERE is_end_observed) AS sessions,
  mart.minutes(sum(viewed_seconds) FILTER (WHERE is_end_observed) / nullif(count(*) FILTER (WHERE is_end_observed), 0)) AS avg_minutes,
  mart.minutes((percentile_cont(0.5) WITHIN GROUP (ORDER BY viewed_seconds::float8) FILTER (WHERE is_end_observed))::numeric)
    AS median_minutes,
  mart.minutes((percentile_cont(0.9) WITHIN GROUP (ORDER BY viewed_seconds::float8) FILTER (WHERE is_end_observed))::numeric)
    AS p90_minutes,
  mart.minutes((percentile_cont(0.25) WITHIN GROUP (ORDER BY viewed_seconds::float8) FILTER (WHERE is_end_observed))::numeric)
    AS p25_minutes,
  mart.minutes((percentile_cont(0.75) WITHIN GROUP (ORDER BY viewed_seconds::float8) FILTER (WHERE is_end_observed))::numeric)
    AS p75_minutes,
  count(*) FILTER (WHERE NOT is_end_observed) AS unobserved_sessions
FROM viewing
JOIN warehouse.dim_plan USING (plan_key)
WHERE NOT is_open
GROUP BY GROUPING SETS ((month, plan_name), (month), ())
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;

CREATE VIEW report_viewing_by_hour AS
SELECT month, extract(isodow FROM day)::smallint AS weekday, start_hour AS hour, count(*) AS sessions,
  mart.minutes(coalesce(sum(viewed_seconds), 0)) AS viewed_minutes
FROM viewing
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;

CREATE VIEW report_completion_by_plan AS
SELECT f.month, p.plan_name, count(*) AS sessions, mart.mean_ratio(sum(f.completion_ratio), count(*)) AS avg_completion_ratio,
  mart.share(count(*) FILTER (WHERE f.is_completed), count(*)) AS completion_rate,
  mart.last_day_of(f.month) <= (SELECT as_of_date FROM mart.as_of) AS is_complete
FROM viewing AS f
JOIN warehouse.dim_plan AS p USING (plan_key)
WHERE f.completion_ratio IS NOT NULL
GROUP BY f.month, p.plan_name
ORDER BY f.month, p.plan_name;

CREATE VIEW end_subscriber AS
SELECT f.user_id, f.month, p.plan_id, p.plan_name, r.region_name, u.birth_year, f.currency_code, f.net_amount
FROM warehouse.fact_subscription_month AS f
JOIN warehouse.dim_plan AS p USING (plan_key)
JOIN warehouse.dim_region AS r ON r.region_code = f.region_code
JOIN warehouse.dim_user AS u USING (user_key)
WHERE f.is_subscribed_at_end;

CREATE VIEW user_activity AS
SELECT k.user_id, e.plan_name, w.activity_window,
  CASE
    WHEN e.user_id IS NULL THEN 'not_subscribed'
    WHEN EXISTS (SELECT FROM viewing AS f WHERE f.user_id = k.user_id AND f.session_start >= w.starts_at) THEN 'active'
    ELSE 'inactive'
  END AS status
FROM mart.known_user AS k
CROSS JOIN mart.as_of AS a
LEFT JOIN end_subscriber AS e ON e.user_id = k.user_id AND e.month = mart.month_of(a.as_of_date)
CROSS JOIN LATERAL (VALUES ('ever', '-infinity'::timestamptz), ('last_30_days', mart.start_of(a.as_of_date - 29)))
  AS w (activity_window, starts_at);

CREATE VIEW report_user_activity AS
SELECT w.activity_window, s.status, count(u.user_id) AS users
FROM (VALUES ('ever'), ('last_30_days')) AS w (activity_window)
CROSS JOIN (VALUES ('active'), ('inactive'), ('not_subscribed')) AS s (status)
LEFT JOIN user_activity AS u ON u.activity_window = w.activity_window AND u.status = s.status
GROUP BY 1, 2 ORDER BY 1, 2;

CREATE VIEW report_user_activity_by_plan AS
SELECT u.plan_name, u.activity_window, s.status, count(*) FILTER (WHERE u.status = s.status) AS users
FROM user_activity AS u CROSS JOIN (VALUES ('active'), ('inactive')) AS s (status)
WHERE u.plan_name IS NOT NULL
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

CREATE VIEW report_user_distribution_by_plan AS
SELECT plan_name, count(*) AS users, mart.share(count(*), sum(count(*)) OVER ()) AS share
FROM end_subscriber JOIN mart.as_of ON month = mart.month_of(as_of_date)
GROUP BY plan_name
ORDER BY plan_name;

CREATE VIEW report_revenue_by_plan AS
SELECT s.*, p.is_complete, p.is_reconstructed
FROM (
  SELECT f.month, p.plan_name, f.currency_code, count(*) AS subscribers, sum(f.gross_amount) AS gross_amount,
    sum(f.discount_amount) AS discount_amount, sum(f.net_amount) AS net_amount, mart.mean(sum(f.net_amount), count(*)) AS net_per_user,
    CASE WHEN f.currency_code IS NOT NULL
      THEN coalesce(sum(f.net_amount) FILTER (WHERE f.is_subscribed_at_end), 0) END AS mrr_at_end
  FROM warehouse.fact_subscription_month AS f
  JOIN warehouse.dim_plan AS p USING (plan_key)
  GROUP BY f.month, p.plan_name, f.currency_code
) AS s
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(s.month, a.history_from, a.as_of_date) AS p
ORDER BY 1, 2, 3;

CREATE VIEW movie AS
SELECT t.title_id, t.title_name, t.in_catalog, t.imdb_votes, coalesce(v.views, 0) AS views, v.avg_rating
FROM mart.known_title AS t
LEFT JOIN title_viewing AS v USING (title_id)
WHERE t.is_movie;

CREATE VIEW report_top_10_movies AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank, title_id, title_name, views, avg_rating
FROM movie ORDER BY rank LIMIT 10;

CREATE VIEW report_bottom_10_movies AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, imdb_votes DESC NULLS LAST, title_id) AS rank, title_id, title_name,
  views, avg_rating
FROM movie WHERE in_catalog ORDER BY rank LIMIT 10;

CREATE VIEW report_rating_comparison AS
SELECT t.title_id, t.title_name, t.imdb_rating, v.avg_rating AS platform_rating, coalesce(v.ratings, 0) AS ratings,
  v.avg_rating - t.imdb_rating AS difference,
  coalesce(v.ratings, 0) >= (SELECT smallest_sample FROM mart.setting) AS is_reliable
FROM mart.known_title AS t
LEFT JOIN title_viewing AS v USING (title_id)
WHERE t.in_catalog
ORDER BY is_reliable DESC, difference DESC NULLS LAST, t.title_id;

CREATE VIEW genre_session AS
SELECT f.month, r.region_name, p.plan_name, g.genre_name AS genre, f.user_id, f.viewed_seconds, f.completion_ratio, f.rating
FROM viewing AS f
JOIN warehouse.bridge_title_genre AS b USING (title_key)
JOIN warehouse.dim_genre AS g USING (genre_key)
JOIN warehouse.dim_region AS r USING (region_code)
JOIN warehouse.dim_plan AS p USING (plan_key);

CREATE VIEW region_genre AS
SELECT g.region_name, g.genre, g.views, g.viewed_minutes, g.viewers,
  mart.share(g.views * t.views, r.views * sum(g.views) OVER (PARTITION BY g.genre)) AS affinity
FROM (
  SELECT region_name, genre, count(*) AS views, mart.minutes(coalesce(sum(viewed_seconds), 0)) AS viewed_minutes,
    count(DISTINCT user_id) AS viewers
  FROM genre_session GROUP BY region_name, genre
) AS g
JOIN (
  SELECT region_name, count(*) AS views FROM viewing JOIN warehouse.dim_region USING (region_code) GROUP BY region_name
) AS r USING (region_name)
CROSS JOIN (SELECT count(*) AS views FROM viewing) AS t;

CREATE VIEW report_top_10_genres_by_region AS
SELECT * FROM (
  SELECT region_name, row_number() OVER (PARTITION BY region_name ORDER BY views DESC, genre) AS rank, genre, views, viewed_minutes,
    viewers, affinity
  FROM region_genre
) AS r WHERE rank <= 10 ORDER BY region_name, rank;

CREATE VIEW report_bottom_5_genres_by_region AS
SELECT * FROM (
  SELECT region_name, row_number() OVER (PARTITION BY region_name ORDER BY views, genre) AS rank, genre, views, viewed_minutes,
    viewers, affinity
  FROM region_genre
) AS r WHERE rank <= 5 ORDER BY region_name, rank;

CREATE VIEW report_genre_completion_by_region AS
SELECT region_name, genre, count(*) AS sessions, mart.mean_ratio(sum(completion_ratio), count(*)) AS avg_completion_ratio
FROM genre_session WHERE completion_ratio IS NOT NULL GROUP BY region_name, genre ORDER BY region_name, genre;

CREATE VIEW report_rating_by_genre AS
SELECT genre, count(rating) AS ratings, mart.mean(sum(rating), count(rating)) AS avg_rating,
  count(rating) >= (SELECT smallest_sample FROM mart.setting) AS is_reliable
FROM genre_session WHERE rating IS NOT NULL GROUP BY genre ORDER BY avg_rating DESC, genre;

CREATE VIEW report_top_5_genres_by_plan AS
SELECT * FROM (
  SELECT plan_name, row_number() OVER (PARTITION BY plan_name ORDER BY count(*) DESC, genre) AS rank, genre, count(*) AS views
  FROM genre_session GROUP BY plan_name, genre
) AS r WHERE rank <= 5 ORDER BY plan_name, rank;

CREATE VIEW report_genre_watch_share AS
SELECT month, genre, mart.minutes(coalesce(sum(viewed_seconds), 0)) AS viewed_minutes,
  mart.share(coalesce(sum(viewed_seconds), 0), sum(sum(viewed_seconds)) OVER (PARTITION BY month)) AS share,
  mart.last_day_of(month) <= (SELECT as_of_date FROM mart.as_of) AS is_complete
FROM genre_session GROUP BY month, genre ORDER BY month, genre;

CREATE VIEW report_inactive_users AS
SELECT s.user_id, s.plan_name, s.region_name, l.last_session_at,
  a.as_of_date - mart.bucharest_date(l.last_session_at) AS days_inactive,
  CASE WHEN l.last_session_at IS NULL THEN 'never'
    WHEN a.as_of_date - mart.bucharest_date(l.last_session_at) <= 30 THEN '15_30' ELSE 'over_30' END AS bucket
FROM mart.as_of AS a
JOIN end_subscriber AS s ON s.month = mart.month_of(a.as_of_date)
LEFT JOIN (SELECT user_id, max(session_start) AS last_session_at FROM viewing GROUP BY user_id) AS l ON l.user_id = s.user_id
WHERE l.last_session_at IS NULL OR a.as_of_date - mart.bucharest_date(l.last_session_at) >= 15
ORDER BY s.user_id;

CREATE VIEW report_churn_by_segment AS
SELECT s.month, v.segment, v.value, count(*) AS subscribers_at_start, count(*) FILTER (WHERE s.has_left) AS churned,
  mart.share(count(*) FILTER (WHERE s.has_left), count(*)) AS churn_rate,
  false AS is_suppressed,
  bool_and(p.is_complete) AS is_complete,
  bool_and(p.is_reconstructed) AS is_reconstructed
FROM (
  SELECT (s.month + interval '1 month')::date AS month, s.plan_name, s.region_name, s.birth_year, e.user_id IS NULL AS has_left
  FROM end_subscriber AS s
  LEFT JOIN end_subscriber AS e ON e.user_id = s.user_id AND e.month = (s.month + interval '1 month')::date
) AS s
JOIN mart.as_of AS a ON s.month <= a.as_of_date
CROSS JOIN LATERAL mart.reported_month(s.month, a.history_from, a.as_of_date) AS p
CROSS JOIN LATERAL (VALUES ('age_band', mart.age_band(s.birth_year, extract(year FROM s.month)::int)), ('region', s.region_name),
  ('plan', s.plan_name)) AS v (segment, value)
GROUP BY s.month, v.segment, v.value
ORDER BY s.month, v.segment, v.value COLLATE "C";

CREATE VIEW report_active_users AS
SELECT n.month, n.users AS monthly_active_users, mart.mean(n.active_days, p.days_covered) AS avg_daily_active_users,
  mart.share(n.active_days, p.days_covered * n.users) AS stickiness, p.days_covered, p.is_complete
FROM mart.as_of AS a
CROSS JOIN LATERAL (
  SELECT m.month::date AS month, count(DISTINCT f.user_id) AS users,
    count(DISTINCT (f.user_id, f.day)) FILTER (WHERE f.day >= a.history_from) AS active_days
  FROM generate_series(mart.month_of(a.history_from)::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
  LEFT JOIN viewing AS f ON f.month = m.month
  GROUP BY m.month
) AS n
CROSS JOIN LATERAL mart.reported_month(n.month, a.history_from, a.as_of_date) AS p
ORDER BY n.month;

CREATE VIEW report_subscriber_growth AS
SELECT g.month, new_subscribers, at_start + new_subscribers - at_end AS churned_subscribers, at_end - at_start AS net_growth,
  at_end AS subscribers_at_end, p.is_complete, p.is_reconstructed
FROM (
  SELECT month, count(*) FILTER (WHERE is_new) AS new_subscribers, count(*) FILTER (WHERE is_subscribed_at_end) AS at_end,
    coalesce(lag(count(*) FILTER (WHERE is_subscribed_at_end)) OVER (ORDER BY month), 0) AS at_start
  FROM warehouse.fact_subscription_month
  GROUP BY month
) AS g
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(g.month, a.history_from, a.as_of_date) AS p
ORDER BY g.month;

CREATE VIEW subscriber_change AS
SELECT coalesce(e.month, (s.month + interval '1 month')::date) AS month, coalesce(e.user_id, s.user_id) AS user_id,
  s.plan_id AS from_id, e.plan_id AS to_id, s.plan_name AS from_plan, e.plan_name AS to_plan,
  s.currency_code AS from_currency, e.currency_code AS to_currency, s.net_amount AS from_net, e.net_amount AS to_net,
  s.user_id IS NOT NULL AND e.user_id IS NOT NULL AS stays
FROM end_subscriber AS s
FULL JOIN end_subscriber AS e ON e.user_id = s.user_id AND e.month = (s.month + interval '1 month')::date
WHERE coalesce(e.month, (s.month + interval '1 month')::date) <= (SELECT as_of_date FROM mart.as_of);

CREATE VIEW report_plan_changes AS
SELECT month, from_plan, to_plan, count(*) AS users
FROM subscriber_change
WHERE stays AND from_id <> to_id
GROUP BY month, from_plan, to_plan
ORDER BY month, from_plan, to_plan;

CREATE VIEW first_month AS
SELECT user_id, min(month) AS cohort_month FROM warehouse.fact_subscription_month GROUP BY user_id;

CREATE VIEW report_mrr_movement AS
SELECT m.month, m.plan_name, m.currency_code, m.movement, count(*) AS users, sum(m.mrr_change) AS mrr_change,
  bool_and(p.is_complete) AS is_complete, bool_and(p.is_reconstructed) AS is_reconstructed
FROM (
  SELECT month, from_plan AS plan_name, from_currency AS currency_code, 'churn' AS movement, -from_net AS mrr_change
  FROM subscriber_change
  WHERE from_plan IS NOT NULL AND (NOT stays OR from_currency IS DISTINCT FROM to_currency)
  UNION ALL
  SELECT c.month, c.to_plan, c.to_currency, CASE WHEN NOT c.stays AND f.cohort_month < c.month THEN 'reactivation' ELSE 'new' END, c.to_net
  FROM subscriber_change AS c
  JOIN first_month AS f USING (user_id)
  WHERE c.to_plan IS NOT NULL AND (NOT c.stays OR c.from_currency IS DISTINCT FROM c.to_currency)
  UNION ALL
  SELECT month, to_plan, to_currency, CASE WHEN to_net > from_net THEN 'expansion' ELSE 'contraction' END, to_net - from_net
  FROM subscriber_change
  WHERE stays AND from_currency IS NOT DISTINCT FROM to_currency AND to_net <> from_net
) AS m
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(m.month, a.history_from, a.as_of_date) AS p
GROUP BY m.month, m.plan_name, m.currency_code, m.movement
ORDER BY m.month, m.plan_name, m.currency_code, m.movement;

CREATE VIEW report_cohort_retention AS
SELECT c.cohort_month,
  (extract(year FROM age(m.month, c.cohort_month)) * 12 + extract(month FROM age(m.month, c.cohort_month)))::int AS months_since,
  count(DISTINCT c.user_id) AS subscribers, count(e.user_id) AS retained,
  mart.share(count(e.user_id), count(DISTINCT c.user_id)) AS retention,
  c.cohort_month < (SELECT history_from FROM mart.as_of) AS is_reconstructed
FROM first_month AS c
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL generate_series(c.cohort_month::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
LEFT JOIN end_subscriber AS e ON e.user_id = c.user_id AND e.month = m.month
GROUP BY c.cohort_month, m.month
ORDER BY c.cohort_month, m.month;
