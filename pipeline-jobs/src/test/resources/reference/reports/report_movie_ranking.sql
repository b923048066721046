-- A window ends with the as-of date, and the one just before it is as long. Movies that nobody
-- watched in a window are not in it. Ties are broken on the values shown.
WITH last_days (activity_window, days) AS (
  VALUES ('last_7_days', 7), ('last_28_days', 28), ('last_90_days', 90)
),
period AS (
  SELECT activity_window, false AS is_previous, as_of - days + 1 AS first_day, as_of AS last_day
  FROM last_days
  CROSS JOIN reference.setting
  UNION ALL
  SELECT activity_window, true, as_of - 2 * days + 1, as_of - days
  FROM last_days
  CROSS JOIN reference.setting
  UNION ALL
  SELECT 'ever', false, '-infinity', as_of
  FROM reference.setting
),
measured AS (
  SELECT
    activity_window,
    is_previous,
    title_id,
    title.title_name,
    title.runtime_minutes,
    count(*) AS views,
    count(DISTINCT session.user_id) AS viewers,
    coalesce(sum(session.viewed_seconds), 0) / 60 AS minutes,
    count(*) FILTER (WHERE session.completion_ratio >= 0.9) AS completers,
    reference.half_up(avg(session.rating), 2) AS avg_rating
  FROM period
  JOIN reference.session ON session.day BETWEEN period.first_day AND period.last_day
  JOIN reference.title USING (title_id)
  WHERE title.is_movie
  GROUP BY activity_window, is_previous, title_id, title.title_name, title.runtime_minutes
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY activity_window, is_previous
      ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id COLLATE "C"
    ) AS rank
  FROM measured
)
SELECT
  ranked.activity_window,
  ranked.rank,
  ranked.title_id,
  ranked.title_name,
  ranked.views,
  ranked.viewers,
  reference.half_up(ranked.minutes, 2) AS viewed_minutes,
  reference.half_up(ranked.minutes / nullif(ranked.runtime_minutes, 0), 4) AS views_equivalent,
  ranked.completers,
  ranked.avg_rating,
  previous.rank AS previous_rank
FROM ranked
LEFT JOIN ranked AS previous
  ON previous.activity_window = ranked.activity_window
  AND previous.is_previous
  AND previous.title_id = ranked.title_id
  AND previous.rank <= 50
WHERE NOT ranked.is_previous
  AND ranked.rank <= 50
