-- The shape of dbt's snapshot with the check strategy over all columns: what is new or changed goes to a temporary
-- table, found by joining the whole source with all current rows, and from there into the snapshot. See
-- default__snapshot_staging_table and postgres__snapshot_merge_sql in https://github.com/dbt-labs/dbt-adapters:
--   dbt-adapters/src/dbt/include/global_project/macros/materializations/snapshots/helpers.sql
--   dbt-postgres/src/dbt/include/postgres/macros/materializations/snapshot_merge.sql
-- Prints milliseconds.
BEGIN;
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
WITH current_row AS (
  SELECT * FROM bench.user_snapshot WHERE valid_to IS NULL
),
changed_source AS (
  SELECT s.*, c.scd_id AS previous_scd_id
  FROM bench.user_source AS s LEFT JOIN current_row AS c ON c.user_id = s.user_id
  WHERE c.user_id IS NULL
    OR c.plan_id IS DISTINCT FROM s.plan_id
    OR c.region_code IS DISTINCT FROM s.region_code
    OR c.subscription_start_date IS DISTINCT FROM s.subscription_start_date
    OR c.subscription_end_date IS DISTINCT FROM s.subscription_end_date
    OR c.consent_personalisation IS DISTINCT FROM s.consent_personalisation
    OR c.birth_year IS DISTINCT FROM s.birth_year
    OR c.is_deleted IS DISTINCT FROM s.is_deleted
)
SELECT * FROM changed_source;

UPDATE bench.user_snapshot AS t SET valid_to = now()
FROM changed AS c WHERE c.previous_scd_id = t.scd_id AND t.valid_to IS NULL;

INSERT INTO bench.user_snapshot
SELECT user_id, plan_id, region_code, subscription_start_date, subscription_end_date, consent_personalisation,
  birth_year, is_deleted, md5(user_id || '|' || now()), now(), NULL
FROM changed;
SELECT round(extract(epoch FROM clock_timestamp() - now()) * 1000)::bigint;
COMMIT;
