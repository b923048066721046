-- Functions that views and jobs share. Those that stored columns use are in V008.
-- Runs again after each versioned migration: the newest is ${newest}.

-- Dates and texts -----------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION mart.bucharest_date(instant timestamptz) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (instant AT TIME ZONE 'Europe/Bucharest')::date;
COMMENT ON FUNCTION mart.bucharest_date IS 'Calendar date of an instant in Europe/Bucharest';

CREATE OR REPLACE FUNCTION mart.bucharest_hour(instant timestamptz) RETURNS smallint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN extract(hour FROM instant AT TIME ZONE 'Europe/Bucharest')::smallint;
COMMENT ON FUNCTION mart.bucharest_hour IS 'Hour of an instant in Europe/Bucharest, 0 to 23';

CREATE OR REPLACE FUNCTION mart.start_of(day date) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN day::timestamp AT TIME ZONE 'Europe/Bucharest';
COMMENT ON FUNCTION mart.start_of IS 'Instant at which a calendar date starts in Europe/Bucharest';

CREATE OR REPLACE FUNCTION mart.month_of(day date) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN date_trunc('month', day::timestamp)::date;
COMMENT ON FUNCTION mart.month_of IS 'First day of the month of a date';

CREATE OR REPLACE FUNCTION mart.week_of(day date) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN date_trunc('week', day::timestamp)::date;
COMMENT ON FUNCTION mart.week_of IS 'Monday of the week of a date';

CREATE OR REPLACE FUNCTION mart.last_day_of(month date) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (month + interval '1 month')::date - 1;
COMMENT ON FUNCTION mart.last_day_of IS 'Last day of the month that starts on a date';

CREATE OR REPLACE FUNCTION mart.months_between(earlier date, later date) RETURNS int
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (extract(year FROM later)::int - extract(year FROM earlier)::int) * 12
    + extract(month FROM later)::int - extract(month FROM earlier)::int;
COMMENT ON FUNCTION mart.months_between IS 'Months from the month of one date to that of another';

CREATE OR REPLACE FUNCTION mart.segments_of(plan_id int, region_code smallint) RETURNS TABLE (plan_id int, region_code smallint)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES (NULL::int, NULL::smallint), ($1, NULL), (NULL, $2), ($1, $2)
$$;
COMMENT ON FUNCTION mart.segments_of IS 'Segments in which a plan and a county count: all, the plan, the county, and both; null stands for all';

CREATE OR REPLACE FUNCTION mart.age_band(birth_year int, in_year int) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN birth_year IS NULL OR birth_year > in_year THEN 'unknown'
    WHEN in_year - birth_year < 18 THEN '0-17'
    WHEN in_year - birth_year < 25 THEN '18-24'
    WHEN in_year - birth_year < 35 THEN '25-34'
    WHEN in_year - birth_year < 45 THEN '35-44'
    WHEN in_year - birth_year < 55 THEN '45-54'
    WHEN in_year - birth_year < 65 THEN '55-64'
    ELSE '65+'
  END;
COMMENT ON FUNCTION mart.age_band IS 'Age band of somebody born in a year, at the end of another';

CREATE OR REPLACE FUNCTION mart.utc_text(instant timestamptz) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
COMMENT ON FUNCTION mart.utc_text IS 'An instant as ISO-8601 text in UTC, whatever the time zone of the session';

-- What loads need the owner for ---------------------------------------------------------------------------------------
-- PostgreSQL gives these to the owner of a table only. wow_pipeline may execute them (R__07_grants.sql).

CREATE OR REPLACE FUNCTION ops.create_session_month(month date) RETURNS boolean
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET TimeZone = 'UTC' SET DateStyle = 'ISO'
AS $$
DECLARE
  partition CONSTANT text := 'fact_watch_session_' || to_char(month, 'YYYY_MM');
BEGIN
  IF extract(day FROM month) <> 1 OR month < '0001-01-01' OR month > '9999-12-01' THEN
    RAISE EXCEPTION '% is not the first day of a month', month USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- Two DAGs make partitions. Who comes second waits here, and then sees those of the first; attaching takes this lock
  -- anyway.
  LOCK TABLE warehouse.fact_watch_session IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass('warehouse_part.' || partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE warehouse_part.%I (LIKE warehouse.fact_watch_session INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING INDEXES)',
    partition);
  -- Unlike CREATE TABLE … PARTITION OF, this does not block readers.
  EXECUTE format('ALTER TABLE warehouse.fact_watch_session ATTACH PARTITION warehouse_part.%I FOR VALUES FROM (%L) TO (%L)',
    partition,
    month::timestamp AT TIME ZONE 'Europe/Bucharest',
    (month + interval '1 month') AT TIME ZONE 'Europe/Bucharest');
  EXECUTE format('COMMENT ON TABLE warehouse_part.%I IS %L',
    partition, 'Viewing sessions that started in ' || to_char(month, 'YYYY-MM') || ' (Europe/Bucharest)');
  RETURN true;
END
$$;
COMMENT ON FUNCTION ops.create_session_month IS 'Creates the partition of warehouse.fact_watch_session for the month that begins on this day; returns false if it exists';

CREATE OR REPLACE FUNCTION ops.analyze_table(schema_name text, table_name text, leaves_locked boolean) RETURNS void
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_class AS class
    JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE nspname = schema_name AND relname = table_name AND relkind IN ('r', 'p')
      AND nspname IN ('staging', 'cleansed', 'change_queue', 'pii', 'warehouse', 'warehouse_part', 'aggregate', 'mart', 'ops')
  ) THEN
    RAISE EXCEPTION '%.% is no table of the warehouse', schema_name, table_name
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('ANALYZE (SKIP_LOCKED %s) %I.%I', leaves_locked::text, schema_name, table_name);
END
$$;
COMMENT ON FUNCTION ops.analyze_table IS 'Gathers the statistics of a table for the planner, which only an owner may; leaves_locked: not of one that somebody has locked';

-- VACUUM leaves the bytes of a deleted row in its page; rewriting the table removes them from its files.
CREATE OR REPLACE FUNCTION ops.rewrite_table(schema_name text, table_name text) RETURNS void
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  qualified CONSTANT text := format('%I.%I', schema_name, table_name);
  rewritten CONSTANT regclass := to_regclass(qualified);
  by_index name;
BEGIN
  IF rewritten IS NULL OR schema_name NOT IN ('staging', 'pii', 'ops') THEN
    RAISE EXCEPTION '% is not a table that may be rewritten', qualified USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', qualified);
  SELECT relname INTO by_index
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE indrelid = rewritten AND indisprimary;
  IF by_index IS NULL THEN
    EXECUTE format('CREATE INDEX rewriting ON %s (%I)', qualified,
      (SELECT attname FROM pg_attribute WHERE attrelid = rewritten AND attnum > 0 AND NOT attisdropped
       ORDER BY attnum LIMIT 1));
    EXECUTE format('CLUSTER %s USING rewriting', qualified);
    EXECUTE format('DROP INDEX %I.rewriting', schema_name);
  ELSE
    EXECUTE format('CLUSTER %s USING %I', qualified, by_index);
    EXECUTE format('ALTER TABLE %s SET WITHOUT CLUSTER', qualified);
  END IF;
END
$$;
COMMENT ON FUNCTION ops.rewrite_table IS 'Rewrites a table without its deleted rows, which only an owner may';
