-- Movies of the catalogue, also those that nobody watched; of equals the missed chances first.
WITH movie AS (
  SELECT
    title.title_id,
    title.title_name,
    title.imdb_votes,
    count(session.log_id) AS views,
    reference.half_up(avg(session.rating), 2) AS avg_rating
  FROM reference.title
  LEFT JOIN reference.session USING (title_id)
  WHERE title.is_movie
    AND title.in_catalog
  GROUP BY title.title_id, title.title_name, title.imdb_votes
),
ranked AS (
  SELECT
    row_number() OVER (
      ORDER BY views, avg_rating NULLS FIRST, imdb_votes DESC NULLS LAST, title_id COLLATE "C"
    ) AS rank,
    *
  FROM movie
)
SELECT rank, title_id, title_name, views, avg_rating
FROM ranked
WHERE rank <= 10
ORDER BY rank
