WITH watched AS (
  SELECT month, genre, coalesce(sum(watched_minutes), 0) AS minutes
  FROM reference.genre_session
  GROUP BY month, genre
)
SELECT
  month,
  genre,
  reference.half_up(minutes, 2) AS watched_minutes,
  reference.half_up(minutes / nullif(sum(minutes) OVER (PARTITION BY month), 0), 4) AS share
FROM watched
