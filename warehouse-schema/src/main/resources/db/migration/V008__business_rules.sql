-- What the contract's words mean, each said once; every report is built from these.

CREATE TABLE mart.as_of (
  as_of_date date    NOT NULL,
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);

CREATE FUNCTION mart.bucharest_date(instant timestamptz) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (instant AT TIME ZONE 'Europe/Bucharest')::date;
COMMENT ON FUNCTION mart.bucharest_date IS 'Calendar date of an instant in Europe/Bucharest';

CREATE FUNCTION mart.start_of(day date) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN day::timestamp AT TIME ZONE 'Europe/Bucharest';
COMMENT ON FUNCTION mart.start_of IS 'Instant at which a calendar date starts in Europe/Bucharest';

CREATE FUNCTION mart.month_of(day date) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN date_trunc('month', day::timestamp)::date;
COMMENT ON FUNCTION mart.month_of IS 'First day of the month of a date';

-- A mean of minutes is a mean of thirds and sixtieths, cut off after some twenty digits: 12.345 may come out as
-- 12.34499999999999999999. Rounding it to 12 digits first gives such a tie back before it is rounded half up.
CREATE FUNCTION mart.half_up(value numeric, digits int) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN round(round(value, 12), digits);
COMMENT ON FUNCTION mart.half_up IS 'Value rounded half up to so many decimals';

CREATE VIEW mart.known_user AS
SELECT user_id, user_key, plan_id, region_code, birth_year
FROM warehouse.dim_user
WHERE is_current AND NOT is_inferred AND NOT is_deleted;

CREATE VIEW mart.known_title AS
SELECT title_id, title_key, title_name, title_type, title_type IS NOT NULL AND title_type IN ('movie', 'tvMovie') AS is_movie,
  in_catalog, imdb_rating, imdb_votes
FROM warehouse.dim_title
WHERE is_current AND NOT is_inferred;

CREATE VIEW mart.title_viewing AS
SELECT title_id, count(*) AS views, count(rating) AS ratings, mart.half_up(avg(rating), 2) AS avg_rating
FROM warehouse.fact_watch_session
GROUP BY title_id;

-- A version is the one valid at the end of day d when it starts before d's end and does not end before it: exactly
-- for the dates from its first to the one before its last, as calendar dates of Europe/Bucharest.
CREATE VIEW mart.subscription_period AS
SELECT user_key, user_id, plan_id, region_code, first_date, last_date
FROM (
  SELECT u.user_key, u.user_id, u.plan_id, u.region_code,
    greatest(mart.bucharest_date(u.valid_from), u.subscription_start_date) AS first_date,
    least(mart.bucharest_date(u.valid_to), u.subscription_end_date, a.as_of_date + 1) - 1 AS last_date
  FROM warehouse.dim_user AS u
  CROSS JOIN mart.as_of AS a
  WHERE NOT u.is_inferred AND NOT u.is_deleted
) AS p
WHERE first_date <= last_date;

CREATE VIEW mart.current_subscriber AS
SELECT p.user_id, p.user_key, p.plan_id, p.region_code
FROM mart.subscription_period AS p
JOIN mart.as_of AS a ON a.as_of_date BETWEEN p.first_date AND p.last_date;

CREATE VIEW mart.current_plan AS
SELECT plan_id, plan_key, plan_name FROM warehouse.dim_plan WHERE is_current;

CREATE VIEW mart.subscription_month AS
SELECT s.month, s.user_id, s.user_key, s.last_date,
  coalesce(p.plan_key, -1) AS plan_key,
  coalesce(p.plan_name, 'Unknown') AS plan_name,
  p.currency_code,
  p.monthly_price AS gross_amount,
  p.monthly_price - p.net_monthly_price AS discount_amount,
  p.net_monthly_price AS net_amount
FROM (
  SELECT DISTINCT ON (user_id, month) user_id, month, user_key, plan_id,
    least(last_date, (month + interval '1 month')::date - 1) AS last_date
  FROM mart.subscription_period
  CROSS JOIN LATERAL (
    SELECT m::date AS month
    FROM generate_series(mart.month_of(first_date)::timestamp, last_date::timestamp, interval '1 month') AS m
  ) AS months
  ORDER BY user_id, month, last_date DESC
) AS s
LEFT JOIN warehouse.dim_plan AS p
  ON p.plan_id = s.plan_id AND p.valid_from < mart.start_of(s.last_date + 1) AND p.valid_to >= mart.start_of(s.last_date + 1);

CREATE VIEW mart.user_activity AS
SELECT k.user_id, k.plan_id, w.activity_window,
  CASE WHEN EXISTS (
    SELECT FROM warehouse.fact_watch_session AS f
    WHERE f.user_id = k.user_id AND f.session_start >= w.starts_at AND f.session_start < mart.start_of(a.as_of_date + 1)
  ) THEN 'active' ELSE 'inactive' END AS status
FROM mart.known_user AS k
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (VALUES
  ('ever', '-infinity'::timestamptz),
  ('last_30_days', mart.start_of(a.as_of_date - 29))) AS w (activity_window, starts_at);
