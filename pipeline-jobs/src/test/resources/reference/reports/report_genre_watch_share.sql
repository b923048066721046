WITH viewed AS (
  SELECT month, genre, coalesce(sum(viewed_seconds), 0) AS seconds
  FROM reference.genre_session
  GROUP BY month, genre
)
SELECT
  month,
  genre,
  reference.half_up(seconds / 60, 2) AS viewed_minutes,
  reference.half_up(seconds / nullif(sum(seconds) OVER (PARTITION BY month), 0), 4) AS share,
  reference.is_complete(month) AS is_complete
FROM viewed
