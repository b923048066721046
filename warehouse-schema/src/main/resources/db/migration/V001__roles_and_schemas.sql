-- The roles, their limits, and the schemas in the order data flows. This one migration runs as the login that migrates: roles
-- and the database are not wow_owner's. All later ones run as wow_owner.
--
-- Roles belong to the server, so another database may be creating them at this moment, and an administrator's settings stay.
-- Where the login may not do something that the warehouse works without, a warning names what an administrator does instead.

DO $$
DECLARE
  missing CONSTANT text[] := ARRAY(
    SELECT wanted
    FROM unnest(ARRAY['wow_owner', 'wow_pipeline', 'wow_analyst', 'wow_ops', 'wow_privacy']) AS wanted
    WHERE to_regrole(wanted) IS NULL);
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY missing LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'roles are missing, and % may not create them; ask an administrator: CREATE ROLE %; GRANT wow_owner, wow_pipeline TO %',
          current_user, array_to_string(missing, '; CREATE ROLE '), quote_ident(current_user);
    END;
  END LOOP;
END
$$;

-- The login that migrates is the owner, and may load as well. A login of loads may look at reports as analysts do.
DO $$
DECLARE
  wanted text;
  -- From version 16 on, the creator of a role administers it, but may take it only after granting it to itself.
  membership CONSTANT text :=
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['wow_owner', 'wow_pipeline'] LOOP
    IF NOT pg_has_role(current_user, wanted, membership) THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
      EXCEPTION
        -- Where another login loads, this one need not.
        WHEN insufficient_privilege THEN
          CONTINUE WHEN wanted = 'wow_pipeline';
          RAISE EXCEPTION '% is no member of the role %; ask an administrator: GRANT % TO %',
            current_user, wanted, wanted, quote_ident(current_user);
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role('wow_pipeline', 'wow_analyst', 'MEMBER') THEN
    BEGIN
      GRANT wow_analyst TO wow_pipeline;
    EXCEPTION
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE WARNING 'logins of loads may not look as analysts do; an administrator can allow it: GRANT wow_analyst TO wow_pipeline';
    END;
  END IF;
END
$$;

-- Limits of a login as wow_analyst itself; members of the role do not inherit them.
DO $$
DECLARE
  setting record;
BEGIN
  FOR setting IN
    SELECT * FROM (VALUES
      ('statement_timeout', '5min', 'run queries without end'),
      ('idle_in_transaction_session_timeout', '10min', 'keep transactions open, and so hold locks, without end'),
      ('temp_file_limit', '10GB', 'fill the disk by one query')) AS wanted (name, value, otherwise)
  LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM pg_roles, unnest(rolconfig) AS present
      WHERE rolname = 'wow_analyst' AND split_part(present, '=', 1) = setting.name);
    BEGIN
      EXECUTE format('ALTER ROLE wow_analyst SET %I = %L', setting.name, setting.value);
    EXCEPTION
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE WARNING 'logins as wow_analyst may %, and % may not limit them; an administrator can: ALTER ROLE wow_analyst SET % = ''%''',
          setting.otherwise, current_user, setting.name, setting.value;
    END;
  END LOOP;
END
$$;

-- What PostgreSQL lets everybody do in a database: temporary tables fill the disk in spite of temp_file_limit, large objects
-- and messages fill it as well, and advisory locks fill the table of locks, without which nobody can log in. A GRANT or REVOKE
-- that is not allowed is a warning of the server, so the result is looked at.
DO $$
DECLARE
  database CONSTANT text := quote_ident(current_database());
  functions CONSTANT text[] := ARRAY['lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_put', 'lowrite',
    'lo_truncate', 'lo_truncate64', 'pg_logical_emit_message',
    'pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared',
    'pg_try_advisory_lock', 'pg_try_advisory_lock_shared', 'pg_try_advisory_xact_lock', 'pg_try_advisory_xact_lock_shared'];
  open_to_all text;
BEGIN
  -- Later migrations may create schemas, and loads keep intermediate results in temporary tables.
  EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %s TO wow_owner', database);
  EXECUTE format('GRANT TEMPORARY ON DATABASE %s TO wow_pipeline', database);
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC', database);
  IF NOT has_database_privilege('wow_pipeline', current_database(), 'TEMPORARY') THEN
    RAISE EXCEPTION 'the role wow_pipeline may create no temporary tables, which loads need; ask an administrator: GRANT TEMPORARY ON DATABASE % TO wow_pipeline',
      database;
  END IF;
  IF has_database_privilege('public', current_database(), 'TEMPORARY') THEN
    RAISE WARNING 'every login may create temporary tables, and % may not change that; the owner of the database can: GRANT TEMPORARY ON DATABASE % TO wow_owner, wow_pipeline; REVOKE TEMPORARY ON DATABASE % FROM PUBLIC',
      current_user, database, database;
  END IF;
  SELECT string_agg(oid::regprocedure::text, ', ' ORDER BY oid::regprocedure::text) INTO open_to_all
  FROM pg_proc
  WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (functions)
    AND has_function_privilege('public', oid, 'EXECUTE');
  IF open_to_all IS NULL THEN
    RETURN;
  ELSIF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', open_to_all);
  ELSE
    RAISE WARNING 'every login may write large objects, fill the log and take advisory locks, and % may not change that; a superuser can: REVOKE EXECUTE ON FUNCTION % FROM PUBLIC',
      current_user, open_to_all;
  END IF;
END
$$;

-- Flyway's own table stays its creator's, who has it open at this moment. Loads look whether a migration is missing.
DO $$
BEGIN
  IF to_regclass('flyway.flyway_schema_history') IS NOT NULL THEN
    GRANT USAGE, CREATE ON SCHEMA flyway TO wow_owner;
    GRANT SELECT, INSERT, UPDATE, DELETE ON flyway.flyway_schema_history TO wow_owner;
    GRANT USAGE ON SCHEMA flyway TO wow_pipeline;
    GRANT SELECT ON flyway.flyway_schema_history TO wow_pipeline;
  END IF;
END
$$;

CREATE SCHEMA staging AUTHORIZATION wow_owner;
CREATE SCHEMA cleansed AUTHORIZATION wow_owner;
CREATE SCHEMA change_queue AUTHORIZATION wow_owner;
CREATE SCHEMA pii AUTHORIZATION wow_owner;
CREATE SCHEMA warehouse AUTHORIZATION wow_owner;
CREATE SCHEMA warehouse_part AUTHORIZATION wow_owner;
CREATE SCHEMA aggregate AUTHORIZATION wow_owner;
CREATE SCHEMA mart AUTHORIZATION wow_owner;
CREATE SCHEMA ops AUTHORIZATION wow_owner;
CREATE SCHEMA quartz AUTHORIZATION wow_owner;
