-- Who owns the schema, and who loads it: two roles, so that a load changes rows and nothing else. What loads need an
-- owner for are two functions of his. The login that runs this becomes a member of both, and every later migration runs
-- as wow_owner.

DO $$
DECLARE
  wanted text;
  -- From version 16 on whoever makes a role administers it, and may not take it before he grants it to himself.
  membership CONSTANT text :=
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['wow_owner', 'wow_pipeline'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION
        -- Roles belong to the server: another database of it may be migrated at this very moment.
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'the role % is missing, and % may not make it; ask an administrator: CREATE ROLE %; GRANT % TO %',
            wanted, current_user, wanted, wanted, current_user;
      END;
    END IF;
    IF NOT pg_has_role(current_user, wanted, membership) THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
      EXCEPTION
        -- Where logins are apart already, this one loads nothing.
        WHEN insufficient_privilege THEN
          CONTINUE WHEN wanted = 'wow_pipeline';
          RAISE EXCEPTION '% is no member of the role %; ask an administrator: GRANT % TO %',
            current_user, wanted, wanted, current_user;
      END;
    END IF;
  END LOOP;
  -- Where no analyst's login is configured, `pipeline sql` takes the role on the pipeline's connection.
  IF NOT pg_has_role('wow_pipeline', 'wow_analyst', 'MEMBER') THEN
    BEGIN
      GRANT wow_analyst TO wow_pipeline;
    EXCEPTION
      -- An administrator made that role, and has to let logins into it.
      WHEN insufficient_privilege THEN
        RAISE WARNING 'logins of loads may not look as analysts do; an administrator can allow it: GRANT wow_analyst TO wow_pipeline';
      WHEN unique_violation THEN NULL;
    END;
  END IF;
END
$$;

-- What is made later was to be read by grants of whoever migrated, who will not be its owner any more.
DO $$
DECLARE
  reading record;
BEGIN
  FOR reading IN
    SELECT defaclrole::regrole AS granting, defaclnamespace::regnamespace AS schema, acl.grantee::regrole AS reader
    FROM pg_default_acl, aclexplode(defaclacl) AS acl
    WHERE defaclnamespace::regnamespace::text IN ('warehouse', 'mart', 'ops', 'pii')
      AND defaclobjtype = 'r' AND defaclrole <> 'wow_owner'::regrole
      AND acl.grantee::regrole::text IN ('wow_analyst', 'wow_ops', 'wow_privacy')
  LOOP
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s REVOKE SELECT ON TABLES FROM %s',
      reading.granting, reading.schema, reading.reader);
  END LOOP;
END
$$;

-- Owners. A table's sequences, indexes and types go with it; its partitions do not. Schemas go last: a login that does not
-- inherit what its roles may loses sight of what is in them.
DO $$
DECLARE
  schemas CONSTANT regnamespace[] := ARRAY(
    SELECT oid::regnamespace FROM pg_namespace
    WHERE nspname IN ('staging', 'cleansed', 'pii', 'warehouse', 'mart', 'ops', 'quartz'));
  owned text;
BEGIN
  EXECUTE format('GRANT CREATE ON SCHEMA %s TO wow_owner', array_to_string(schemas, ', '));
  FOR owned IN
    SELECT object FROM (
      SELECT 1 AS step, 'TABLE ' || oid::regclass AS object
      FROM pg_class WHERE relnamespace = ANY (schemas) AND relkind IN ('r', 'p', 'v')
      UNION ALL
      SELECT 2, 'FUNCTION ' || oid::regprocedure FROM pg_proc WHERE pronamespace = ANY (schemas)
      UNION ALL
      SELECT 3, 'SCHEMA ' || schema FROM unnest(schemas) AS schema
    ) AS objects
    ORDER BY step, object
  LOOP
    EXECUTE format('ALTER %s OWNER TO wow_owner', owned);
  END LOOP;
END
$$;

-- Flyway's own table stays its maker's, who has it open at this very moment. Loads look whether a migration is missing.
DO $$
BEGIN
  IF to_regclass('flyway.flyway_schema_history') IS NOT NULL THEN
    GRANT USAGE, CREATE ON SCHEMA flyway TO wow_owner;
    GRANT SELECT, INSERT, UPDATE, DELETE ON flyway.flyway_schema_history TO wow_owner;
    GRANT USAGE ON SCHEMA flyway TO wow_pipeline;
    GRANT SELECT ON flyway.flyway_schema_history TO wow_pipeline;
  END IF;
  -- For the schemas of later migrations, and for the intermediate results of loads. Only a warning where the login that
  -- runs this may not grant it, though nothing loads without the latter, which everybody has unless it was taken away.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO wow_owner', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO wow_pipeline', current_database());
  IF NOT has_database_privilege('wow_pipeline', current_database(), 'TEMPORARY') THEN
    RAISE EXCEPTION 'the role wow_pipeline may make no temporary tables, which loads need; ask an administrator: GRANT TEMPORARY ON DATABASE % TO wow_pipeline',
      quote_ident(current_database());
  END IF;
END
$$;

SET LOCAL ROLE wow_owner;

GRANT USAGE ON SCHEMA staging, cleansed, pii, warehouse, mart, ops, quartz TO wow_pipeline;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON ALL TABLES IN SCHEMA staging, cleansed, pii, warehouse, mart, ops, quartz TO wow_pipeline;
GRANT TRUNCATE ON ALL TABLES IN SCHEMA staging TO wow_pipeline;
-- What migrations fill, and what nobody is to change afterwards.
REVOKE INSERT, UPDATE, DELETE ON warehouse.dim_date, warehouse.dim_region, warehouse.dim_reaction, mart.kpi_weight
  FROM wow_pipeline;
REVOKE UPDATE, DELETE ON pii.privacy_action FROM wow_pipeline;

ALTER DEFAULT PRIVILEGES IN SCHEMA warehouse, mart GRANT SELECT ON TABLES TO wow_analyst;
ALTER DEFAULT PRIVILEGES IN SCHEMA ops GRANT SELECT ON TABLES TO wow_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA pii GRANT SELECT ON TABLES TO wow_privacy;
ALTER DEFAULT PRIVILEGES IN SCHEMA staging, cleansed, pii, warehouse, mart, ops, quartz
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wow_pipeline;
ALTER DEFAULT PRIVILEGES IN SCHEMA staging GRANT TRUNCATE ON TABLES TO wow_pipeline;
-- A function that acts for its owner must not be everybody's because a migration forgot to say so.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA mart GRANT EXECUTE ON FUNCTIONS TO wow_analyst, wow_pipeline;

CREATE FUNCTION ops.create_session_month(month date) RETURNS boolean
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
  IF to_regclass('warehouse.' || partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE warehouse.%I (LIKE warehouse.fact_watch_session INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)',
    partition);
  -- Unlike CREATE TABLE … PARTITION OF, this lets readers go on.
  EXECUTE format('ALTER TABLE warehouse.fact_watch_session ATTACH PARTITION warehouse.%I FOR VALUES FROM (%L) TO (%L)',
    partition,
    month::timestamp AT TIME ZONE 'Europe/Bucharest',
    (month + interval '1 month') AT TIME ZONE 'Europe/Bucharest');
  EXECUTE format('COMMENT ON TABLE warehouse.%I IS %L',
    partition, 'Viewing sessions that started in ' || to_char(month, 'YYYY-MM') || ' (Europe/Bucharest)');
  RETURN true;
END
$$;
COMMENT ON FUNCTION ops.create_session_month(date) IS
  'Makes the partition of warehouse.fact_watch_session for the month of which this is the first day; false where it is there';

CREATE FUNCTION ops.analyze_table(schema_name text, table_name text, leaves_locked boolean) RETURNS void
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_class AS class
    JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE nspname = schema_name AND relname = table_name AND relkind IN ('r', 'p')
      AND nspname IN ('staging', 'cleansed', 'pii', 'warehouse', 'mart', 'ops')
  ) THEN
    RAISE EXCEPTION '%.% is no table of the warehouse', schema_name, table_name
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('ANALYZE (SKIP_LOCKED %s) %I.%I', leaves_locked::text, schema_name, table_name);
END
$$;
COMMENT ON FUNCTION ops.analyze_table(text, text, boolean) IS
  'Gathers the statistics of a table for the planner, which only an owner may; leaves_locked: not of one that somebody has locked';

GRANT EXECUTE ON FUNCTION ops.create_session_month(date), ops.analyze_table(text, text, boolean) TO wow_pipeline;

RESET ROLE;
