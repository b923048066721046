-- Reports by title read what was divided and rounded once, when the title's sums changed, and find both ends of the ranking
-- by index: with a hundred thousand titles that is what their time went into.
ALTER TABLE mart.title_engagement
  ADD COLUMN avg_completion_ratio numeric GENERATED ALWAYS AS (mart.share(ratio_sum, ratio_sessions)) STORED,
  ADD COLUMN completion_rate numeric GENERATED ALWAYS AS (mart.share(completed, ratio_sessions)) STORED,
  ADD COLUMN avg_rating numeric GENERATED ALWAYS AS (mart.mean(rating_sum, ratings)) STORED;

DROP INDEX mart.title_engagement_views_idx;
CREATE INDEX ON mart.title_engagement (views DESC, avg_rating DESC NULLS LAST, title_id) WHERE is_known AND is_movie;
CREATE INDEX ON mart.title_engagement (views, avg_rating NULLS FIRST, title_id) WHERE is_known AND is_movie AND in_catalog;

CREATE OR REPLACE VIEW mart.report_movie_completion AS
SELECT title_id, title_name, ratio_sessions AS sessions, avg_completion_ratio, completion_rate
FROM mart.title_engagement
WHERE is_known AND is_movie AND ratio_sessions > 0
ORDER BY title_id;

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

CREATE OR REPLACE VIEW mart.report_rating_comparison AS
SELECT title_id, title_name, imdb_rating, avg_rating AS platform_rating, ratings, avg_rating - imdb_rating AS difference
FROM mart.title_engagement
WHERE is_known AND in_catalog
ORDER BY title_id;

COMMENT ON COLUMN mart.title_engagement.avg_completion_ratio IS 'ratio_sum / ratio_sessions, 4 decimals';
COMMENT ON COLUMN mart.title_engagement.completion_rate IS 'completed / ratio_sessions, 4 decimals';
COMMENT ON COLUMN mart.title_engagement.avg_rating IS 'rating_sum / ratings, 2 decimals; null where nobody rated it';
