-- IMDb's ratings are a full snapshot: who is not in the latest is unrated. A rating of a title that
-- the latest title.basics does not have is an orphan.
CREATE TABLE reference.imdb_title AS
SELECT title_id
FROM reference.title_state
WHERE delivered_on
  = (SELECT max(delivered_on) FROM reference.delivery WHERE file_name = 'title.basics.tsv');

CREATE TABLE reference.imdb_rating AS
SELECT DISTINCT ON (title_id) title_id, imdb_rating, imdb_votes
FROM reference.rating_record
JOIN reference.imdb_title USING (title_id)
WHERE delivered_on
  = (SELECT max(delivered_on) FROM reference.delivery WHERE file_name = 'title.ratings.tsv')
ORDER BY title_id, line DESC;

-- The titles of the latest catalog.csv; where none was ever delivered, the most voted for of IMDb.
CREATE TABLE reference.catalogue AS
WITH most_voted AS (
  SELECT
    title_id,
    row_number() OVER (
      ORDER BY
        imdb_votes DESC NULLS LAST,
        imdb_rating DESC NULLS LAST,
        title_id COLLATE "C"
    ) AS position
  FROM reference.imdb_title
  LEFT JOIN reference.imdb_rating USING (title_id)
)
SELECT DISTINCT title_id
FROM reference.catalog_record
WHERE delivered_on
  = (SELECT max(delivered_on) FROM reference.delivery WHERE file_name = 'catalog.csv')
UNION
SELECT title_id
FROM most_voted
WHERE position <= (SELECT catalog_size FROM reference.setting)
  AND NOT EXISTS (SELECT FROM reference.delivery WHERE file_name = 'catalog.csv');

-- Titles that IMDb told of, as they are now.
CREATE TABLE reference.title AS
SELECT
  title_version.title_id,
  title_version.title_name,
  title_version.title_type IN ('movie', 'tvMovie') AS is_movie,
  catalogue.title_id IS NOT NULL AS in_catalog,
  imdb_rating.imdb_rating,
  imdb_rating.imdb_votes,
  title_version.runtime_minutes
FROM reference.title_version
LEFT JOIN reference.imdb_rating USING (title_id)
LEFT JOIN reference.catalogue USING (title_id)
WHERE title_version.valid_from < reference.now_at()
  AND reference.now_at() <= title_version.valid_to;
