-- What a login that may only connect, or only read, could do to others: hold a lock that erasures wait for, see rows that
-- views hide, fill the disk.

-- A table to lock instead of an advisory lock, which every login of the database can hold.
CREATE TABLE pii.file_erasure ();
COMMENT ON TABLE pii.file_erasure IS
  'Always empty: locked by the one process that erases people from files, so that no second one writes the same files';
REVOKE SELECT ON pii.file_erasure FROM wow_privacy;

-- A function that costs less than a view's own conditions is evaluated before them, and sees the rows that they hide. A
-- view hides rows where it reads what analysts may not. A view that is replaced needs the option again.
DO $$
DECLARE
  hiding regclass;
BEGIN
  FOR hiding IN
    SELECT DISTINCT view.oid::regclass
    FROM pg_class AS view
    JOIN pg_rewrite AS rule ON rule.ev_class = view.oid
    JOIN pg_depend AS dependency ON dependency.classid = 'pg_rewrite'::regclass AND dependency.objid = rule.oid
      AND dependency.refclassid = 'pg_class'::regclass AND dependency.refobjid <> view.oid
    WHERE view.relkind = 'v' AND view.relnamespace IN ('mart'::regnamespace, 'warehouse'::regnamespace)
      AND has_table_privilege('wow_analyst', view.oid, 'SELECT')
      AND NOT has_table_privilege('wow_analyst', dependency.refobjid, 'SELECT')
  LOOP
    EXECUTE format('ALTER VIEW %s SET (security_barrier)', hiding);
  END LOOP;
END
$$;

-- Limits of the server, and rights in this database that PostgreSQL gives everybody. They are for the login that migrates
-- to change, not for wow_owner; where it may not, a warning says what an administrator does instead.
SET LOCAL ROLE NONE;

-- Defaults for whoever logs in as wow_analyst; members of the role do not inherit them. Roles belong to the server: what
-- was set there before stays.
DO $$
DECLARE
  setting record;
BEGIN
  FOR setting IN
    SELECT * FROM (VALUES
      ('idle_in_transaction_session_timeout', '10min', 'keep transactions open, and so hold locks, without end'),
      ('temp_file_limit', '10GB', 'fill the disk by one query')) AS wanted (name, value, otherwise)
    WHERE NOT EXISTS (
      SELECT FROM pg_roles, unnest(rolconfig) AS present
      WHERE rolname = 'wow_analyst' AND split_part(present, '=', 1) = wanted.name)
  LOOP
    BEGIN
      EXECUTE format('ALTER ROLE wow_analyst SET %I = %L', setting.name, setting.value);
    EXCEPTION
      -- Another database of the server is migrated at this very moment.
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE WARNING 'logins as wow_analyst may %, and % may not limit them; an administrator can: ALTER ROLE wow_analyst SET % = ''%''',
          setting.otherwise, current_user, setting.name, setting.value;
    END;
  END LOOP;
END
$$;

-- A login without the right to grant or revoke gets no error from the server, so the result is looked at. Temporary tables
-- fill the disk in spite of temp_file_limit, and so do large objects, which moreover outlast their session.
DO $$
DECLARE
  database CONSTANT text := quote_ident(current_database());
  -- Large objects and messages fill disks; advisory locks fill the table of locks, without which nobody can log in.
  writers CONSTANT text[] := ARRAY['lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_put', 'lowrite',
    'lo_truncate', 'lo_truncate64', 'pg_logical_emit_message',
    'pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared',
    'pg_try_advisory_lock', 'pg_try_advisory_lock_shared', 'pg_try_advisory_xact_lock', 'pg_try_advisory_xact_lock_shared'];
  open_to_all text;
BEGIN
  EXECUTE format('GRANT TEMPORARY ON DATABASE %s TO wow_owner, wow_pipeline', database);
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC', database);
  IF has_database_privilege('public', current_database(), 'TEMPORARY') THEN
    RAISE WARNING 'every login may create temporary tables, and % may not change that; the owner of the database can: GRANT TEMPORARY ON DATABASE % TO wow_owner, wow_pipeline; REVOKE TEMPORARY ON DATABASE % FROM PUBLIC',
      current_user, database, database;
  END IF;
  SELECT string_agg(oid::regprocedure::text, ', ' ORDER BY oid::regprocedure::text) INTO open_to_all
  FROM pg_proc
  WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (writers)
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

SET LOCAL ROLE wow_owner;
