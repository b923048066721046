-- Genres that anybody rated.
WITH rated AS (
  SELECT genre, count(*) AS ratings, reference.half_up(avg(rating), 2) AS avg_rating
  FROM reference.genre_session
  WHERE rating IS NOT NULL
  GROUP BY genre
)
SELECT rated.*, ratings >= smallest_sample AS is_reliable
FROM rated
CROSS JOIN reference.setting
ORDER BY avg_rating DESC, genre COLLATE "C"
