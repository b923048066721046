-- What to watch next, and what each user watched: personal, so of users who consented only, and only while they do.
-- Formulas, sources and figures: docs/recommendations.md.

-- Editions. A job writes its rows under the next edition while readers see the current one; the last job of the day makes
-- all next editions current in one statement. A job that fails, or is run again, leaves what readers see alone.
CREATE TABLE mart.edition (
  subject         text COLLATE "C" PRIMARY KEY,
  current_edition int  NOT NULL DEFAULT 0,
  next_edition    int  NOT NULL DEFAULT 0,
  CHECK (next_edition BETWEEN current_edition AND current_edition + 1)
);
INSERT INTO mart.edition (subject)
VALUES ('movie_popularity'), ('title_similarity'), ('user_recommendation'), ('user_viewing_profile');

CREATE FUNCTION mart.current_edition(of_subject text) RETURNS int
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT current_edition FROM mart.edition WHERE subject = of_subject);
COMMENT ON FUNCTION mart.current_edition IS 'Edition of a subject that readers see';

CREATE VIEW mart.consenting_user AS
SELECT user_id, user_key
FROM warehouse.dim_user
WHERE is_current AND consent_personalisation AND NOT is_inferred AND NOT is_deleted;

-- The two formulas, each said once. `before` is the end of the as-of date; an evaluation moves it back.

CREATE FUNCTION mart.movie_preference(before timestamptz)
  RETURNS TABLE (user_id bigint, title_id text, preference int, last_seen timestamptz)
  LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT s.user_id, s.title_id,
    greatest(0, least(200, round(100 * (
      coalesce(max(s.completion_ratio), 0.5)
      + 0.5 * coalesce(avg(s.reaction), 0)
      + 0.1 * coalesce(avg(s.rating - s.usual_rating), 0)))))::int,
    max(s.session_start)
  FROM (
    SELECT f.user_id, f.title_id, f.session_start, f.completion_ratio, f.rating, r.score AS reaction,
      avg(f.rating) OVER (PARTITION BY f.user_id) AS usual_rating
    FROM warehouse.fact_watch_session AS f
    JOIN mart.consenting_user AS u ON u.user_id = f.user_id
    JOIN mart.known_title AS t ON t.title_id = f.title_id AND t.is_movie
    JOIN warehouse.dim_reaction AS r ON r.reaction_code = f.reaction_code
    WHERE f.session_start < before
  ) AS s
  GROUP BY s.user_id, s.title_id
$$;
COMMENT ON FUNCTION mart.movie_preference IS
  'How much consenting users liked each movie that they watched before an instant: 100 x (greatest completion ratio, 0.5 where none is known, + 0.5 x mean reaction + 0.1 x mean rating above the user''s usual), from 0 to 200; one row per user and movie';

-- Hours, not days: the length of a day must not depend on the session's time zone.
CREATE FUNCTION mart.movie_popularity_at(before timestamptz)
  RETURNS TABLE (rank int, title_id text, popularity numeric)
  LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT (row_number() OVER (ORDER BY m.popularity DESC, m.imdb_votes DESC NULLS LAST, m.title_id))::int, m.title_id, m.popularity
  FROM (
    -- No join: what the planner does not know of this day's sessions yet would make it a nested loop.
    SELECT u.title_id, max(u.imdb_votes) AS imdb_votes, mart.half_up(coalesce(sum(u.weight), 0) / 28, 4) AS popularity
    FROM (
      SELECT t.title_id, t.imdb_votes, NULL::numeric AS weight, true AS is_catalogue_movie
      FROM mart.known_title AS t
      WHERE t.is_movie AND t.in_catalog
      UNION ALL
      SELECT f.title_id, NULL,
        (28 - floor(extract(epoch FROM before - f.session_start) / 86400)) * coalesce(f.completion_ratio, 0.5), false
      FROM warehouse.fact_watch_session AS f
      WHERE f.session_start >= before - interval '672 hours' AND f.session_start < before
    ) AS u
    GROUP BY u.title_id
    HAVING bool_or(u.is_catalogue_movie)
  ) AS m
$$;
COMMENT ON FUNCTION mart.movie_popularity_at IS
  'Catalogue movies by their popularity before an instant: the sum over the sessions of the last 28 days of (28 - age in whole days) / 28 x completion ratio (0.5 where it is not known); then by IMDb votes, then by title_id';

CREATE TABLE mart.movie_popularity_edition (
  edition    int     NOT NULL,
  rank       int     NOT NULL,
  title_id   text COLLATE "C" NOT NULL,
  popularity numeric NOT NULL,
  PRIMARY KEY (edition, rank)
);

CREATE TABLE mart.title_similarity_edition (
  edition          int          NOT NULL,
  title_id         text COLLATE "C" NOT NULL,
  rank             int          NOT NULL,
  similar_title_id text COLLATE "C" NOT NULL,
  similarity       numeric(7,6) NOT NULL,
  PRIMARY KEY (edition, title_id, rank)
);

CREATE TABLE mart.user_recommendation_edition (
  edition         int           NOT NULL,
  user_id         bigint        NOT NULL,
  rank            int           NOT NULL,
  title_id        text COLLATE "C" NOT NULL,
  score           numeric(12,6) NOT NULL,
  reason_title_id text COLLATE "C",
  PRIMARY KEY (edition, user_id, rank)
);

CREATE TABLE mart.user_viewing_profile_edition (
  edition              int         NOT NULL,
  user_id              bigint      NOT NULL,
  sessions             bigint      NOT NULL,
  watched_minutes      numeric     NOT NULL,
  completion_rate      numeric,
  avg_completion_ratio numeric,
  longest_streak_days  int         NOT NULL,
  last_streak_days     int         NOT NULL,
  last_streak_end      date,
  last_session_at      timestamptz,
  months               jsonb       NOT NULL,
  favourite_genres     jsonb       NOT NULL,
  favourite_directors  jsonb       NOT NULL,
  continue_watching    jsonb       NOT NULL,
  PRIMARY KEY (user_id, edition)
);

-- Rows of editions to come, and of users who withdrew their consent, are nobody's to read.
REVOKE ALL ON mart.movie_popularity_edition, mart.title_similarity_edition, mart.user_recommendation_edition,
  mart.user_viewing_profile_edition FROM wow_analyst;

CREATE VIEW mart.movie_popularity AS
SELECT rank, title_id, popularity
FROM mart.movie_popularity_edition
WHERE edition = mart.current_edition('movie_popularity')
ORDER BY rank;

CREATE VIEW mart.title_similarity AS
SELECT title_id, rank, similar_title_id, similarity
FROM mart.title_similarity_edition
WHERE edition = mart.current_edition('title_similarity')
ORDER BY title_id, rank;

-- Users without a movie to their name have no rows of their own: each gets the popular movies here, less those watched
-- since.
CREATE VIEW mart.user_recommendation AS
SELECT user_id, rank, title_id, score, reason_title_id
FROM (
  SELECT r.user_id, r.rank, r.title_id, r.score, r.reason_title_id
  FROM mart.user_recommendation_edition AS r
  JOIN mart.consenting_user AS c ON c.user_id = r.user_id
  WHERE r.edition = mart.current_edition('user_recommendation')
  UNION ALL
  SELECT c.user_id, p.rank::int, p.title_id, 0.000000, NULL
  FROM mart.consenting_user AS c
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(f.title_id), '{}') AS titles FROM warehouse.fact_watch_session AS f WHERE f.user_id = c.user_id
  ) AS seen
  CROSS JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY m.rank) AS rank, m.title_id
    FROM mart.movie_popularity_edition AS m
    WHERE m.edition = mart.current_edition('movie_popularity') AND m.title_id <> ALL (seen.titles)
    ORDER BY m.rank
    LIMIT 10
  ) AS p
  WHERE NOT EXISTS (
    SELECT FROM mart.user_recommendation_edition AS r
    WHERE r.edition = mart.current_edition('user_recommendation') AND r.user_id = c.user_id
  )
) AS recommendation
ORDER BY user_id, rank;

CREATE TABLE cleansed.touched_profile (user_id bigint NOT NULL);
CREATE TABLE cleansed.touched_profile_title (title_id text COLLATE "C" NOT NULL);
COMMENT ON TABLE cleansed.touched_profile IS 'Users whose versions or sessions changed, and whose viewing profile has to be worked out again';
COMMENT ON TABLE cleansed.touched_profile_title IS 'Titles that changed, and whose viewers'' profiles have to be worked out again';
-- What a warehouse holds already gets its profile with the next run.
INSERT INTO cleansed.touched_profile
SELECT user_id FROM warehouse.dim_user WHERE is_current AND NOT is_inferred;

CREATE FUNCTION mart.utc_text(instant timestamptz) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
COMMENT ON FUNCTION mart.utc_text IS 'An instant as ISO-8601 text in UTC, whatever the time zone of the session';

CREATE VIEW cleansed.touched_viewing_profile AS
WITH
touched AS MATERIALIZED (
  SELECT DISTINCT c.user_id FROM cleansed.touched_profile AS t JOIN mart.consenting_user AS c ON c.user_id = t.user_id
),
watched AS MATERIALIZED (
  SELECT f.user_id, f.title_id, f.title_key, f.session_start, mart.bucharest_date(f.session_start) AS day,
    coalesce(f.watched_minutes, 0) AS minutes, f.completion_ratio, f.is_completed
  FROM touched AS t
  JOIN warehouse.fact_watch_session AS f ON f.user_id = t.user_id
),
total AS (
  SELECT user_id, count(*) AS sessions, mart.half_up(sum(minutes), 2) AS minutes,
    mart.half_up(avg(is_completed::int), 4) AS completion_rate, mart.half_up(avg(completion_ratio), 4) AS avg_completion_ratio,
    max(session_start) AS last_session_at
  FROM watched
  GROUP BY user_id
),
months AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'month', to_char(month, 'YYYY-MM'), 'sessions', sessions, 'minutes', minutes) ORDER BY month) AS list
  FROM (
    SELECT user_id, mart.month_of(day) AS month, count(*) AS sessions, mart.half_up(sum(minutes), 2) AS minutes
    FROM watched
    GROUP BY user_id, mart.month_of(day)
  ) AS m
  GROUP BY user_id
),
genres AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'genre', genre_name, 'views', views, 'minutes', minutes) ORDER BY place) AS list
  FROM (
    SELECT w.user_id, g.genre_name, count(*) AS views, mart.half_up(sum(w.minutes), 2) AS minutes,
      row_number() OVER (PARTITION BY w.user_id ORDER BY count(*) DESC, sum(w.minutes) DESC, g.genre_name) AS place
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
    SELECT w.user_id, p.person_id, p.person_name, count(*) AS views, mart.half_up(sum(w.minutes), 2) AS minutes,
      row_number() OVER (PARTITION BY w.user_id ORDER BY count(*) DESC, sum(w.minutes) DESC, p.person_id) AS place
    FROM watched AS w
    JOIN warehouse.bridge_title_director AS b ON b.title_key = w.title_key
    JOIN warehouse.dim_person AS p ON p.person_key = b.person_key AND NOT p.is_inferred
    GROUP BY w.user_id, p.person_id, p.person_name
  ) AS d
  WHERE place <= 5
  GROUP BY user_id
),
-- Days in a row: a day less its place among the days is the same for all of them.
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
-- Who stops and comes back goes on where they stopped: minutes of a title add up.
unfinished AS (
  SELECT user_id, jsonb_agg(jsonb_build_object(
    'title_id', title_id, 'title_name', title_name, 'last_watched_at', mart.utc_text(last_watched_at),
    'watched_minutes', mart.half_up(minutes, 2), 'remaining_minutes', mart.half_up(runtime_minutes - minutes, 2)) ORDER BY place) AS list
  FROM (
    SELECT w.user_id, t.title_id, t.title_name, t.runtime_minutes, w.minutes, w.last_watched_at,
      row_number() OVER (PARTITION BY w.user_id ORDER BY w.last_watched_at DESC, t.title_id) AS place
    FROM (
      SELECT user_id, title_id, sum(minutes) AS minutes, max(session_start) AS last_watched_at,
        coalesce(bool_or(is_completed), false) AS is_completed
      FROM watched
      GROUP BY user_id, title_id
    ) AS w
    JOIN warehouse.dim_title AS t ON t.title_id = w.title_id AND t.is_current AND t.in_catalog AND NOT t.is_inferred
    WHERE NOT w.is_completed AND w.minutes < 0.9 * t.runtime_minutes
  ) AS u
  WHERE place <= 10
  GROUP BY user_id
)
SELECT touched.user_id,
  coalesce(total.sessions, 0) AS sessions,
  coalesce(total.minutes, 0.00) AS watched_minutes,
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
COMMENT ON VIEW cleansed.touched_viewing_profile IS 'Viewing profiles, as they are now, of the consenting users in touched_profile';

-- Of a user's editions the latest that is not still to come. A night's last session is delivered with the next date, so a
-- streak that reaches the day before the as-of date is not broken yet.
CREATE VIEW mart.user_viewing_profile AS
SELECT p.user_id, p.sessions, p.watched_minutes, p.completion_rate, p.avg_completion_ratio,
  CASE WHEN p.last_streak_end >= a.as_of_date - 1 THEN p.last_streak_days ELSE 0 END AS current_streak_days,
  p.longest_streak_days, p.last_session_at, p.months, p.favourite_genres, p.favourite_directors, p.continue_watching
FROM mart.user_viewing_profile_edition AS p
JOIN mart.consenting_user AS c ON c.user_id = p.user_id
CROSS JOIN mart.as_of AS a
WHERE p.edition <= mart.current_edition('user_viewing_profile')
  AND NOT EXISTS (
    SELECT FROM mart.user_viewing_profile_edition AS newer
    WHERE newer.user_id = p.user_id AND newer.edition > p.edition
      AND newer.edition <= mart.current_edition('user_viewing_profile')
  );

CREATE VIEW mart.user_viewing_profile_json AS
SELECT p.user_id, jsonb_build_object(
    'user_id', p.user_id,
    'as_of_date', a.as_of_date,
    'sessions', p.sessions,
    'watched_minutes', p.watched_minutes,
    'completion', jsonb_build_object('rate', p.completion_rate, 'average_ratio', p.avg_completion_ratio),
    'streak', jsonb_build_object('current_days', p.current_streak_days, 'longest_days', p.longest_streak_days),
    'last_session_at', mart.utc_text(p.last_session_at),
    'months', p.months,
    'favourite_genres', p.favourite_genres,
    'favourite_directors', p.favourite_directors,
    'continue_watching', p.continue_watching) AS profile
FROM mart.user_viewing_profile AS p
CROSS JOIN mart.as_of AS a;

COMMENT ON TABLE mart.edition IS 'Which edition of each personal report readers see; all change in one statement, with the as-of date';
COMMENT ON COLUMN mart.edition.subject IS 'The view whose rows come in editions';
COMMENT ON COLUMN mart.edition.current_edition IS 'Edition that readers see';
COMMENT ON COLUMN mart.edition.next_edition IS 'Edition that becomes the current one when the day is published; the same where there is nothing new';

COMMENT ON VIEW mart.consenting_user IS 'Users who consent to personalisation now, and are neither inferred nor deleted; one row per user';
COMMENT ON COLUMN mart.consenting_user.user_id IS 'User number';
COMMENT ON COLUMN mart.consenting_user.user_key IS 'Current version';

COMMENT ON TABLE mart.movie_popularity_edition IS 'Editions of movie_popularity; one row per edition and catalogue movie';
COMMENT ON COLUMN mart.movie_popularity_edition.edition IS 'Edition';
COMMENT ON COLUMN mart.movie_popularity_edition.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.movie_popularity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_popularity_edition.popularity IS 'Recent completed views, 4 decimals';
COMMENT ON VIEW mart.movie_popularity IS 'Catalogue movies by how much they were watched lately; one row per catalogue movie';
COMMENT ON COLUMN mart.movie_popularity.rank IS 'Place, from 1: popularity desc, IMDb votes desc, title_id';
COMMENT ON COLUMN mart.movie_popularity.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_popularity.popularity IS 'Sum over the sessions of the 28 days up to the as-of date of (28 - age in whole days) / 28 x completion ratio (0.5 where it is not known)';

COMMENT ON TABLE mart.title_similarity_edition IS 'Editions of title_similarity; one row per edition, movie and similar movie';
COMMENT ON COLUMN mart.title_similarity_edition.edition IS 'Edition';
COMMENT ON COLUMN mart.title_similarity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.title_similarity_edition.rank IS 'Place among those similar to it, from 1';
COMMENT ON COLUMN mart.title_similarity_edition.similar_title_id IS 'IMDb title id of the similar movie';
COMMENT ON COLUMN mart.title_similarity_edition.similarity IS 'From 0 to 1';
COMMENT ON VIEW mart.title_similarity IS 'Which catalogue movies are liked by those who liked a movie; up to 50 rows per movie';
COMMENT ON COLUMN mart.title_similarity.title_id IS 'IMDb title id of a movie';
COMMENT ON COLUMN mart.title_similarity.rank IS 'Place among those similar to it, from 1: similarity desc, similar_title_id';
COMMENT ON COLUMN mart.title_similarity.similar_title_id IS 'IMDb title id of a catalogue movie';
COMMENT ON COLUMN mart.title_similarity.similarity IS 'Cosine of the two movies'' preferences over consenting users x n / (n + 5), n the users who liked both (at least 2); of each user the 50 movies watched last count; 6 decimals';

COMMENT ON TABLE mart.user_recommendation_edition IS 'Editions of user_recommendation; one row per edition, user who watched a movie, and rank';
COMMENT ON COLUMN mart.user_recommendation_edition.edition IS 'Edition';
COMMENT ON COLUMN mart.user_recommendation_edition.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation_edition.rank IS 'Place, 1 to 10';
COMMENT ON COLUMN mart.user_recommendation_edition.title_id IS 'Recommended movie';
COMMENT ON COLUMN mart.user_recommendation_edition.score IS 'What speaks for it';
COMMENT ON COLUMN mart.user_recommendation_edition.reason_title_id IS 'Movie that spoke for it most';
COMMENT ON VIEW mart.user_recommendation IS 'What users who consent to personalisation may like: catalogue movies that they have not watched; 10 rows per user, or as many as there are';
COMMENT ON COLUMN mart.user_recommendation.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation.rank IS 'Place, 1 to 10: score desc, title_id; movies of score 0 fill up by popularity';
COMMENT ON COLUMN mart.user_recommendation.title_id IS 'Recommended movie';
COMMENT ON COLUMN mart.user_recommendation.score IS 'Sum over the user''s 50 movies watched last of preference (0 to 2) x similarity; 0 for a movie that is only popular; 6 decimals';
COMMENT ON COLUMN mart.user_recommendation.reason_title_id IS 'Watched movie whose part of the score is the greatest (ties: lower title_id); null for a movie that is only popular';

COMMENT ON TABLE mart.user_viewing_profile_edition IS 'Editions of user_viewing_profile; one row per consenting user and edition in which the profile changed';
COMMENT ON COLUMN mart.user_viewing_profile_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN mart.user_viewing_profile_edition.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile_edition.sessions IS 'Sessions ever';
COMMENT ON COLUMN mart.user_viewing_profile_edition.watched_minutes IS 'Minutes of closed sessions';
COMMENT ON COLUMN mart.user_viewing_profile_edition.completion_rate IS 'Share of completed sessions among those of known ratio';
COMMENT ON COLUMN mart.user_viewing_profile_edition.avg_completion_ratio IS 'Mean completion ratio';
COMMENT ON COLUMN mart.user_viewing_profile_edition.longest_streak_days IS 'Most days in a row with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_streak_days IS 'Days in a row up to the last one with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_streak_end IS 'Last day with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_session_at IS 'Start of the last session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.months IS 'Sessions and minutes by month';
COMMENT ON COLUMN mart.user_viewing_profile_edition.favourite_genres IS 'Up to 5 genres';
COMMENT ON COLUMN mart.user_viewing_profile_edition.favourite_directors IS 'Up to 5 directors';
COMMENT ON COLUMN mart.user_viewing_profile_edition.continue_watching IS 'Up to 10 titles';
COMMENT ON VIEW mart.user_viewing_profile IS 'What each user who consents to personalisation watched; one row per user';
COMMENT ON COLUMN mart.user_viewing_profile.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile.sessions IS 'Sessions ever';
COMMENT ON COLUMN mart.user_viewing_profile.watched_minutes IS 'Minutes of closed sessions, 2 decimals';
COMMENT ON COLUMN mart.user_viewing_profile.completion_rate IS 'Share of completed sessions among those of known ratio, 4 decimals; null where none is known';
COMMENT ON COLUMN mart.user_viewing_profile.avg_completion_ratio IS 'Mean completion ratio of those sessions, 4 decimals';
COMMENT ON COLUMN mart.user_viewing_profile.current_streak_days IS 'Days in a row (Europe/Bucharest) with a session, up to the as-of date or the day before it; 0 where neither has one';
COMMENT ON COLUMN mart.user_viewing_profile.longest_streak_days IS 'Most days in a row with a session, ever';
COMMENT ON COLUMN mart.user_viewing_profile.last_session_at IS 'Start of the last session';
COMMENT ON COLUMN mart.user_viewing_profile.months IS 'Sessions and minutes by month (Europe/Bucharest) in which there were any: [{month, sessions, minutes}], in order';
COMMENT ON COLUMN mart.user_viewing_profile.favourite_genres IS 'The 5 genres watched most: [{genre, views, minutes}]; views desc, minutes desc, genre; a session counts for each genre of its title';
COMMENT ON COLUMN mart.user_viewing_profile.favourite_directors IS 'The 5 directors watched most: [{person_id, name, views, minutes}]; views desc, minutes desc, person_id';
COMMENT ON COLUMN mart.user_viewing_profile.continue_watching IS 'Up to 10 catalogue titles begun and not ended, watched last first: [{title_id, title_name, last_watched_at, watched_minutes, remaining_minutes}]; ended: a completed session, or minutes that add up to 0.9 of the runtime; not where the runtime is unknown';
COMMENT ON VIEW mart.user_viewing_profile_json IS 'The same as one document per user, for dashboards; its shape is in docs/recommendations.md';
COMMENT ON COLUMN mart.user_viewing_profile_json.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile_json.profile IS 'The whole profile';
