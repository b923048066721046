-- The ledger: which runs there are and what they did, which files they loaded, what they rejected, and which alerts were sent.

-- Runs and tasks -----------------------------------------------------------------------------------------------------

CREATE TABLE ops.dag_run (
  run_id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dag                 text        NOT NULL,
  logical_date        date        NOT NULL,
  state               text        NOT NULL CHECK (state IN ('queued', 'running', 'success', 'failed', 'cancelled')),
  owner               text,
  epoch               bigint      NOT NULL DEFAULT 0,
  heartbeat_at        timestamptz,
  created_at          timestamptz NOT NULL,
  started_at          timestamptz,
  finished_at         timestamptz,
  run_type            text        NOT NULL DEFAULT 'manual' CHECK (run_type IN ('scheduled', 'manual', 'backfill')),
  requested_at        timestamptz,
  cancel_requested_at timestamptz,
  deadline_missed_at  timestamptz,
  UNIQUE (dag, logical_date)
);
-- A DAG's dates change the same tables, so one of them runs at a time.
CREATE UNIQUE INDEX dag_run_one_running ON ops.dag_run (dag) WHERE state = 'running';
CREATE INDEX dag_run_requested ON ops.dag_run (dag, logical_date) WHERE requested_at IS NOT NULL;

CREATE TABLE ops.task_run (
  task_run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id           bigint NOT NULL REFERENCES ops.dag_run,
  task             text   NOT NULL,
  state            text   NOT NULL CHECK (state IN
    ('queued', 'running', 'success', 'failed', 'up_for_retry', 'upstream_failed', 'skipped', 'cancelled')),
  attempts         int    NOT NULL DEFAULT 0,
  started_at       timestamptz,
  finished_at      timestamptz,
  earlier_attempts int    NOT NULL DEFAULT 0,
  UNIQUE (run_id, task)
);

-- Messages, refused records and samples of checks can hold personal data. The planner keeps the most frequent values of each
-- column that it has statistics of, and these would outlive an erasure: such columns have none.

CREATE TABLE ops.task_attempt (
  task_run_id  bigint      NOT NULL REFERENCES ops.task_run,
  attempt      int         NOT NULL,
  epoch        bigint      NOT NULL,
  state        text        NOT NULL CHECK (state IN ('running', 'success', 'failed', 'skipped', 'cancelled', 'lost')),
  started_at   timestamptz NOT NULL,
  finished_at  timestamptz,
  rows_read    bigint,
  rows_written bigint,
  message      text,
  error_class  text,
  PRIMARY KEY (task_run_id, attempt)
);
ALTER TABLE ops.task_attempt ALTER COLUMN message SET STATISTICS 0;

CREATE TABLE ops.task_log (
  task_run_id bigint      NOT NULL,
  attempt     int         NOT NULL,
  seq         int         NOT NULL,
  logged_at   timestamptz NOT NULL,
  message     text        NOT NULL,
  PRIMARY KEY (task_run_id, attempt, seq),
  FOREIGN KEY (task_run_id, attempt) REFERENCES ops.task_attempt
);
ALTER TABLE ops.task_log ALTER COLUMN message SET STATISTICS 0;

CREATE TABLE ops.check_result (
  check_result_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_run_id     bigint      NOT NULL,
  attempt         int         NOT NULL,
  target          text        NOT NULL,
  check_name      text        NOT NULL,
  kind            text        NOT NULL,
  outcome         text        NOT NULL CHECK (outcome IN ('passed', 'warned', 'failed')),
  checked_rows    bigint,
  offending_rows  bigint,
  measured        numeric,
  detail          text        NOT NULL,
  samples         jsonb,
  checked_at      timestamptz NOT NULL,
  FOREIGN KEY (task_run_id, attempt) REFERENCES ops.task_attempt
);
ALTER TABLE ops.check_result ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN samples SET STATISTICS 0;
CREATE INDEX ON ops.check_result (task_run_id, attempt);
CREATE INDEX ON ops.check_result (target, check_name);

-- Files and what was refused of them ---------------------------------------------------------------------------------

CREATE TABLE ops.source_file (
  source_file_id  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source          text        NOT NULL,
  logical_date    date        NOT NULL,
  file_name       text        NOT NULL,
  path            text        NOT NULL,
  sha256          text        NOT NULL,
  size_bytes      bigint      NOT NULL,
  state           text        NOT NULL CHECK (state IN ('staged', 'cleansed', 'superseded', 'abandoned')),
  lines_read      bigint      NOT NULL,
  loaded          bigint      NOT NULL,
  duplicates      bigint      NOT NULL DEFAULT 0,
  rejected        bigint      NOT NULL,
  warnings        bigint      NOT NULL,
  orphans         bigint      NOT NULL DEFAULT 0,
  unknown_columns text[]      NOT NULL DEFAULT '{}',
  run_id          bigint      NOT NULL REFERENCES ops.dag_run,
  loaded_at       timestamptz NOT NULL,
  erased          bigint      NOT NULL DEFAULT 0,
  CONSTRAINT accounting_closes CHECK (lines_read = loaded + duplicates + rejected)
);
CREATE UNIQUE INDEX source_file_one_cleansed ON ops.source_file (source, file_name, logical_date) WHERE state = 'cleansed';
CREATE UNIQUE INDEX source_file_one_staged ON ops.source_file (source, file_name) WHERE state = 'staged';

CREATE TABLE ops.quarantine (
  source_file_id bigint NOT NULL REFERENCES ops.source_file,
  line_number    bigint NOT NULL,
  reason_code    text   NOT NULL,
  column_name    text,
  detail         text   NOT NULL,
  raw_line       text   NOT NULL,
  person         text,
  record_key     text
);
ALTER TABLE ops.quarantine
  ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN raw_line SET STATISTICS 0, ALTER COLUMN person SET STATISTICS 0;
CREATE INDEX ON ops.quarantine (source_file_id);

CREATE TABLE ops.field_warning (
  source_file_id bigint NOT NULL REFERENCES ops.source_file,
  line_number    bigint NOT NULL,
  reason_code    text   NOT NULL,
  column_name    text,
  detail         text   NOT NULL,
  raw_line       text   NOT NULL,
  person         text,
  record_key     text
);
ALTER TABLE ops.field_warning
  ALTER COLUMN detail SET STATISTICS 0, ALTER COLUMN raw_line SET STATISTICS 0, ALTER COLUMN person SET STATISTICS 0;
CREATE INDEX ON ops.field_warning (source_file_id);

-- Deliveries into the landing zone -----------------------------------------------------------------------------------

CREATE TABLE ops.watermark (
  source         text        NOT NULL,
  table_name     text        NOT NULL,
  logical_date   date        NOT NULL,
  high_watermark timestamptz NOT NULL,
  run_id         bigint      NOT NULL REFERENCES ops.dag_run,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (source, table_name, logical_date)
);

CREATE TABLE ops.download (
  download_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url           text        NOT NULL,
  logical_date  date        NOT NULL,
  file_name     text        NOT NULL,
  etag          text,
  last_modified text,
  size_bytes    bigint      NOT NULL,
  sha256        text        NOT NULL,
  run_id        bigint      NOT NULL REFERENCES ops.dag_run,
  downloaded_at timestamptz NOT NULL
);
CREATE INDEX ON ops.download (url, logical_date);

-- Scheduling, operators and alerts -----------------------------------------------------------------------------------

CREATE TABLE ops.dag_schedule (
  dag        text        PRIMARY KEY,
  next_date  date        NOT NULL,
  is_paused  boolean     NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE ops.operator_action (
  action_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  acted_at  timestamptz NOT NULL,
  operator  text        NOT NULL,
  action    text        NOT NULL,
  dag       text,
  arguments text        NOT NULL,
  outcome   text        NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  answer    text        NOT NULL,
  reason    text
);

CREATE TABLE ops.alert (
  alert_id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  raised_at    timestamptz NOT NULL,
  kind         text        NOT NULL,
  dag          text        NOT NULL,
  logical_date date        NOT NULL,
  message      text        NOT NULL,
  resolved_at  timestamptz,
  resolution   text        CHECK (resolution IN ('success', 'cancelled')),
  CONSTRAINT alert_resolution CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
CREATE INDEX alert_unresolved ON ops.alert (dag, logical_date) WHERE resolved_at IS NULL;

CREATE TABLE ops.alert_delivery (
  alert_id                bigint      NOT NULL REFERENCES ops.alert ON DELETE CASCADE,
  channel                 text        NOT NULL,
  attempts                int         NOT NULL DEFAULT 0,
  next_attempt_at         timestamptz,
  delivered_at            timestamptz,
  last_error              text,
  message_id              bigint,
  sending_since           timestamptz,
  withdrawn_at            timestamptz,
  resolution_delivered_at timestamptz,
  PRIMARY KEY (alert_id, channel)
);
