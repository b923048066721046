-- One row per log_id: the record emitted last (ties: later file, later line). Of those that started
-- up to the end of the as-of date; a later one may close them.
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
    -- Where the next session closed the log, nobody saw its end.
    session_end IS NOT NULL AS is_end_observed,
    coalesce(session_end, next_start) AS session_end,
    extract(epoch FROM coalesce(session_end, next_start) - session_start) AS watched_seconds
  FROM latest
  LEFT JOIN next_start USING (log_id)
),
measured AS (
  SELECT
    closed.*,
    -- Members that are not known, or not known then, are the Unknown one.
    coalesce(plan_version.plan_name, 'Unknown') AS plan_name,
    title_version.genres,
    -- LEAST overlooks nulls: what is open or of unknown runtime must not get that far.
    CASE
      WHEN closed.is_end_observed THEN closed.watched_seconds
      WHEN closed.watched_seconds IS NOT NULL AND title_version.runtime_minutes > 0
        THEN least(closed.watched_seconds, 60 * title_version.runtime_minutes)
    END AS viewed_seconds,
    CASE
      WHEN closed.is_end_observed AND title_version.runtime_minutes > 0
        THEN least(1, closed.watched_seconds / (60 * title_version.runtime_minutes))
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
    AND closed.session_start < title_version.valid_to
)
SELECT
  log_id,
  user_id,
  title_id,
  session_start,
  session_end,
  reference.date_of(session_start) AS day,
  reference.month_of(session_start) AS month,
  extract(isodow FROM session_start AT TIME ZONE 'Europe/Bucharest')::integer AS weekday,
  extract(hour FROM session_start AT TIME ZONE 'Europe/Bucharest')::integer AS start_hour,
  is_end_observed,
  rating,
  reaction,
  plan_name,
  region_code,
  genres,
  watched_seconds,
  viewed_seconds,
  completion_ratio
FROM measured
WHERE session_start < reference.now_at();

-- A session counts wholly for each genre of its title, as it was then.
CREATE TABLE reference.genre_session AS
SELECT DISTINCT
  session.log_id,
  session.user_id,
  session.month,
  session.region_code,
  session.plan_name,
  genre,
  session.viewed_seconds,
  session.completion_ratio,
  session.rating
FROM reference.session
CROSS JOIN unnest(string_to_array(session.genres, ',')) AS genre
WHERE genre <> '';

-- By the county of the session. Affinity is the genre's share of the county's views as against its
-- share of all views; a title without genres is a view, too.
CREATE VIEW reference.region_genre AS
WITH region_view AS (
  SELECT region_code, count(*)::numeric AS views FROM reference.session GROUP BY region_code
),
genre_view AS (
  SELECT genre, count(*)::numeric AS views FROM reference.genre_session GROUP BY genre
),
measured AS (
  SELECT
    region_code,
    genre,
    count(*) AS views,
    count(DISTINCT user_id) AS viewers,
    coalesce(sum(viewed_seconds), 0) / 60 AS minutes
  FROM reference.genre_session
  GROUP BY region_code, genre
)
SELECT
  dim_region.region_name,
  row_number() OVER (
    PARTITION BY region_code ORDER BY measured.views DESC, genre COLLATE "C") AS most_viewed,
  row_number() OVER (
    PARTITION BY region_code ORDER BY measured.views, genre COLLATE "C") AS least_viewed,
  genre,
  measured.views,
  reference.half_up(measured.minutes, 2) AS viewed_minutes,
  measured.viewers,
  reference.half_up(
    (measured.views * (SELECT count(*) FROM reference.session))
      / (region_view.views * genre_view.views),
    4
  ) AS affinity
FROM measured
JOIN region_view USING (region_code)
JOIN genre_view USING (genre)
JOIN warehouse.dim_region USING (region_code);
