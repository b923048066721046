-- The core reports. Column names, meanings, orders: the contract's report table.

CREATE VIEW mart.report_movie_completion AS
SELECT t.title_id, t.title_name,
  count(*) AS sessions,
  mart.half_up(avg(f.completion_ratio), 4) AS avg_completion_ratio,
  mart.half_up(avg(f.is_completed::int), 4) AS completion_rate
FROM warehouse.fact_watch_session AS f
JOIN mart.known_title AS t ON t.title_id = f.title_id
WHERE t.is_movie AND f.completion_ratio IS NOT NULL
GROUP BY t.title_id, t.title_name
ORDER BY t.title_id;

CREATE VIEW mart.report_session_duration AS
SELECT period_month, plan_name,
  count(*) AS sessions,
  mart.half_up(avg(watched_minutes), 2) AS avg_minutes,
  mart.half_up((percentile_cont(0.5) WITHIN GROUP (ORDER BY watched_minutes::float8))::numeric, 2) AS median_minutes,
  mart.half_up((percentile_cont(0.9) WITHIN GROUP (ORDER BY watched_minutes::float8))::numeric, 2) AS p90_minutes
FROM (
  SELECT mart.month_of(mart.bucharest_date(f.session_start)) AS period_month, p.plan_name, f.watched_minutes
  FROM warehouse.fact_watch_session AS f
  JOIN warehouse.dim_plan AS p ON p.plan_key = f.plan_key
  WHERE NOT f.is_open
) AS closed_session
GROUP BY GROUPING SETS ((period_month, plan_name), ())
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;

CREATE VIEW mart.report_user_activity AS
SELECT g.activity_window, g.status, count(u.user_id) AS users
FROM (VALUES ('ever', 'active'), ('ever', 'inactive'), ('last_30_days', 'active'), ('last_30_days', 'inactive'))
  AS g (activity_window, status)
LEFT JOIN mart.user_activity AS u ON u.activity_window = g.activity_window AND u.status = g.status
GROUP BY g.activity_window, g.status
ORDER BY g.activity_window, g.status;

CREATE VIEW mart.report_user_distribution_by_plan AS
SELECT coalesce(p.plan_name, 'Unknown') AS plan_name,
  count(*) AS users,
  mart.half_up(count(*) / sum(count(*)) OVER (), 4) AS share
FROM mart.current_subscriber AS s
LEFT JOIN mart.current_plan AS p ON p.plan_id = s.plan_id
GROUP BY coalesce(p.plan_name, 'Unknown')
ORDER BY plan_name;

CREATE VIEW mart.report_user_activity_by_plan AS
SELECT coalesce(p.plan_name, 'Unknown') AS plan_name, u.activity_window, s.status,
  count(*) FILTER (WHERE u.status = s.status) AS users
FROM mart.user_activity AS u
CROSS JOIN (VALUES ('active'), ('inactive')) AS s (status)
LEFT JOIN mart.current_plan AS p ON p.plan_id = u.plan_id
GROUP BY coalesce(p.plan_name, 'Unknown'), u.activity_window, s.status
ORDER BY plan_name, u.activity_window, s.status;

CREATE VIEW mart.report_revenue_by_plan AS
SELECT month, plan_name, currency_code,
  count(*) AS subscribers,
  sum(gross_amount) AS gross_amount,
  sum(discount_amount) AS discount_amount,
  sum(net_amount) AS net_amount,
  mart.half_up(sum(net_amount) / count(*), 2) AS net_per_user
FROM mart.subscription_month
GROUP BY month, plan_name, currency_code
ORDER BY month, plan_name, currency_code;

CREATE VIEW mart.report_top_10_movies AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT t.title_id, t.title_name, coalesce(v.views, 0) AS views, v.avg_rating
  FROM mart.known_title AS t
  LEFT JOIN mart.title_viewing AS v ON v.title_id = t.title_id
  WHERE t.is_movie
) AS movie
ORDER BY rank
LIMIT 10;

CREATE VIEW mart.report_bottom_10_movies AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT t.title_id, t.title_name, coalesce(v.views, 0) AS views, v.avg_rating
  FROM mart.known_title AS t
  LEFT JOIN mart.title_viewing AS v ON v.title_id = t.title_id
  WHERE t.is_movie AND t.in_catalog
) AS movie
ORDER BY rank
LIMIT 10;

CREATE VIEW mart.report_rating_comparison AS
SELECT t.title_id, t.title_name, t.imdb_rating,
  v.avg_rating AS platform_rating,
  coalesce(v.ratings, 0) AS ratings,
  v.avg_rating - t.imdb_rating AS difference
FROM mart.known_title AS t
LEFT JOIN mart.title_viewing AS v ON v.title_id = t.title_id
WHERE t.in_catalog
ORDER BY t.title_id;
