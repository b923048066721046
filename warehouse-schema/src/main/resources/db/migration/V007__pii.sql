-- Who the platform's users are, and what it takes to honour their rights: which key encrypts what, who was erased (as keyed
-- hashes only), and a record of everything that was done about it. The key itself is never in the database. Analysts read
-- nothing of this, and nothing of it is copied elsewhere.

CREATE TABLE pii.user_identity_change (
  user_id               bigint      NOT NULL,
  effective_at          timestamptz NOT NULL,
  logical_date          date        NOT NULL,
  first_name            text,
  last_name             text,
  email                 text,
  birth_date            date,
  iban                  text,
  email_pseudonym       text,
  effective_nanoseconds smallint    NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, effective_at, effective_nanoseconds, logical_date)
);
-- The planner's most frequent values would outlive the erased rows.
ALTER TABLE pii.user_identity_change
  ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
  ALTER COLUMN birth_date SET STATISTICS 0, ALTER COLUMN iban SET STATISTICS 0;
CREATE INDEX ON pii.user_identity_change (logical_date);
CREATE INDEX user_identity_change_email ON pii.user_identity_change (email_pseudonym);

CREATE TABLE pii.privacy_key (
  fingerprint    text        NOT NULL,
  encryption_key text        NOT NULL,
  recorded_at    timestamptz NOT NULL,
  only_row       boolean     PRIMARY KEY DEFAULT true CHECK (only_row)
);

CREATE TABLE pii.erased_user (
  user_hash     bytea       PRIMARY KEY,
  erased_at     timestamptz NOT NULL,
  files_done_at timestamptz
);

CREATE TABLE pii.erased_identifier (
  identifier_hash bytea       PRIMARY KEY,
  erased_at       timestamptz NOT NULL
);

CREATE TABLE pii.privacy_action (
  action_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  acted_at     timestamptz NOT NULL,
  requested_by text        NOT NULL,
  action       text        NOT NULL CHECK (action IN ('export', 'erase', 'retention', 'decrypt', 'rotate')),
  subject_hash bytea,
  reason       text,
  outcome      text        NOT NULL,
  counts       jsonb       NOT NULL
);
CREATE INDEX ON pii.privacy_action (subject_hash);

-- A table to lock instead of an advisory lock, which every login of the database can hold.
CREATE TABLE pii.file_erasure ();

-- A file that nobody can read must not fail every later erasure: it is reported as a failure once, then as known.
CREATE TABLE pii.unreadable_file (
  path             text        PRIMARY KEY,
  unreadable_since timestamptz NOT NULL
);
