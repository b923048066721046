-- Every movie that IMDb told of; where fewer than ten were watched, some that nobody did.
-- Ties are broken on the values shown: the average is rounded before it is compared.
WITH movie AS (
  SELECT
    title.title_id,
    title.title_name,
    count(session.log_id) AS views,
    reference.half_up(avg(session.rating), 2) AS avg_rating
  FROM reference.title
  LEFT JOIN reference.session USING (title_id)
  WHERE title.is_movie
  GROUP BY title.title_id, title.title_name
),
ranked AS (
  SELECT
    row_number() OVER (
      ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id COLLATE "C"
    ) AS rank,
    *
  FROM movie
)
SELECT rank, title_id, title_name, views, avg_rating
FROM ranked
WHERE rank <= 10
ORDER BY rank
