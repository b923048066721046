WITH ranked AS (
  SELECT
    plan_name,
    row_number() OVER (PARTITION BY plan_name ORDER BY count(*) DESC, genre COLLATE "C") AS rank,
    genre,
    count(*) AS views
  FROM reference.genre_session
  GROUP BY plan_name, genre
)
SELECT * FROM ranked WHERE rank <= 5
