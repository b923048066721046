SELECT
  region_name,
  genre,
  count(*) AS sessions,
  reference.half_up(avg(completion_ratio), 4) AS avg_completion_ratio
FROM reference.genre_session
JOIN warehouse.dim_region USING (region_code)
WHERE completion_ratio IS NOT NULL
GROUP BY region_name, genre
