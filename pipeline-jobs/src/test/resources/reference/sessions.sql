-- One row per log_id: the record emitted last (ties: later file, later line).
CREATE TABLE reference.session AS
WITH latest AS (
  SELECT DISTINCT ON (log_id)
    log_id, user_id, title_id, session_start, session_end, rating, reaction, region_code
  FROM reference.session_record
  ORDER BY log_id, emitted_at DESC, delivered_on DESC, line DESC
),
next_start AS (
  SELECT latest.log_id, min(later.session_start) AS next_start
  FROM latest
  JOIN latest AS later
    ON later.user_id = latest.user_id
    AND later.session_start > latest.session_start
  GROUP BY latest.log_id
),
closed AS (
  SELECT
    log_id, user_id, title_id, session_start, rating, reaction, region_code,
    coalesce(session_end, next_start) AS session_end,
    extract(epoch FROM coalesce(session_end, next_start) - session_start) / 60 AS watched_minutes
  FROM latest
  LEFT JOIN next_start USING (log_id)
)
SELECT
  closed.log_id,
  closed.user_id,
  closed.title_id,
  closed.session_start,
  closed.session_end,
  closed.rating,
  closed.reaction,
  -- Members that are not known, or not known then, are the Unknown one.
  coalesce(plan_version.plan_name, 'Unknown') AS plan_name,
  closed.region_code,
  title_version.genres,
  closed.watched_minutes,
  -- Null where the runtime is: LEAST would overlook that and say 1.
  CASE
    WHEN closed.watched_minutes IS NOT NULL AND title_version.runtime_minutes > 0
    THEN least(1, closed.watched_minutes / title_version.runtime_minutes)
  END AS completion_ratio
FROM closed
LEFT JOIN reference.user_version
  ON user_version.user_id = closed.user_id
  AND user_version.valid_from <= closed.session_start
  AND closed.session_start < user_version.valid_to
LEFT JOIN reference.plan_version
  ON plan_version.plan_id = user_version.plan_id
  AND plan_version.valid_from <= closed.session_start
  AND closed.session_start < plan_version.valid_to
LEFT JOIN reference.title_version
  ON title_version.title_id = closed.title_id
  AND title_version.valid_from <= closed.session_start
  AND closed.session_start < title_version.valid_to;

-- A session counts wholly for each genre of its title, as it was then.
CREATE TABLE reference.genre_session AS
SELECT DISTINCT
  session.log_id,
  reference.month_of(session.session_start) AS month,
  session.region_code,
  session.plan_name,
  genre,
  session.watched_minutes,
  session.completion_ratio
FROM reference.session
CROSS JOIN unnest(string_to_array(session.genres, ',')) AS genre
WHERE genre <> '';
