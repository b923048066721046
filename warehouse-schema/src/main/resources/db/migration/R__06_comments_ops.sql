-- What the tables of the ledger mean.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA ops IS 'Runs, tasks, files, quarantine';
COMMENT ON SCHEMA quartz IS 'Tables of the Quartz scheduler''s clustered job store, as its release 2.5.2 has them';

COMMENT ON TABLE ops.dag_run IS 'One row per DAG and logical date; a rerun is a new attempt of the same run';
COMMENT ON COLUMN ops.dag_run.owner IS 'Process that holds the lease, as host/pid/random; null when nobody does';
COMMENT ON COLUMN ops.dag_run.epoch IS 'Grows each time the lease changes hands; every task transaction checks it at commit';
COMMENT ON COLUMN ops.dag_run.run_type IS 'scheduled: its time came; manual: somebody asked for this date; backfill: for a range of dates';
COMMENT ON COLUMN ops.dag_run.requested_at IS 'Since when a daemon is to run what of it is not done; null: no daemon is';
COMMENT ON COLUMN ops.dag_run.cancel_requested_at IS 'When an operator cancelled it; the daemon that runs it sees that at the next heartbeat';
COMMENT ON COLUMN ops.dag_run.deadline_missed_at IS 'When it was found to be late, which is reported once';

COMMENT ON TABLE ops.task_run IS 'Latest state of each task of a run';
COMMENT ON COLUMN ops.task_run.attempts IS 'Attempts ever made, which number the rows of ops.task_attempt';
COMMENT ON COLUMN ops.task_run.earlier_attempts IS 'Attempts made before the task was last asked to run; those after them are its current execution';

COMMENT ON TABLE ops.task_attempt IS 'Every attempt ever made; a success row commits together with the data it stands for';
COMMENT ON COLUMN ops.task_attempt.state IS 'lost: the process that ran it died';

COMMENT ON TABLE ops.task_log IS 'What an attempt said; kept also when its transaction was rolled back';

COMMENT ON TABLE ops.check_result IS 'Every result of every quality check; one row per attempt and check';
COMMENT ON COLUMN ops.check_result.target IS 'Table that the check guards';
COMMENT ON COLUMN ops.check_result.kind IS 'not_null, unique, accepted_values, range, relationship, timeline, row_count, freshness or custom';
COMMENT ON COLUMN ops.check_result.outcome IS 'passed; warned: recorded, the data was committed; failed: the data was rolled back';
COMMENT ON COLUMN ops.check_result.checked_rows IS 'Rows that the attempt touched, or all of the target';
COMMENT ON COLUMN ops.check_result.offending_rows IS 'Rows that break the rule; null for checks of one figure';
COMMENT ON COLUMN ops.check_result.measured IS 'The figure that is held against those of earlier dates: rows, or hours';
COMMENT ON COLUMN ops.check_result.samples IS 'A few of the offending rows';

COMMENT ON TABLE ops.source_file IS 'Every version of every delivered file that was taken in, by content; header lines are not counted';
COMMENT ON COLUMN ops.source_file.source IS 'imdb or platform';
COMMENT ON COLUMN ops.source_file.file_name IS 'Name without .gz';
COMMENT ON COLUMN ops.source_file.state IS 'staged: rows wait in staging; cleansed: they are in the change history; superseded: a later version of the same dated file took its place; abandoned: left staging without being cleansed';
COMMENT ON COLUMN ops.source_file.loaded IS 'Records that the file contributed';
COMMENT ON COLUMN ops.source_file.duplicates IS 'Records that another record of the same file replaced';
COMMENT ON COLUMN ops.source_file.rejected IS 'Records in ops.quarantine';
COMMENT ON COLUMN ops.source_file.warnings IS 'Fields in ops.field_warning';
COMMENT ON COLUMN ops.source_file.orphans IS 'Records of titles that the same day''s title.basics does not have';
COMMENT ON COLUMN ops.source_file.erased IS 'Records of erased users, left out as if the file did not have them; in no other figure';

COMMENT ON TABLE ops.quarantine IS 'Records that were refused: where each stood, why, and the record itself';
COMMENT ON COLUMN ops.quarantine.person IS 'User number of the record, as far as it can be read';
COMMENT ON COLUMN ops.quarantine.record_key IS 'Natural key of the refused record, as far as it can be read; null in files about people';

COMMENT ON TABLE ops.field_warning IS 'Optional fields that were malformed and became null (or were read with an assumption); the record was loaded';
COMMENT ON COLUMN ops.field_warning.person IS 'User number of the record';
COMMENT ON COLUMN ops.field_warning.record_key IS 'Natural key of the record; null in files about people';

COMMENT ON TABLE ops.watermark IS 'One row per extracted table and delivery: what the delivery reaches up to. Commits together with the success of the task that wrote the delivery';
COMMENT ON COLUMN ops.watermark.source IS 'Whose delivery it is: platform';
COMMENT ON COLUMN ops.watermark.table_name IS 'Table of the source';
COMMENT ON COLUMN ops.watermark.logical_date IS 'Date of the delivery';
COMMENT ON COLUMN ops.watermark.high_watermark IS 'The delivery holds rows that changed before this instant, by the source''s own clock; the next date''s begins here, less the overlap';
COMMENT ON COLUMN ops.watermark.run_id IS 'Run that wrote the delivery, or found it complete';

COMMENT ON TABLE ops.download IS 'Every file that was downloaded into the landing zone, in the state that it had there; a repeated date has a row for each content that it was given';
COMMENT ON COLUMN ops.download.url IS 'Where the file was asked for, before any redirect';
COMMENT ON COLUMN ops.download.logical_date IS 'Date of the delivery whose folder it lies in';
COMMENT ON COLUMN ops.download.file_name IS 'Name with .gz, as it lies there';
COMMENT ON COLUMN ops.download.etag IS 'As the server said, to the letter: it is sent back as If-None-Match; null where it said none';
COMMENT ON COLUMN ops.download.last_modified IS 'As the server said, to the letter: it is sent back as If-Modified-Since; null where it said none';
COMMENT ON COLUMN ops.download.sha256 IS 'Of the file as it lies there, packed';

COMMENT ON TABLE ops.dag_schedule IS 'How far the schedule of each DAG has come';
COMMENT ON COLUMN ops.dag_schedule.next_date IS 'First logical date that the schedule has not dealt with yet';

COMMENT ON TABLE ops.operator_action IS 'Everything that operators asked the daemon to do, and the answer';
COMMENT ON COLUMN ops.operator_action.reason IS 'Why, in the operator''s words; null where no reason was given';

COMMENT ON TABLE ops.alert IS 'Alerts; raised in the transaction that detects them';
COMMENT ON COLUMN ops.alert.resolved_at IS 'When it was found to be over; null: it is not';
COMMENT ON COLUMN ops.alert.resolution IS 'How its run ended: success or cancelled; null while it is not over';

COMMENT ON TABLE ops.alert_delivery IS 'How far each alert has come on each channel';
COMMENT ON COLUMN ops.alert_delivery.attempts IS 'How often it was sent; reset for the message that it is resolved';
COMMENT ON COLUMN ops.alert_delivery.next_attempt_at IS 'When to send it, or after delivered_at that it is over; null: there is nothing to send, or it is given up';
COMMENT ON COLUMN ops.alert_delivery.message_id IS 'First alert_id of those in the message that reported it; null: not reported yet';
COMMENT ON COLUMN ops.alert_delivery.sending_since IS 'Since when it is being sent; where a node died then, nobody knows whether it arrived, and it is sent again';
COMMENT ON COLUMN ops.alert_delivery.withdrawn_at IS 'When it was found that it need not be reported any more, or that it is resolved';
COMMENT ON COLUMN ops.alert_delivery.resolution_delivered_at IS 'When the channel took the message that it is over';
