-- How far each table of an operational source has been extracted into the landing zone.

CREATE TABLE ops.watermark (
  source         text        NOT NULL,
  table_name     text        NOT NULL,
  logical_date   date        NOT NULL,
  high_watermark timestamptz NOT NULL,
  run_id         bigint      NOT NULL REFERENCES ops.dag_run,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (source, table_name, logical_date)
);
COMMENT ON TABLE ops.watermark IS 'One row per extracted table and delivery: what the delivery reaches up to. Commits together with the success of the task that wrote the delivery';
COMMENT ON COLUMN ops.watermark.source IS 'Whose delivery it is: platform';
COMMENT ON COLUMN ops.watermark.table_name IS 'Table of the source';
COMMENT ON COLUMN ops.watermark.logical_date IS 'Date of the delivery';
COMMENT ON COLUMN ops.watermark.high_watermark IS 'The delivery holds rows that changed before this instant, by the source''s own clock; the next date''s begins here, less the overlap';
COMMENT ON COLUMN ops.watermark.run_id IS 'Run that wrote the delivery, or found it complete';
