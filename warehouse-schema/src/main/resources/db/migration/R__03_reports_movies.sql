-- Reports of the dashboard "Movie Performance & Recommendation Insights". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

-- Both rankings follow an index of title_engagement.
CREATE OR REPLACE VIEW mart.report_top_10_movies WITH (security_barrier) AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, avg_rating
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie
  ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id
  LIMIT 10
) AS movie
ORDER BY rank;
COMMENT ON VIEW mart.report_top_10_movies IS 'The ten most watched movies';
COMMENT ON COLUMN mart.report_top_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_top_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_top_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

CREATE OR REPLACE VIEW mart.report_bottom_10_movies WITH (security_barrier) AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, imdb_votes DESC NULLS LAST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, avg_rating, imdb_votes
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie AND in_catalog
  ORDER BY views, avg_rating NULLS FIRST, imdb_votes DESC NULLS LAST, title_id
  LIMIT 10
) AS movie
ORDER BY rank;
COMMENT ON VIEW mart.report_bottom_10_movies IS 'The ten least watched movies of the catalogue, those never watched included; of several the one with the most IMDb votes first, which is the greatest missed chance';
COMMENT ON COLUMN mart.report_bottom_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_bottom_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

CREATE OR REPLACE VIEW mart.report_movie_completion WITH (security_barrier) AS
SELECT m.title_id, m.title_name, m.sessions, m.avg_completion_ratio, m.completion_rate,
  m.sessions >= s.smallest_sample AS is_reliable
FROM (
  SELECT title_id, title_name, ratio_sessions AS sessions, avg_completion_ratio, completion_rate
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie AND ratio_sessions > 0
  UNION ALL
  SELECT NULL, NULL, coalesce(sum(ratio_sessions), 0)::bigint, mart.mean_ratio(sum(ratio_sum), sum(ratio_sessions)),
    mart.share(sum(completed), sum(ratio_sessions))
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie AND ratio_sessions > 0
) AS m
CROSS JOIN mart.setting AS s
ORDER BY m.title_id IS NULL, m.sessions >= s.smallest_sample DESC, m.avg_completion_ratio DESC, m.title_id;
COMMENT ON VIEW mart.report_movie_completion IS 'How much of each movie its viewers watch; one row per movie with at least one session of known ratio, and one of all movies'' sessions';
COMMENT ON COLUMN mart.report_movie_completion.title_id IS 'IMDb title id; null in the total';
COMMENT ON COLUMN mart.report_movie_completion.title_name IS 'Primary title; null in the total';
COMMENT ON COLUMN mart.report_movie_completion.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_movie_completion.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';
COMMENT ON COLUMN mart.report_movie_completion.completion_rate IS 'Share of those sessions with a ratio of at least 0.9, 4 decimals';
COMMENT ON COLUMN mart.report_movie_completion.is_reliable IS 'Whether there are at least mart.setting.smallest_sample such sessions';

CREATE OR REPLACE VIEW mart.report_rating_comparison WITH (security_barrier) AS
SELECT t.title_id, t.title_name, t.imdb_rating, t.avg_rating AS platform_rating, t.ratings, t.avg_rating - t.imdb_rating AS difference,
  t.ratings >= s.smallest_sample AS is_reliable
FROM aggregate.title_engagement AS t
CROSS JOIN mart.setting AS s
WHERE t.is_known AND t.in_catalog
ORDER BY t.ratings >= s.smallest_sample DESC, t.avg_rating - t.imdb_rating DESC NULLS LAST, t.title_id;
COMMENT ON VIEW mart.report_rating_comparison IS 'Ratings on IMDb and on the platform; one row per known catalogue title';
COMMENT ON COLUMN mart.report_rating_comparison.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_rating_comparison.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_rating_comparison.imdb_rating IS 'IMDb rating; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.platform_rating IS 'Mean rating on the platform, 2 decimals; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.ratings IS 'Ratings on the platform';
COMMENT ON COLUMN mart.report_rating_comparison.difference IS 'platform_rating - imdb_rating; null where either is';
COMMENT ON COLUMN mart.report_rating_comparison.is_reliable IS 'Whether there are at least mart.setting.smallest_sample ratings';

-- The job that publishes the reports stores it. Sums of days find the movies; only of those that are shown, users are counted
-- in the fact.
CREATE OR REPLACE VIEW mart.current_movie_ranking WITH (security_barrier) AS
WITH period AS (
  SELECT w.activity_window, p.is_previous, p.last_day - w.days + 1 AS first_day, p.last_day
  FROM mart.as_of AS a
  CROSS JOIN mart.ranking_window AS w
  CROSS JOIN LATERAL (VALUES (false, a.as_of_date), (true, a.as_of_date - w.days)) AS p (is_previous, last_day)
  WHERE w.days IS NOT NULL
), summed AS (
  SELECT p.activity_window, p.is_previous, d.title_id, sum(d.views)::bigint AS views, sum(d.viewed_seconds) AS viewed_seconds,
    sum(d.completed)::bigint AS completers, mart.mean(sum(d.rating_sum), sum(d.ratings)) AS avg_rating
  FROM period AS p
  JOIN aggregate.title_day AS d ON d.day BETWEEN p.first_day AND p.last_day
  GROUP BY p.activity_window, p.is_previous, d.title_id
  UNION ALL
  SELECT 'ever', false, title_id, views, viewed_seconds, completed, avg_rating
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie AND views > 0
), ranked AS (
  SELECT s.*, t.title_name, t.runtime_minutes,
    row_number() OVER (
      PARTITION BY s.activity_window, s.is_previous ORDER BY s.views DESC, s.avg_rating DESC NULLS LAST, s.title_id) AS rank
  FROM summed AS s
  JOIN aggregate.title_engagement AS t ON t.title_id = s.title_id AND t.is_known AND t.is_movie
)
SELECT r.activity_window, r.rank, r.title_id, r.title_name, r.views,
  (
    SELECT count(DISTINCT f.user_id)
    FROM warehouse.fact_watch_session AS f
    WHERE f.title_id = r.title_id
      AND f.session_start >= coalesce((
        SELECT mart.start_of(p.first_day) FROM period AS p WHERE p.activity_window = r.activity_window AND NOT p.is_previous), '-infinity')
      AND f.session_start < (SELECT mart.start_of(as_of_date + 1) FROM mart.as_of)
  ) AS viewers,
  mart.minutes(r.viewed_seconds) AS viewed_minutes,
  mart.share(r.viewed_seconds, 60::bigint * nullif(r.runtime_minutes, 0)) AS views_equivalent,
  r.completers, r.avg_rating, p.rank AS previous_rank
FROM ranked AS r
LEFT JOIN ranked AS p ON p.activity_window = r.activity_window AND p.is_previous AND p.title_id = r.title_id AND p.rank <= 50
WHERE NOT r.is_previous AND r.rank <= 50;
COMMENT ON VIEW mart.current_movie_ranking IS 'report_movie_ranking, computed';
COMMENT ON COLUMN mart.current_movie_ranking.activity_window IS 'last_7_days, last_28_days, last_90_days: with the as-of date as last day; ever';
COMMENT ON COLUMN mart.current_movie_ranking.rank IS 'Place, from 1: views desc, avg_rating desc, title_id';
COMMENT ON COLUMN mart.current_movie_ranking.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.current_movie_ranking.title_name IS 'Primary title';
COMMENT ON COLUMN mart.current_movie_ranking.views IS 'Sessions in the window';
COMMENT ON COLUMN mart.current_movie_ranking.viewers IS 'Users with a session in the window';
COMMENT ON COLUMN mart.current_movie_ranking.viewed_minutes IS 'Minutes viewed in the window, 2 decimals';
COMMENT ON COLUMN mart.current_movie_ranking.views_equivalent IS 'viewed_minutes / runtime, 4 decimals: how often it was watched in full; null where the runtime is unknown';
COMMENT ON COLUMN mart.current_movie_ranking.completers IS 'Sessions in the window with a completion ratio of at least 0.9';
COMMENT ON COLUMN mart.current_movie_ranking.avg_rating IS 'Mean rating in the window, 2 decimals; null where nobody rated';
COMMENT ON COLUMN mart.current_movie_ranking.previous_rank IS 'Place in the window of the same length just before; null where it was not among the 50, and in the window ever';

CREATE OR REPLACE VIEW mart.report_movie_ranking WITH (security_barrier) AS
SELECT activity_window, rank, title_id, title_name, views, viewers, viewed_minutes, views_equivalent, completers, avg_rating, previous_rank
FROM aggregate.movie_ranking
ORDER BY activity_window, rank;
COMMENT ON VIEW mart.report_movie_ranking IS 'The 50 most watched known movies of each window; one row per window and place';
COMMENT ON COLUMN mart.report_movie_ranking.activity_window IS 'last_7_days, last_28_days, last_90_days: with the as-of date as last day; ever';
COMMENT ON COLUMN mart.report_movie_ranking.rank IS 'Place, from 1: views desc, avg_rating desc, title_id';
COMMENT ON COLUMN mart.report_movie_ranking.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_movie_ranking.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_movie_ranking.views IS 'Sessions in the window';
COMMENT ON COLUMN mart.report_movie_ranking.viewers IS 'Users with a session in the window';
COMMENT ON COLUMN mart.report_movie_ranking.viewed_minutes IS 'Minutes viewed in the window, 2 decimals';
COMMENT ON COLUMN mart.report_movie_ranking.views_equivalent IS 'viewed_minutes / runtime, 4 decimals: how often it was watched in full; null where the runtime is unknown';
COMMENT ON COLUMN mart.report_movie_ranking.completers IS 'Sessions in the window with a completion ratio of at least 0.9';
COMMENT ON COLUMN mart.report_movie_ranking.avg_rating IS 'Mean rating in the window, 2 decimals; null where nobody rated';
COMMENT ON COLUMN mart.report_movie_ranking.previous_rank IS 'Place in the window of the same length just before; null where it was not among the 50, and in the window ever';
