-- Titles of the catalogue of every type; what is unrated is null, and so is the difference then.
WITH compared AS (
  SELECT
    title.title_id,
    title.title_name,
    round(title.imdb_rating, 2) AS imdb_rating,
    round(avg(session.rating), 2) AS platform_rating,
    count(session.rating) AS ratings
  FROM reference.title
  LEFT JOIN reference.session USING (title_id)
  WHERE title.in_catalog
  GROUP BY title.title_id, title.title_name, title.imdb_rating
)
SELECT *, platform_rating - imdb_rating AS difference
FROM compared
