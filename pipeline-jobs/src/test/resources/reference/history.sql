-- Versions of each member: from when it was first known or changed, until the next change.
-- The first reaches back to 1900, the last on to 9999.

-- A snapshot takes effect at the start of its date; of several lines of a plan the last wins.
CREATE TABLE reference.plan_version AS
WITH state AS (
  SELECT DISTINCT ON (plan_id, delivered_on)
    plan_id, delivered_on, plan_name, monthly_price, currency_code, discount_percent
  FROM reference.plan_record
  ORDER BY plan_id, delivered_on, line DESC
),
compared AS (
  SELECT
    *,
    lag(ROW(plan_name, monthly_price, currency_code, discount_percent))
      OVER (PARTITION BY plan_id ORDER BY delivered_on)
      IS DISTINCT FROM ROW(plan_name, monthly_price, currency_code, discount_percent)
      AS is_change
  FROM state
)
SELECT
  plan_id, plan_name, monthly_price, currency_code, discount_percent,
  CASE
    WHEN row_number() OVER member = 1 THEN '1900-01-01T00:00Z'
    ELSE reference.start_of(delivered_on)
  END AS valid_from,
  coalesce(lead(reference.start_of(delivered_on)) OVER member, '9999-12-31T00:00Z') AS valid_to
FROM compared
WHERE is_change
WINDOW member AS (PARTITION BY plan_id ORDER BY delivered_on);

-- A change takes effect at its updated_at; the same instant delivered again: the later one wins.
CREATE TABLE reference.user_version AS
WITH state AS (
  SELECT DISTINCT ON (user_id, updated_at)
    user_id, updated_at, plan_id, subscription_start_date, subscription_end_date, is_deleted,
    region_code, birth_year
  FROM reference.user_record
  ORDER BY user_id, updated_at, delivered_on DESC, line DESC
),
compared AS (
  SELECT
    *,
    lag(ROW(plan_id, subscription_start_date, subscription_end_date, is_deleted, region_code))
      OVER (PARTITION BY user_id ORDER BY updated_at)
      IS DISTINCT FROM
        ROW(plan_id, subscription_start_date, subscription_end_date, is_deleted, region_code)
      AS is_change,
    -- Of a year of birth only what was said last counts.
    first_value(birth_year) OVER (PARTITION BY user_id ORDER BY updated_at DESC) AS last_birth_year
  FROM state
)
SELECT
  user_id, plan_id, subscription_start_date, subscription_end_date, is_deleted, region_code,
  last_birth_year AS birth_year,
  CASE
    WHEN row_number() OVER member = 1 THEN '1900-01-01T00:00Z'
    ELSE updated_at
  END AS valid_from,
  coalesce(lead(updated_at) OVER member, '9999-12-31T00:00Z') AS valid_to
FROM compared
WHERE is_change
WINDOW member AS (PARTITION BY user_id ORDER BY updated_at);

-- A snapshot takes effect at the start of its date; of several lines of a title the last wins.
-- A title that a snapshot does not have stays as it was.
CREATE TABLE reference.title_state AS
SELECT DISTINCT ON (title_id, delivered_on)
  title_id, delivered_on, title_type, title_name, runtime_minutes, genres
FROM reference.title_record
ORDER BY title_id, delivered_on, line DESC;

CREATE TABLE reference.title_version AS
WITH compared AS (
  SELECT
    *,
    lag(ROW(title_type, title_name, runtime_minutes, genres))
      OVER (PARTITION BY title_id ORDER BY delivered_on)
      IS DISTINCT FROM ROW(title_type, title_name, runtime_minutes, genres)
      AS is_change
  FROM reference.title_state
)
SELECT
  title_id, title_type, title_name, runtime_minutes, genres,
  CASE
    WHEN row_number() OVER member = 1 THEN '1900-01-01T00:00Z'
    ELSE reference.start_of(delivered_on)
  END AS valid_from,
  coalesce(lead(reference.start_of(delivered_on)) OVER member, '9999-12-31T00:00Z') AS valid_to
FROM compared
WHERE is_change
WINDOW member AS (PARTITION BY title_id ORDER BY delivered_on);
