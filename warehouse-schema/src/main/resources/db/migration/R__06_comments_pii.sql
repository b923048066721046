-- What the tables of identities mean.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA pii IS 'Identities of the platform''s users, apart from everything that analysts read';

COMMENT ON TABLE pii.user_identity_change IS 'Identities as delivered, so that a delivery can be taken back';
COMMENT ON COLUMN pii.user_identity_change.iban IS 'Encrypted (AES-256-SIV, v1:…); the key is not in the database';
COMMENT ON COLUMN pii.user_identity_change.email_pseudonym IS 'Keyed hash of the address in lower case, to match identities without reading them';
COMMENT ON COLUMN pii.user_identity_change.effective_nanoseconds IS 'Nanoseconds of effective_at below its microsecond, 0 to 999';

COMMENT ON TABLE pii.privacy_key IS 'Which keys this database is hashed and encrypted with: a key file without them is refused';
COMMENT ON COLUMN pii.privacy_key.fingerprint IS 'Keyed hash of a constant: identifies the hashing key and reveals nothing about it';
COMMENT ON COLUMN pii.privacy_key.encryption_key IS 'Number of the key that encrypts, in hexadecimal; the key rotation changes it';
COMMENT ON COLUMN pii.privacy_key.recorded_at IS 'When the database got its first key';

COMMENT ON TABLE pii.erased_user IS 'Users who were erased, as keyed hashes: whatever is delivered of them later is left out. Nothing leads from here to what takes their place in totals';
COMMENT ON COLUMN pii.erased_user.files_done_at IS 'When the landing zone and the log files were searched; null: not yet';

COMMENT ON TABLE pii.erased_identifier IS 'E-mail addresses, IBANs, names and log ids of erased users, as keyed hashes: by them records whose user cannot be read are recognised';

COMMENT ON TABLE pii.privacy_action IS 'Everything that was done about people''s data on request or by age; names nobody';
COMMENT ON COLUMN pii.privacy_action.subject_hash IS 'Keyed hash of the user; null where the action concerns no single user';
COMMENT ON COLUMN pii.privacy_action.counts IS 'How many rows or files of each place';

COMMENT ON TABLE pii.file_erasure IS 'Always empty: locked by the one process that erases people from files, so that no second one writes the same files';

COMMENT ON TABLE pii.unreadable_file IS 'Files of the landing zone that an erasure could not read; erased users wait for them (pii.erased_user.files_done_at)';
COMMENT ON COLUMN pii.unreadable_file.path IS 'Where it lies';
COMMENT ON COLUMN pii.unreadable_file.unreadable_since IS 'When an erasure first failed to read it';
