-- The ledger: what ran, what it did, which files it took in, and what it refused.

CREATE TABLE ops.dag_run (
  run_id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dag           text        NOT NULL,
  logical_date  date        NOT NULL,
  state         text        NOT NULL CHECK (state IN ('queued', 'running', 'success', 'failed', 'cancelled')),
  owner         text,
  epoch         bigint      NOT NULL DEFAULT 0,
  heartbeat_at  timestamptz,
  created_at    timestamptz NOT NULL,
  started_at    timestamptz,
  finished_at   timestamptz,
  UNIQUE (dag, logical_date)
);
COMMENT ON TABLE ops.dag_run IS 'One row per DAG and logical date; a rerun is a new attempt of the same run';
COMMENT ON COLUMN ops.dag_run.owner IS 'Process that holds the lease, as host/pid/random; null when nobody does';
COMMENT ON COLUMN ops.dag_run.epoch IS 'Grows each time the lease changes hands; every task transaction checks it at commit';

-- A DAG's dates change the same tables, so one of them runs at a time.
CREATE UNIQUE INDEX dag_run_one_running ON ops.dag_run (dag) WHERE state = 'running';

CREATE TABLE ops.task_run (
  task_run_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id       bigint NOT NULL REFERENCES ops.dag_run,
  task         text   NOT NULL,
  state        text   NOT NULL CHECK (state IN
    ('queued', 'running', 'success', 'failed', 'up_for_retry', 'upstream_failed', 'skipped', 'cancelled')),
  attempts     int    NOT NULL DEFAULT 0,
  started_at   timestamptz,
  finished_at  timestamptz,
  UNIQUE (run_id, task)
);
COMMENT ON TABLE ops.task_run IS 'Latest state of each task of a run';

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
COMMENT ON TABLE ops.task_attempt IS 'Every attempt ever made; a success row commits together with the data it stands for';
COMMENT ON COLUMN ops.task_attempt.state IS 'lost: the process that ran it died';

CREATE TABLE ops.task_log (
  task_run_id bigint      NOT NULL,
  attempt     int         NOT NULL,
  seq         int         NOT NULL,
  logged_at   timestamptz NOT NULL,
  message     text        NOT NULL,
  PRIMARY KEY (task_run_id, attempt, seq),
  FOREIGN KEY (task_run_id, attempt) REFERENCES ops.task_attempt
);
COMMENT ON TABLE ops.task_log IS 'What an attempt said; kept also when its transaction was rolled back';

CREATE TABLE ops.source_file (
  source_file_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source         text        NOT NULL,
  logical_date   date        NOT NULL,
  file_name      text        NOT NULL,
  path           text        NOT NULL,
  sha256         text        NOT NULL,
  size_bytes     bigint      NOT NULL,
  state          text        NOT NULL CHECK (state IN ('staged', 'cleansed', 'superseded', 'abandoned')),
  lines_read     bigint      NOT NULL,
  loaded         bigint      NOT NULL,
  duplicates     bigint      NOT NULL DEFAULT 0,
  rejected       bigint      NOT NULL,
  warnings       bigint      NOT NULL,
  orphans        bigint      NOT NULL DEFAULT 0,
  unknown_columns text[]     NOT NULL DEFAULT '{}',
  run_id         bigint      NOT NULL REFERENCES ops.dag_run,
  loaded_at      timestamptz NOT NULL,
  CONSTRAINT accounting_closes CHECK (lines_read = loaded + duplicates + rejected)
);
COMMENT ON TABLE ops.source_file IS 'Every version of every delivered file that was taken in, by content; header lines are not counted';
COMMENT ON COLUMN ops.source_file.source IS 'imdb or platform';
COMMENT ON COLUMN ops.source_file.file_name IS 'Name without .gz';
COMMENT ON COLUMN ops.source_file.state IS 'staged: rows wait in staging; cleansed: they are in the change history; superseded: a later version of the same dated file took its place; abandoned: left staging without being cleansed';
COMMENT ON COLUMN ops.source_file.loaded IS 'Records that the file contributed';
COMMENT ON COLUMN ops.source_file.duplicates IS 'Records that another record of the same file replaced';
COMMENT ON COLUMN ops.source_file.rejected IS 'Records in ops.quarantine';
COMMENT ON COLUMN ops.source_file.warnings IS 'Fields in ops.field_warning';
COMMENT ON COLUMN ops.source_file.orphans IS 'Records of titles that the same day''s title.basics does not have';
CREATE UNIQUE INDEX source_file_one_cleansed ON ops.source_file (source, file_name, logical_date) WHERE state = 'cleansed';
CREATE UNIQUE INDEX source_file_one_staged ON ops.source_file (source, file_name) WHERE state = 'staged';

CREATE TABLE ops.quarantine (
  source_file_id bigint NOT NULL REFERENCES ops.source_file,
  line_number    bigint NOT NULL,
  reason_code    text   NOT NULL,
  column_name    text,
  detail         text   NOT NULL,
  raw_line       text   NOT NULL
);
COMMENT ON TABLE ops.quarantine IS 'Records that were refused: where each stood, why, and the record itself';
CREATE INDEX ON ops.quarantine (source_file_id);

CREATE TABLE ops.field_warning (
  source_file_id bigint NOT NULL REFERENCES ops.source_file,
  line_number    bigint NOT NULL,
  reason_code    text   NOT NULL,
  column_name    text,
  detail         text   NOT NULL,
  raw_line       text   NOT NULL
);
COMMENT ON TABLE ops.field_warning IS 'Optional fields that were malformed and became null (or were read with an assumption); the record was loaded';
CREATE INDEX ON ops.field_warning (source_file_id);
