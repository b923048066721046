-- What roles could do beyond their work: analysts ask without end, loads take back who was erased, operators read rows.

-- A default for whoever logs in as wow_analyst; members of the role do not inherit it. Attributes of roles are for the
-- login that migrates to change, not for wow_owner. Roles belong to the server: what was set there before stays.
DO $$
BEGIN
  SET LOCAL ROLE NONE;
  IF NOT EXISTS (
    SELECT FROM pg_roles, unnest(rolconfig) AS setting
    WHERE rolname = 'wow_analyst' AND setting LIKE 'statement\_timeout=%'
  ) THEN
    BEGIN
      ALTER ROLE wow_analyst SET statement_timeout = '5min';
    EXCEPTION
      -- Another database of the server is migrated at this very moment.
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE WARNING 'logins as wow_analyst may ask without end, and % may not limit them; an administrator can: ALTER ROLE wow_analyst SET statement_timeout = ''5min''',
          current_user;
    END;
  END IF;
  SET LOCAL ROLE wow_owner;
END
$$;

-- Who was erased stays erased, and whose key the database is sealed by stays known: loads look it up and add to it.
REVOKE UPDATE, DELETE ON pii.erased_user, pii.erased_identifier, pii.privacy_key FROM wow_pipeline;

-- Samples are whole rows of whatever a check guards, people's viewing among it.
REVOKE SELECT ON ops.check_result FROM wow_ops;
GRANT SELECT (check_result_id, task_run_id, attempt, target, check_name, kind, outcome, checked_rows, offending_rows,
  measured, detail, checked_at) ON ops.check_result TO wow_ops;
