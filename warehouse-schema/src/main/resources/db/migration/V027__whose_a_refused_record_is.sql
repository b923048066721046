-- Whose a refused or warned-of record is, the loader says, which knows the file's header: what stands first in the line may
-- be anything. Records from before are recognised by what else is in them.
ALTER TABLE ops.quarantine ADD COLUMN person text;
ALTER TABLE ops.field_warning ADD COLUMN person text;
COMMENT ON COLUMN ops.quarantine.person IS 'Number of whom the record is about, as far as it can be read';
COMMENT ON COLUMN ops.field_warning.person IS 'Number of whom the record is about';

-- Rows are erased first, in one transaction, and then files: what was interrupted between the two is known by this.
ALTER TABLE pii.erased_user ADD COLUMN files_done_at timestamptz;
COMMENT ON COLUMN pii.erased_user.files_done_at IS 'When the landing zone and the log files were gone through; null: they still have to be';
GRANT UPDATE (files_done_at) ON pii.erased_user TO wow_pipeline;

-- The planner keeps the most frequent values of every column it knows of. It needs none of these, and they would outlive
-- whom they are about: no statistics are gathered of a table that has become empty.
ALTER TABLE staging.users
  ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
  ALTER COLUMN birth_date SET STATISTICS 0, ALTER COLUMN iban SET STATISTICS 0;
ALTER TABLE pii.user_identity_change
  ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
  ALTER COLUMN birth_date SET STATISTICS 0, ALTER COLUMN iban SET STATISTICS 0;
ALTER TABLE ops.quarantine
  ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN raw_line SET STATISTICS 0, ALTER COLUMN person SET STATISTICS 0;
ALTER TABLE ops.field_warning
  ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN raw_line SET STATISTICS 0, ALTER COLUMN person SET STATISTICS 0;
ALTER TABLE ops.task_log ALTER COLUMN message SET STATISTICS 0;
ALTER TABLE ops.task_attempt ALTER COLUMN message SET STATISTICS 0;
ALTER TABLE ops.check_result ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN samples SET STATISTICS 0;
