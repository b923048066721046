-- What it takes to honour people's rights: which key seals what, who was erased (as keyed hashes only), and an account
-- of everything that was done about it. The key itself is never in the database.

CREATE TABLE pii.privacy_key (
  fingerprint text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  only_row    boolean     PRIMARY KEY DEFAULT true CHECK (only_row)
);
COMMENT ON TABLE pii.privacy_key IS 'Which key seals this database: another one is refused';
COMMENT ON COLUMN pii.privacy_key.fingerprint IS 'Keyed hash of a constant; says nothing of the key';

CREATE TABLE pii.erased_user (
  user_hash bytea       PRIMARY KEY,
  erased_at timestamptz NOT NULL
);
COMMENT ON TABLE pii.erased_user IS 'Users who were erased, as keyed hashes: whatever is delivered of them later is left out. Nothing leads from here to what takes their place in totals';

CREATE TABLE pii.erased_identifier (
  identifier_hash bytea       PRIMARY KEY,
  erased_at       timestamptz NOT NULL
);
COMMENT ON TABLE pii.erased_identifier IS 'E-mail addresses, IBANs, names and log ids of erased users, as keyed hashes: by them records whose user cannot be read are recognised';

CREATE TABLE pii.privacy_action (
  action_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  acted_at     timestamptz NOT NULL,
  requested_by text        NOT NULL,
  action       text        NOT NULL CHECK (action IN ('export', 'erase', 'retention', 'unseal')),
  subject_hash bytea,
  reason       text,
  outcome      text        NOT NULL,
  counts       jsonb       NOT NULL
);
COMMENT ON TABLE pii.privacy_action IS 'Everything that was done about people''s data on request or by age; names nobody';
COMMENT ON COLUMN pii.privacy_action.subject_hash IS 'Keyed hash of the user; null where the action is of no single user';
COMMENT ON COLUMN pii.privacy_action.counts IS 'How many rows or files of each place';
CREATE INDEX ON pii.privacy_action (subject_hash);

ALTER TABLE pii.user_identity_change ADD COLUMN email_pseudonym text;
COMMENT ON COLUMN pii.user_identity_change.iban IS 'Sealed (AES-256-GCM, v1:…); the key is not in the database';
COMMENT ON COLUMN pii.user_identity_change.email_pseudonym IS 'Keyed hash of the address in lower case, to match identities without reading them';
CREATE INDEX user_identity_change_email ON pii.user_identity_change (email_pseudonym);

-- What an earlier version left unsealed is sealed when the pipeline starts; this index makes the look for it free.
CREATE INDEX user_identity_change_unsealed ON pii.user_identity_change (user_id)
  WHERE iban IS NOT NULL AND iban NOT LIKE 'v1:%';

CREATE OR REPLACE VIEW pii.user_identity AS
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, email, birth_date, iban, effective_at AS updated_at,
  email_pseudonym
FROM pii.user_identity_change
ORDER BY user_id, effective_at DESC, logical_date DESC;

-- What waits in staging was read without sealing; it is read again.
ALTER TABLE staging.users ADD COLUMN email_pseudonym text;
TRUNCATE staging.users;

ALTER TABLE ops.source_file ADD COLUMN erased bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN ops.source_file.erased IS 'Records of erased users, left out as if the file did not have them; in no other figure';
