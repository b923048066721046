-- What was downloaded into the landing zone; the next request asks for what is newer.

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
COMMENT ON TABLE ops.download IS 'Every file that was downloaded into the landing zone, in the state that it had there; a repeated date has a row for each content that it was given';
COMMENT ON COLUMN ops.download.url IS 'Where the file was asked for, before any redirect';
COMMENT ON COLUMN ops.download.logical_date IS 'Date of the delivery whose folder it lies in';
COMMENT ON COLUMN ops.download.file_name IS 'Name with .gz, as it lies there';
COMMENT ON COLUMN ops.download.etag IS 'As the server said, to the letter: it is sent back as If-None-Match; null where it said none';
COMMENT ON COLUMN ops.download.last_modified IS 'As the server said, to the letter: it is sent back as If-Modified-Since; null where it said none';
COMMENT ON COLUMN ops.download.sha256 IS 'Of the file as it lies there, packed';
CREATE INDEX ON ops.download (url, logical_date);
