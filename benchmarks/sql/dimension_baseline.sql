-- Equal tables with equal indexes for SQL by hand; for the snapshot its own shape, which has no indexes.
CREATE SCHEMA bench;
CREATE TABLE bench.dim_user (LIKE warehouse.dim_user INCLUDING ALL);
INSERT INTO bench.dim_user SELECT * FROM warehouse.dim_user;

CREATE TABLE bench.user_source AS
SELECT DISTINCT ON (user_id) user_id, plan_id, region_code, subscription_start_date, subscription_end_date,
  consent_personalisation, birth_year, is_deleted
FROM cleansed.user_change ORDER BY user_id, effective_at DESC;

CREATE TABLE bench.user_snapshot AS
SELECT s.*, md5(s.user_id || '|' || timestamptz '2025-01-01 00:00+00') AS scd_id,
  timestamptz '2025-01-01 00:00+00' AS valid_from, NULL::timestamptz AS valid_to
FROM bench.user_source AS s;

CREATE TABLE bench.user_change (LIKE cleansed.user_change);
VACUUM ANALYZE;
