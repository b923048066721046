-- Titles of the catalogue of every type; what is unrated is null, and so is the difference then.
WITH compared AS (
  SELECT
    title.title_id,
    title.title_name,
    reference.half_up(title.imdb_rating, 2) AS imdb_rating,
    reference.half_up(avg(session.rating), 2) AS platform_rating,
    count(session.rating) AS ratings
  FROM reference.title
  LEFT JOIN reference.session USING (title_id)
  WHERE title.in_catalog
  GROUP BY title.title_id, title.title_name, title.imdb_rating
)
SELECT
  compared.*,
  platform_rating - imdb_rating AS difference,
  ratings >= smallest_sample AS is_reliable
FROM compared
CROSS JOIN reference.setting
ORDER BY
  is_reliable DESC, difference DESC NULLS LAST, title_id COLLATE "C"
