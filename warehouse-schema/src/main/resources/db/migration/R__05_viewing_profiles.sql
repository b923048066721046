-- What each user who consents to personalisation watched, as figures and as one document.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW change_queue.changed_viewing_profile AS
WITH
touched AS MATERIALIZED (
  SELECT DISTINCT c.user_id FROM change_queue.changed_profile AS t JOIN mart.consenting_user AS c ON c.user_id = t.user_id
),
watched AS MATERIALIZED (
  SELECT f.user_id, f.title_id, f.title_key, f.session_start, mart.bucharest_date(f.session_start) AS day,
    coalesce(f.viewed_seconds, 0) AS seconds, f.completion_ratio, f.is_completed
  FROM touched AS t
  JOIN warehouse.fact_watch_session AS f ON f.user_id = t.user_id
),
total AS (
  SELECT user_id, count(*) AS sessions, mart.minutes(sum(seconds)) AS minutes,
    mart.share(count(*) FILTER (WHERE is_completed), count(is_completed)) AS completion_rate, mart.mean_ratio(sum(completion_ratio), count(completion_ratio)) AS avg_completion_ratio,
    max(session_start) AS last_session_at
  FROM watched
  GROUP BY user_id
),
months AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'month', to_char(month, 'YYYY-MM'), 'sessions', sessions, 'minutes', minutes) ORDER BY month) AS list
  FROM (
    SELECT user_id, mart.month_of(day) AS month, count(*) AS sessions, mart.minutes(sum(seconds)) AS minutes
    FROM watched
    GROUP BY user_id, mart.month_of(day)
  ) AS m
  GROUP BY user_id
),
genres AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'genre', genre_name, 'views', views, 'minutes', minutes) ORDER BY place) AS list
  FROM (
    SELECT w.user_id, g.genre_name, count(*) AS views, mart.minutes(sum(w.seconds)) AS minutes,
      row_number() OVER (PARTITION BY w.user_id ORDER BY count(*) DESC, sum(w.seconds) DESC, g.genre_name) AS place
    FROM watched AS w
    JOIN warehouse.bridge_title_genre AS b ON b.title_key = w.title_key
    JOIN warehouse.dim_genre AS g ON g.genre_key = b.genre_key
    GROUP BY w.user_id, g.genre_name
  ) AS g
  WHERE place <= 5
  GROUP BY user_id
),
directors AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'person_id', person_id, 'name', person_name, 'views', views, 'minutes', minutes) ORDER BY place) AS list
  FROM (
    SELECT w.user_id, p.person_id, p.person_name, count(*) AS views, mart.minutes(sum(w.seconds)) AS minutes,
      row_number() OVER (PARTITION BY w.user_id ORDER BY count(*) DESC, sum(w.seconds) DESC, p.person_id) AS place
    FROM watched AS w
    JOIN warehouse.bridge_title_director AS b ON b.title_key = w.title_key
    JOIN warehouse.dim_person AS p ON p.person_key = b.person_key AND NOT p.is_inferred
    GROUP BY w.user_id, p.person_id, p.person_name
  ) AS d
  WHERE place <= 5
  GROUP BY user_id
),
-- Days in a row: a day minus its position among the days is the same for all of them.
streaks AS (
  SELECT user_id, max(days)::int AS longest, (array_agg(days ORDER BY last_day DESC))[1]::int AS last_days, max(last_day) AS last_day
  FROM (
    SELECT user_id, count(*) AS days, max(day) AS last_day
    FROM (
      SELECT user_id, day, day - row_number() OVER (PARTITION BY user_id ORDER BY day)::int AS streak
      FROM (SELECT DISTINCT user_id, day FROM watched) AS days
    ) AS numbered
    GROUP BY user_id, streak
  ) AS s
  GROUP BY user_id
),
-- A viewer who stops and comes back resumes where they stopped: time of a title adds up.
unfinished AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'title_id', title_id, 'title_name', title_name, 'last_watched_at', mart.utc_text(last_watched_at),
    'viewed_minutes', mart.minutes(seconds), 'remaining_minutes', mart.minutes(60::bigint * runtime_minutes - seconds)) ORDER BY place) AS list
  FROM (
    SELECT w.user_id, t.title_id, t.title_name, t.runtime_minutes, w.seconds, w.last_watched_at,
      row_number() OVER (PARTITION BY w.user_id ORDER BY w.last_watched_at DESC, t.title_id) AS place
    FROM (
      SELECT user_id, title_id, sum(seconds) AS seconds, max(session_start) AS last_watched_at,
        coalesce(bool_or(is_completed), false) AS is_completed
      FROM watched
      GROUP BY user_id, title_id
    ) AS w
    JOIN warehouse.dim_title AS t ON t.title_id = w.title_id AND t.is_current AND t.in_catalog AND NOT t.is_inferred
    WHERE NOT w.is_completed AND w.seconds < 54::bigint * t.runtime_minutes
  ) AS u
  WHERE place <= 10
  GROUP BY user_id
)
SELECT touched.user_id,
  coalesce(total.sessions, 0) AS sessions,
  coalesce(total.minutes, 0.00) AS viewed_minutes,
  total.completion_rate,
  total.avg_completion_ratio,
  coalesce(streaks.longest, 0) AS longest_streak_days,
  coalesce(streaks.last_days, 0) AS last_streak_days,
  streaks.last_day AS last_streak_end,
  total.last_session_at,
  coalesce(months.list, '[]') AS months,
  coalesce(genres.list, '[]') AS favourite_genres,
  coalesce(directors.list, '[]') AS favourite_directors,
  coalesce(unfinished.list, '[]') AS continue_watching
FROM touched
LEFT JOIN total ON total.user_id = touched.user_id
LEFT JOIN months ON months.user_id = touched.user_id
LEFT JOIN genres ON genres.user_id = touched.user_id
LEFT JOIN directors ON directors.user_id = touched.user_id
LEFT JOIN streaks ON streaks.user_id = touched.user_id
LEFT JOIN unfinished ON unfinished.user_id = touched.user_id;
COMMENT ON VIEW change_queue.changed_viewing_profile IS 'Viewing profiles, as they are now, of the consenting users in changed_profile';

-- The latest of a user's editions that readers may see. A night's last session is delivered with the next date, so a streak
-- that reaches the day before the as-of date is not broken yet.
CREATE OR REPLACE VIEW mart.user_viewing_profile WITH (security_barrier) AS
SELECT p.user_id, p.sessions, p.viewed_minutes, p.completion_rate, p.avg_completion_ratio,
  CASE WHEN p.last_streak_end >= a.as_of_date - 1 THEN p.last_streak_days ELSE 0 END AS current_streak_days,
  p.longest_streak_days, p.last_session_at, p.months, p.favourite_genres, p.favourite_directors, p.continue_watching
FROM aggregate.user_viewing_profile_edition AS p
JOIN mart.consenting_user AS c ON c.user_id = p.user_id
CROSS JOIN mart.as_of AS a
WHERE p.edition <= (SELECT current_edition FROM aggregate.edition WHERE subject = 'user_viewing_profile')
  AND NOT EXISTS (
    SELECT FROM aggregate.user_viewing_profile_edition AS newer
    WHERE newer.user_id = p.user_id AND newer.edition > p.edition
      AND newer.edition <= (SELECT current_edition FROM aggregate.edition WHERE subject = 'user_viewing_profile')
  );
COMMENT ON VIEW mart.user_viewing_profile IS 'What each user who consents to personalisation watched; one row per user';
COMMENT ON COLUMN mart.user_viewing_profile.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile.sessions IS 'Sessions ever';
COMMENT ON COLUMN mart.user_viewing_profile.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN mart.user_viewing_profile.completion_rate IS 'Share of completed sessions among those of known ratio, 4 decimals; null where none is known';
COMMENT ON COLUMN mart.user_viewing_profile.avg_completion_ratio IS 'Mean completion ratio of those sessions, 4 decimals';
COMMENT ON COLUMN mart.user_viewing_profile.current_streak_days IS 'Days in a row (Europe/Bucharest) with a session, up to the as-of date or the day before it; 0 where neither has one';
COMMENT ON COLUMN mart.user_viewing_profile.longest_streak_days IS 'Most days in a row with a session, ever';
COMMENT ON COLUMN mart.user_viewing_profile.last_session_at IS 'Start of the last session';
COMMENT ON COLUMN mart.user_viewing_profile.months IS 'Sessions and minutes by month (Europe/Bucharest) in which there were any: [{month, sessions, minutes}], in order';
COMMENT ON COLUMN mart.user_viewing_profile.favourite_genres IS 'The 5 genres watched most: [{genre, views, minutes}]; views desc, minutes desc, genre; a session counts for each genre of its title';
COMMENT ON COLUMN mart.user_viewing_profile.favourite_directors IS 'The 5 directors watched most: [{person_id, name, views, minutes}]; views desc, minutes desc, person_id';
COMMENT ON COLUMN mart.user_viewing_profile.continue_watching IS 'Up to 10 catalogue titles begun and not ended, watched last first: [{title_id, title_name, last_watched_at, viewed_minutes, remaining_minutes}]; ended: a completed session, or minutes that add up to 0.9 of the runtime; not where the runtime is unknown';

CREATE OR REPLACE VIEW mart.user_viewing_profile_json WITH (security_barrier) AS
SELECT p.user_id, jsonb_build_object(
    'user_id', p.user_id,
    'as_of_date', a.as_of_date,
    'sessions', p.sessions,
    'viewed_minutes', p.viewed_minutes,
    'completion', jsonb_build_object('rate', p.completion_rate, 'average_ratio', p.avg_completion_ratio),
    'streak', jsonb_build_object('current_days', p.current_streak_days, 'longest_days', p.longest_streak_days),
    'last_session_at', mart.utc_text(p.last_session_at),
    'months', p.months,
    'favourite_genres', p.favourite_genres,
    'favourite_directors', p.favourite_directors,
    'continue_watching', p.continue_watching) AS profile
FROM mart.user_viewing_profile AS p
CROSS JOIN mart.as_of AS a;
COMMENT ON VIEW mart.user_viewing_profile_json IS 'The same as one document per user, for dashboards; its shape is in docs/recommendations.md';
COMMENT ON COLUMN mart.user_viewing_profile_json.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile_json.profile IS 'The whole profile';
