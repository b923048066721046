-- Sessions of known ratio only: a missing runtime says nothing about completion.
SELECT
  title_id,
  title_name,
  count(*) AS sessions,
  reference.half_up(avg(completion_ratio), 4) AS avg_completion_ratio,
  reference.half_up(avg(CASE WHEN completion_ratio >= 0.9 THEN 1 ELSE 0 END), 4) AS completion_rate
FROM reference.session
JOIN reference.title USING (title_id)
WHERE is_movie
  AND completion_ratio IS NOT NULL
GROUP BY title_id, title_name
