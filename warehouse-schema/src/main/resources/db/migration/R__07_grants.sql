-- Who may do what (docs/operations.md). The whole of it, so that it can be read on one page and run again.
-- Runs again after each versioned migration: the newest is ${newest}.

-- What is made later, such as partitions, follows the same rules. Functions are nobody's by default: some act for their owner.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA mart, ops FROM PUBLIC;
REVOKE ALL ON SCHEMA staging, cleansed, change_queue, pii, warehouse, warehouse_part, aggregate, mart, ops, quartz FROM PUBLIC;

-- Loads change rows -------------------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA staging, cleansed, change_queue, pii, warehouse, warehouse_part, aggregate, mart, ops, quartz TO wow_pipeline;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON ALL TABLES IN SCHEMA staging, cleansed, change_queue, pii, warehouse, warehouse_part, aggregate, mart, ops, quartz TO wow_pipeline;
ALTER DEFAULT PRIVILEGES IN SCHEMA staging, cleansed, change_queue, pii, warehouse, warehouse_part, aggregate, mart, ops, quartz
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wow_pipeline;
GRANT TRUNCATE ON ALL TABLES IN SCHEMA staging TO wow_pipeline;
ALTER DEFAULT PRIVILEGES IN SCHEMA staging GRANT TRUNCATE ON TABLES TO wow_pipeline;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mart TO wow_pipeline;
GRANT EXECUTE ON FUNCTION ops.create_session_month, ops.analyze_table, ops.rewrite_table TO wow_pipeline;
ALTER DEFAULT PRIVILEGES IN SCHEMA mart GRANT EXECUTE ON FUNCTIONS TO wow_pipeline;

-- But not the rows that migrations insert.
REVOKE INSERT, UPDATE, DELETE
  ON warehouse.dim_date, warehouse.dim_region, warehouse.dim_reaction, mart.kpi_weight, mart.dashboard, mart.definition FROM wow_pipeline;
-- An erased user stays erased, the key that encrypts the database stays known, and the record of both is only added to.
REVOKE UPDATE, DELETE ON pii.privacy_action, pii.erased_user, pii.erased_identifier, pii.privacy_key FROM wow_pipeline;
GRANT UPDATE (files_done_at) ON pii.erased_user TO wow_pipeline;
-- The key rotation changes it, and loads lock its row until they commit.
GRANT UPDATE (encryption_key) ON pii.privacy_key TO wow_pipeline;

-- Analysts read the star and the mart -------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA warehouse, mart TO wow_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA warehouse, mart TO wow_analyst;
ALTER DEFAULT PRIVILEGES IN SCHEMA warehouse, mart GRANT SELECT ON TABLES TO wow_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mart TO wow_analyst;
ALTER DEFAULT PRIVILEGES IN SCHEMA mart GRANT EXECUTE ON FUNCTIONS TO wow_analyst;

-- They see neither aggregates, which hold editions to come, rows of users who withdrew their consent and what small groups are
-- suppressed for, nor the fact's partitions. A function in a query that costs less than a view's own conditions is evaluated
-- before them and sees the rows that they hide: a view that hides rows is WITH (security_barrier).

-- Operators read the ledger -----------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA ops TO wow_ops;
GRANT SELECT ON ALL TABLES IN SCHEMA ops TO wow_ops;
ALTER DEFAULT PRIVILEGES IN SCHEMA ops GRANT SELECT ON TABLES TO wow_ops;

-- But not refused records and samples of checks, which hold what was delivered about people.
REVOKE SELECT ON ops.quarantine, ops.field_warning, ops.check_result FROM wow_ops;
GRANT SELECT (source_file_id, line_number, reason_code, column_name, record_key)
  ON ops.quarantine, ops.field_warning TO wow_ops;
GRANT SELECT (check_result_id, task_run_id, attempt, target, check_name, kind, outcome, checked_rows, offending_rows,
  measured, detail, checked_at) ON ops.check_result TO wow_ops;

-- People who answer requests about privacy read identities and refused records --------------------------------------------

GRANT USAGE ON SCHEMA pii, ops TO wow_privacy;
GRANT SELECT ON ALL TABLES IN SCHEMA pii TO wow_privacy;
ALTER DEFAULT PRIVILEGES IN SCHEMA pii GRANT SELECT ON TABLES TO wow_privacy;
REVOKE SELECT ON pii.file_erasure FROM wow_privacy;
GRANT SELECT ON ops.quarantine, ops.field_warning, ops.source_file TO wow_privacy;
