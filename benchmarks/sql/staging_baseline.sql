CREATE SCHEMA IF NOT EXISTS bench;
CREATE UNLOGGED TABLE bench.title_basics (LIKE staging.title_basics);
ALTER TABLE bench.title_basics DROP COLUMN line_number;
