-- What the checks of each attempt found. Rows of an attempt that failed by them stay, although its data was rolled back.

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
CREATE INDEX ON ops.check_result (task_run_id, attempt);
CREATE INDEX ON ops.check_result (target, check_name);
COMMENT ON TABLE ops.check_result IS 'Every result of every quality check; one row per attempt and check';
COMMENT ON COLUMN ops.check_result.target IS 'Table that the check guards';
COMMENT ON COLUMN ops.check_result.kind IS 'not_null, unique, accepted_values, range, relationship, timeline, row_count, freshness or custom';
COMMENT ON COLUMN ops.check_result.outcome IS 'passed; warned: recorded, the data was committed; failed: the data was rolled back';
COMMENT ON COLUMN ops.check_result.checked_rows IS 'Rows that the attempt touched, or all of the target';
COMMENT ON COLUMN ops.check_result.offending_rows IS 'Rows that break the rule; null for checks of one figure';
COMMENT ON COLUMN ops.check_result.measured IS 'The figure that is held against those of earlier dates: rows, or hours';
COMMENT ON COLUMN ops.check_result.samples IS 'A few of the offending rows';
