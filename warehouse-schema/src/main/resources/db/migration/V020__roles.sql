-- Who reads what, beside analysts: operators the ledger, and whoever answers people's requests their identities. These
-- roles log nobody in; a login becomes a member of one. What is made later in these schemas is theirs to read too.

DO $$
DECLARE
  missing text;
BEGIN
  FOREACH missing IN ARRAY ARRAY['wow_ops', 'wow_privacy'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = missing) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', missing);
      EXCEPTION
        -- Roles belong to the server: another database of it may be migrated at this very moment.
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'the role % is missing, and % may not make it; ask an administrator: CREATE ROLE %',
            missing, current_user, missing;
      END;
    END IF;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA ops TO wow_ops;
GRANT SELECT ON ALL TABLES IN SCHEMA ops TO wow_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA ops GRANT SELECT ON TABLES TO wow_ops;

-- Records that were refused hold what was delivered, people's names among it.
REVOKE SELECT ON ops.quarantine, ops.field_warning FROM wow_ops;
GRANT SELECT (source_file_id, line_number, reason_code, column_name) ON ops.quarantine, ops.field_warning TO wow_ops;

GRANT USAGE ON SCHEMA pii TO wow_privacy;
GRANT SELECT ON ALL TABLES IN SCHEMA pii TO wow_privacy;
ALTER DEFAULT PRIVILEGES IN SCHEMA pii GRANT SELECT ON TABLES TO wow_privacy;
GRANT USAGE ON SCHEMA ops TO wow_privacy;
GRANT SELECT ON ops.quarantine, ops.field_warning, ops.source_file TO wow_privacy;

-- Nobody reads anything by being able to connect only.
REVOKE ALL ON SCHEMA staging, cleansed, pii, warehouse, mart, ops, quartz FROM PUBLIC;
