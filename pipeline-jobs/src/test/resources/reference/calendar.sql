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
