-- Rounds half up. To twelve decimals first: three times a third, divided and added up again, is
-- 0.9999999999999999 and would end below a half that it exactly is.
CREATE FUNCTION reference.half_up(value numeric, decimals integer) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
  SELECT round(round(value, 12), decimals)
$$;

-- Days and months are Europe/Bucharest's.

CREATE FUNCTION reference.start_of(day date) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT day::timestamp AT TIME ZONE 'Europe/Bucharest'
$$;

CREATE FUNCTION reference.month_of(instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT date_trunc('month', instant AT TIME ZONE 'Europe/Bucharest')::date
$$;

CREATE FUNCTION reference.date_of(instant timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (instant AT TIME ZONE 'Europe/Bucharest')::date
$$;

-- "Now" is the end of the as-of date; what comes after it is in no report.
CREATE FUNCTION reference.now_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT reference.start_of(as_of + 1) FROM reference.setting
$$;

-- The earliest logical date of a platform delivery. What lies before is projected back.
CREATE VIEW reference.history AS
SELECT min(delivered_on) AS history_from
FROM reference.delivery
WHERE file_name IN ('plans.csv', 'users.csv', 'catalog.csv', 'sessions.jsonl');

CREATE FUNCTION reference.last_day_of(month date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (month + interval '1 month')::date - 1
$$;

-- The whole month has passed on the as-of date.
CREATE FUNCTION reference.is_complete(month date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT reference.last_day_of(month) <= as_of FROM reference.setting
$$;

-- The month begins before the first delivery.
CREATE FUNCTION reference.is_reconstructed(month date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT month < history_from FROM reference.history
$$;

CREATE FUNCTION reference.age_band(age integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN age BETWEEN 0 AND 17 THEN '0-17'
    WHEN age BETWEEN 18 AND 24 THEN '18-24'
    WHEN age BETWEEN 25 AND 34 THEN '25-34'
    WHEN age BETWEEN 35 AND 44 THEN '35-44'
    WHEN age BETWEEN 45 AND 54 THEN '45-54'
    WHEN age BETWEEN 55 AND 64 THEN '55-64'
    WHEN age >= 65 THEN '65+'
    ELSE 'unknown'
  END
$$;

-- Every day from the first that anybody subscribed up to the as-of date. What is valid at the end
-- of a day is valid just before the next one starts.
CREATE TABLE reference.day AS
SELECT
  day::date AS day,
  date_trunc('month', day)::date AS month,
  reference.start_of(day::date + 1) AS ends_at
FROM generate_series(
  (SELECT min(subscription_start_date)::timestamp FROM reference.user_record),
  (SELECT as_of::timestamp FROM reference.setting),
  interval '1 day'
) AS day;
