-- A session counts for each genre of its title.
WITH ranked AS (
  SELECT
    region_name,
    row_number() OVER (PARTITION BY region_name ORDER BY count(*) DESC, genre COLLATE "C") AS rank,
    genre,
    count(*) AS views,
    reference.half_up(coalesce(sum(watched_minutes), 0), 2) AS watched_minutes
  FROM reference.genre_session
  JOIN warehouse.dim_region USING (region_code)
  GROUP BY region_name, genre
)
SELECT * FROM ranked WHERE rank <= 10 ORDER BY region_name, rank
