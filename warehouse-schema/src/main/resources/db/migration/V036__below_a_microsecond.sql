-- Instants are cut to microseconds. What is below is kept beside those that order states: of two states that differ only
-- there, the later still counts.
ALTER TABLE cleansed.session_record ADD COLUMN emitted_nanoseconds smallint NOT NULL DEFAULT 0;
ALTER TABLE cleansed.session_record
  DROP CONSTRAINT session_record_pkey,
  ADD PRIMARY KEY (log_id, emitted_at, emitted_nanoseconds, logical_date);
COMMENT ON COLUMN cleansed.session_record.emitted_nanoseconds IS 'Nanoseconds of emitted_at below its microsecond, 0 to 999';

ALTER TABLE cleansed.user_change ADD COLUMN effective_nanoseconds smallint NOT NULL DEFAULT 0;
ALTER TABLE cleansed.user_change
  DROP CONSTRAINT user_change_pkey,
  ADD PRIMARY KEY (user_id, effective_at, effective_nanoseconds, logical_date);
COMMENT ON COLUMN cleansed.user_change.effective_nanoseconds IS 'Nanoseconds of effective_at below its microsecond, 0 to 999';

ALTER TABLE pii.user_identity_change ADD COLUMN effective_nanoseconds smallint NOT NULL DEFAULT 0;
ALTER TABLE pii.user_identity_change
  DROP CONSTRAINT user_identity_change_pkey,
  ADD PRIMARY KEY (user_id, effective_at, effective_nanoseconds, logical_date);
COMMENT ON COLUMN pii.user_identity_change.effective_nanoseconds IS 'Nanoseconds of effective_at below its microsecond, 0 to 999';

CREATE OR REPLACE VIEW pii.user_identity AS
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, email, birth_date, iban, effective_at AS updated_at,
  email_pseudonym
FROM pii.user_identity_change
ORDER BY user_id, effective_at DESC, effective_nanoseconds DESC, logical_date DESC;

-- A plan whose record is refused keeps what it had: by this it is known which one that is.
ALTER TABLE ops.quarantine ADD COLUMN record_key text;
ALTER TABLE ops.field_warning ADD COLUMN record_key text;
COMMENT ON COLUMN ops.quarantine.record_key IS 'Natural key of the refused record, as far as it can be read; null in files about people';
COMMENT ON COLUMN ops.field_warning.record_key IS 'Natural key of the record; null in files about people';
GRANT SELECT (record_key) ON ops.quarantine, ops.field_warning TO wow_ops;

-- What waits in staging was written in another form; it is read again.
TRUNCATE staging.users, staging.sessions;
