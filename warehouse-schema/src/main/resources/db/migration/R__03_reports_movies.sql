-- Reports of the dashboard "Movie Performance & Recommendation Insights". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

-- Both rankings follow an index of title_engagement.
CREATE OR REPLACE VIEW mart.report_top_10_movies AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, avg_rating
  FROM mart.title_engagement
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

CREATE OR REPLACE VIEW mart.report_bottom_10_movies AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, avg_rating
  FROM mart.title_engagement
  WHERE is_known AND is_movie AND in_catalog
  ORDER BY views, avg_rating NULLS FIRST, title_id
  LIMIT 10
) AS movie
ORDER BY rank;
COMMENT ON VIEW mart.report_bottom_10_movies IS 'The ten least watched movies of the catalogue, those never watched included';
COMMENT ON COLUMN mart.report_bottom_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_bottom_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

CREATE OR REPLACE VIEW mart.report_movie_completion AS
SELECT title_id, title_name, ratio_sessions AS sessions, avg_completion_ratio, completion_rate
FROM mart.title_engagement
WHERE is_known AND is_movie AND ratio_sessions > 0
ORDER BY title_id;
COMMENT ON VIEW mart.report_movie_completion IS 'How much of each movie its viewers watch; one row per movie with at least one session of known ratio';
COMMENT ON COLUMN mart.report_movie_completion.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_movie_completion.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_movie_completion.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_movie_completion.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';
COMMENT ON COLUMN mart.report_movie_completion.completion_rate IS 'Share of those sessions with a ratio of at least 0.9, 4 decimals';

CREATE OR REPLACE VIEW mart.report_rating_comparison AS
SELECT title_id, title_name, imdb_rating, avg_rating AS platform_rating, ratings, avg_rating - imdb_rating AS difference
FROM mart.title_engagement
WHERE is_known AND in_catalog
ORDER BY title_id;
COMMENT ON VIEW mart.report_rating_comparison IS 'Ratings on IMDb and on the platform; one row per known catalogue title';
COMMENT ON COLUMN mart.report_rating_comparison.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_rating_comparison.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_rating_comparison.imdb_rating IS 'IMDb rating; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.platform_rating IS 'Mean rating on the platform, 2 decimals; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.ratings IS 'Ratings on the platform';
COMMENT ON COLUMN mart.report_rating_comparison.difference IS 'platform_rating - imdb_rating; null where either is';
