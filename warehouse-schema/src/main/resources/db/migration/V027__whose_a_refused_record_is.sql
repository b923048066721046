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
