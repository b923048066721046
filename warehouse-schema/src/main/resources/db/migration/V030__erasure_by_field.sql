-- Sessions of erased users start at their day, not at their moment: which session closed which is kept with them.
ALTER TABLE cleansed.session_record ADD COLUMN is_closed_by_next boolean NOT NULL DEFAULT false;
ALTER TABLE cleansed.watch_session ADD COLUMN is_closed_by_next boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN cleansed.session_record.is_closed_by_next IS 'The end is the start of the user''s next session; only of erased users, whose starts are no longer exact';
COMMENT ON COLUMN cleansed.watch_session.is_closed_by_next IS 'The end is the start of the user''s next session; only of erased users, whose starts are no longer exact';

-- A file that nobody can read must not fail every later erasure: it is reported as a failure once, then as known.
CREATE TABLE pii.unreadable_file (
  path             text        PRIMARY KEY,
  unreadable_since timestamptz NOT NULL
);
COMMENT ON TABLE pii.unreadable_file IS 'Files of the landing zone that an erasure could not read; erased users wait for them (pii.erased_user.files_done_at)';
COMMENT ON COLUMN pii.unreadable_file.path IS 'Where it lies';
COMMENT ON COLUMN pii.unreadable_file.unreadable_since IS 'When an erasure first failed to read it';

-- Account numbers in names and in lines of sessions were kept in plain text; they are encrypted once.
ALTER TABLE pii.privacy_key ADD COLUMN texts_sealed_at timestamptz;
COMMENT ON COLUMN pii.privacy_key.texts_sealed_at IS 'When account numbers in texts of earlier versions were encrypted; null: they still have to be';
GRANT UPDATE (texts_sealed_at) ON pii.privacy_key TO wow_pipeline;

-- VACUUM leaves the bytes of a deleted row in its page. A table that is written anew leaves them in no file of the table.
CREATE FUNCTION ops.rewrite_table(schema_name text, table_name text) RETURNS void
LANGUAGE plpgsql STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  qualified CONSTANT text := format('%I.%I', schema_name, table_name);
  rewritten CONSTANT regclass := to_regclass(qualified);
  by_index name;
BEGIN
  IF rewritten IS NULL OR schema_name NOT IN ('staging', 'pii', 'ops') THEN
    RAISE EXCEPTION '% is no table that may be written anew', qualified USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', qualified);
  SELECT relname INTO by_index
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE indrelid = rewritten AND indisprimary;
  IF by_index IS NULL THEN
    EXECUTE format('CREATE INDEX rewriting ON %s (%I)', qualified,
      (SELECT attname FROM pg_attribute WHERE attrelid = rewritten AND attnum > 0 AND NOT attisdropped
       ORDER BY attnum LIMIT 1));
    EXECUTE format('CLUSTER %s USING rewriting', qualified);
    EXECUTE format('DROP INDEX %I.rewriting', schema_name);
  ELSE
    EXECUTE format('CLUSTER %s USING %I', qualified, by_index);
    EXECUTE format('ALTER TABLE %s SET WITHOUT CLUSTER', qualified);
  END IF;
END
$$;
COMMENT ON FUNCTION ops.rewrite_table(text, text) IS
  'Writes a table anew without what was deleted from it, which only an owner may';
GRANT EXECUTE ON FUNCTION ops.rewrite_table(text, text) TO wow_pipeline;
