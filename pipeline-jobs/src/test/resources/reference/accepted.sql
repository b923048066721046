-- What bad input gets: a record whose required fields are missing or malformed is dropped,
-- a bad optional field becomes null.

CREATE FUNCTION reference.as_date(value text) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND pg_input_is_valid(value, 'date')
    THEN value::date
  END
$$;

-- One without an offset is read as Europe/Bucharest. What is below a microsecond is cut.
CREATE FUNCTION reference.as_instant(value text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN value !~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$'
      THEN NULL
    WHEN value ~ '(T24|:60)' THEN NULL
    WHEN NOT pg_input_is_valid(value, 'timestamptz') THEN NULL
    WHEN value ~* ':[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$'
      THEN regexp_replace(value, '([.][0-9]{6})[0-9]+', '\1')::timestamptz
    ELSE regexp_replace(value, '([.][0-9]{6})[0-9]+', '\1')::timestamp AT TIME ZONE 'Europe/Bucharest'
  END
$$;

-- From 2000 to one day after the end of the delivery's date; null is no instant, and not implausible.
CREATE FUNCTION reference.is_plausible(instant timestamptz, delivered_on date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT instant IS NULL
    OR instant AT TIME ZONE 'Europe/Bucharest' BETWEEN '2000-01-01' AND delivered_on + 2
$$;

CREATE FUNCTION reference.as_number(value text) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN value ~ '^[0-9]+([.][0-9]+)?$' THEN value::numeric END
$$;

CREATE FUNCTION reference.as_whole_number(value text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN value ~ '^[0-9]{1,18}([.]0+)?$' THEN split_part(value, '.', 1)::bigint END
$$;

CREATE FUNCTION reference.as_title_id(value text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN value ~ '^tt[0-9]+$' THEN value END
$$;

-- Counties are 1 to 42; a region that is none of them is unknown.
CREATE FUNCTION reference.as_region(value text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN reference.as_whole_number(value) BETWEEN 1 AND 42 THEN reference.as_whole_number(value)::integer
    ELSE -1
  END
$$;

CREATE TABLE reference.plan_record AS
SELECT *
FROM (
  SELECT
    delivered_on,
    line,
    reference.as_whole_number(plan_id) AS plan_id,
    plan_name,
    reference.as_number(monthly_price) AS monthly_price,
    currency_code,
    reference.as_number(discount_percent) AS discount_percent,
    discount_percent IS NULL OR coalesce(reference.as_number(discount_percent) <= 100, false) AS is_discount_valid
  FROM reference.raw_plans
) AS typed
WHERE plan_id IS NOT NULL
  AND plan_name IS NOT NULL
  AND monthly_price IS NOT NULL
  AND currency_code ~ '^[A-Z]{3}$'
  -- Money is never guessed.
  AND is_discount_valid;

CREATE TABLE reference.user_record AS
SELECT *
FROM (
  SELECT
    delivered_on,
    line,
    reference.as_whole_number(user_id) AS user_id,
    reference.as_whole_number(plan_id) AS plan_id,
    reference.as_date(subscription_start_date) AS subscription_start_date,
    reference.as_date(subscription_end_date) AS subscription_end_date,
    reference.as_instant(updated_at) AS updated_at,
    coalesce(is_deleted, '') = 'true' AS is_deleted,
    reference.as_region(region_code) AS region_code,
    extract(year FROM reference.as_date(birth_date))::integer AS birth_year
  FROM reference.raw_users
) AS typed
WHERE user_id > 0
  AND plan_id IS NOT NULL
  AND subscription_start_date IS NOT NULL
  AND updated_at IS NOT NULL
  AND reference.is_plausible(updated_at, delivered_on);

CREATE TABLE reference.catalog_record AS
SELECT delivered_on, reference.as_title_id(title_id) AS title_id
FROM reference.raw_catalog
WHERE reference.as_title_id(title_id) IS NOT NULL;

CREATE TABLE reference.session_record AS
SELECT *
FROM (
  SELECT
    delivered_on,
    line,
    log_id,
    reference.as_whole_number(user_id) AS user_id,
    reference.as_title_id(title_id) AS title_id,
    reference.as_instant(session_start) AS session_start,
    reference.as_instant(session_end) AS session_end,
    CASE WHEN reference.as_number(rating) <= 10 THEN reference.as_number(rating) END AS rating,
    CASE WHEN reaction IN ('1', '0', '-1') THEN reaction::integer END AS reaction,
    reference.as_instant(emitted_at) AS emitted_at,
    reference.as_region(region_code) AS region_code
  FROM reference.raw_sessions
) AS typed
WHERE length(log_id) BETWEEN 1 AND 50
  AND user_id > 0
  AND title_id IS NOT NULL
  AND session_start IS NOT NULL
  AND emitted_at IS NOT NULL
  AND (session_end IS NULL OR session_end >= session_start)
  AND reference.is_plausible(session_start, delivered_on)
  AND reference.is_plausible(session_end, delivered_on)
  AND reference.is_plausible(emitted_at, delivered_on)
  AND coalesce(session_end - session_start <= interval '168 hours', true);

CREATE TABLE reference.title_record AS
SELECT
  delivered_on,
  line,
  tconst AS title_id,
  title_type,
  primary_title AS title_name,
  reference.as_whole_number(runtime_minutes) AS runtime_minutes,
  genres
FROM reference.raw_titles
WHERE reference.as_title_id(tconst) IS NOT NULL;

CREATE TABLE reference.rating_record AS
SELECT
  delivered_on,
  line,
  tconst AS title_id,
  CASE
    WHEN reference.as_number(average_rating) <= 10 THEN reference.as_number(average_rating)
  END AS imdb_rating,
  reference.as_whole_number(num_votes) AS imdb_votes
FROM reference.raw_ratings
WHERE reference.as_title_id(tconst) IS NOT NULL;
