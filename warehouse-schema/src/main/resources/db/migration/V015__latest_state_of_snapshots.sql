-- A new snapshot is compared with the latest state of each key: found by a flag and its index, so that a day costs what
-- the snapshot holds, however long the history has become. Rows of one snapshot stand together: BRIN finds them.

DO $$
DECLARE
  change record;
BEGIN
  FOR change IN
    SELECT * FROM (VALUES
      ('plan_change', 'plan_id'), ('catalog_change', 'title_id'), ('title_change', 'title_id'),
      ('title_rating_change', 'title_id'), ('title_crew_change', 'title_id'), ('title_episode_change', 'title_id'),
      ('person_change', 'person_id')) AS changes (table_name, key)
  LOOP
    EXECUTE format('ALTER TABLE cleansed.%I ADD COLUMN is_latest boolean NOT NULL DEFAULT false', change.table_name);
    EXECUTE format(
      'UPDATE cleansed.%1$I AS c SET is_latest = true
       WHERE NOT EXISTS (SELECT FROM cleansed.%1$I AS later WHERE later.%2$I = c.%2$I AND later.effective_at > c.effective_at)',
      change.table_name, change.key);
    EXECUTE format('CREATE UNIQUE INDEX %1$s_one_latest ON cleansed.%1$I (%2$I) WHERE is_latest', change.table_name, change.key);
    EXECUTE format('CREATE INDEX %1$s_effective_at ON cleansed.%1$I USING brin (effective_at)', change.table_name);
    EXECUTE format('COMMENT ON COLUMN cleansed.%I.is_latest IS %L', change.table_name,
      'Whether no later change of the key is known');
  END LOOP;
END
$$;

-- Whether the platform offers a title is set apart from the title's versions: a new version starts outside.
ALTER TABLE warehouse.dim_title ALTER COLUMN in_catalog SET DEFAULT false;
DROP INDEX warehouse.dim_title_catalog;
CREATE INDEX dim_title_catalog ON warehouse.dim_title (title_id) WHERE in_catalog;

-- The catalogue where none was ever delivered: the titles with the most votes.
CREATE INDEX dim_title_votes ON warehouse.dim_title (imdb_votes DESC NULLS LAST, imdb_rating DESC NULLS LAST, title_id)
  WHERE is_current AND in_imdb AND imdb_votes IS NOT NULL;

COMMENT ON COLUMN warehouse.dim_title.in_catalog IS 'Whether the platform offers it now (set on all versions by the catalogue)';
COMMENT ON COLUMN warehouse.dim_title.available_from IS 'First day in the catalogue, as delivered (set on all versions by the catalogue)';
COMMENT ON COLUMN warehouse.dim_title.available_until IS 'Last day in the catalogue, as delivered (set on all versions by the catalogue)';

-- Directors whom name.basics never had are few, and looked through each day.
CREATE INDEX dim_person_inferred ON warehouse.dim_person (person_key) WHERE is_inferred;
