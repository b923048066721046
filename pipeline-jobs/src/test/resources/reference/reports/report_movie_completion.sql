-- Sessions of known ratio only: without a runtime there is no completion, and neither does a
-- session whose end nobody saw. The total is the last row; that of nothing is a row, too.
WITH known AS (
  SELECT title_id, title_name, completion_ratio
  FROM reference.session
  JOIN reference.title USING (title_id)
  WHERE is_movie
    AND completion_ratio IS NOT NULL
),
measured AS (
  SELECT
    title_id,
    title_name,
    count(*) AS sessions,
    avg(completion_ratio) AS avg_completion_ratio,
    avg((completion_ratio >= 0.9)::integer) AS completion_rate
  FROM known
  GROUP BY title_id, title_name
  UNION ALL
  SELECT
    NULL, NULL, count(*), avg(completion_ratio), avg((completion_ratio >= 0.9)::integer)
  FROM known
),
shown AS (
  SELECT
    title_id,
    title_name,
    sessions,
    reference.half_up(avg_completion_ratio, 4) AS avg_completion_ratio,
    reference.half_up(completion_rate, 4) AS completion_rate,
    sessions >= smallest_sample AS is_reliable
  FROM measured
  CROSS JOIN reference.setting
)
SELECT *
FROM shown
ORDER BY
  title_id IS NULL, is_reliable DESC, avg_completion_ratio DESC, title_id COLLATE "C"
