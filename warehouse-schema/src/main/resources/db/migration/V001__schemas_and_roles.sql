-- The layers, in the order data flows, and the role that analysts' queries run as.

CREATE SCHEMA staging;
CREATE SCHEMA cleansed;
CREATE SCHEMA pii;
CREATE SCHEMA warehouse;
CREATE SCHEMA mart;
CREATE SCHEMA ops;

COMMENT ON SCHEMA staging IS 'Raw text of the files being loaded, one file at a time; can be rebuilt from the landing zone';
COMMENT ON SCHEMA cleansed IS 'Typed, deduplicated change history of every source, and what each change still has to reach';
COMMENT ON SCHEMA pii IS 'Identities of the platform''s users, apart from everything that analysts read';
COMMENT ON SCHEMA warehouse IS 'The star: dimensions and facts';
COMMENT ON SCHEMA mart IS 'Reports and the business rules they share';
COMMENT ON SCHEMA ops IS 'Runs, tasks, files, quarantine';

-- Roles belong to the server, not to the database: somebody else may have made it, even this very moment. The pipeline's
-- own user becomes a member, to SET ROLE for `pipeline sql`; a superuser need not.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wow_analyst') THEN
    CREATE ROLE wow_analyst NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role wow_analyst is missing, and % may not make it; ask an administrator: CREATE ROLE wow_analyst; GRANT wow_analyst TO %',
      current_user, current_user;
END
$$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'wow_analyst', 'MEMBER') THEN
    GRANT wow_analyst TO CURRENT_USER;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA warehouse, mart TO wow_analyst;
ALTER DEFAULT PRIVILEGES IN SCHEMA warehouse GRANT SELECT ON TABLES TO wow_analyst;
ALTER DEFAULT PRIVILEGES IN SCHEMA mart GRANT SELECT ON TABLES TO wow_analyst;
