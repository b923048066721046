-- Reports of the dashboard "Genre Popularity Overview". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.region_genre AS
SELECT r.region_name, g.genre,
  sum(g.views)::bigint AS views,
  mart.half_up(sum(g.watched_minutes), 2) AS watched_minutes,
  sum(g.ratio_sessions)::bigint AS ratio_sessions,
  sum(g.ratio_sum) AS ratio_sum
FROM mart.genre_viewing AS g
JOIN warehouse.dim_region AS r ON r.region_code = g.region_code
GROUP BY r.region_name, g.genre;
COMMENT ON VIEW mart.region_genre IS 'Viewing by county and genre; one row per county and genre';
COMMENT ON COLUMN mart.region_genre.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.region_genre.genre IS 'Genre';
COMMENT ON COLUMN mart.region_genre.views IS 'Sessions';
COMMENT ON COLUMN mart.region_genre.watched_minutes IS 'Minutes watched, 2 decimals';
COMMENT ON COLUMN mart.region_genre.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.region_genre.ratio_sum IS 'Sum of their completion ratios';

CREATE OR REPLACE VIEW mart.report_genre_watch_share AS
SELECT month, genre,
  mart.half_up(sum(watched_minutes), 2) AS watched_minutes,
  mart.share(sum(watched_minutes), sum(sum(watched_minutes)) OVER (PARTITION BY month)) AS share
FROM mart.genre_viewing
GROUP BY month, genre
ORDER BY month, genre;
COMMENT ON VIEW mart.report_genre_watch_share IS 'What is watched; one row per month of session_start and genre';
COMMENT ON COLUMN mart.report_genre_watch_share.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_genre_watch_share.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_watch_share.watched_minutes IS 'Minutes watched, 2 decimals';
COMMENT ON COLUMN mart.report_genre_watch_share.share IS 'Their share of the sum over the genres of the month, 4 decimals';

CREATE OR REPLACE VIEW mart.report_top_10_genres_by_region AS
SELECT region_name, rank, genre, views, watched_minutes
FROM (
  SELECT *, row_number() OVER (PARTITION BY region_name ORDER BY views DESC, genre) AS rank
  FROM mart.region_genre
) AS ranked
WHERE rank <= 10
ORDER BY region_name, rank;
COMMENT ON VIEW mart.report_top_10_genres_by_region IS 'The ten most watched genres of each county where sessions were watched; one row per county and place';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.watched_minutes IS 'Minutes watched, 2 decimals';

CREATE OR REPLACE VIEW mart.report_bottom_5_genres_by_region AS
SELECT region_name, rank, genre, views, watched_minutes
FROM (
  SELECT *, row_number() OVER (PARTITION BY region_name ORDER BY views, genre) AS rank
  FROM mart.region_genre
) AS ranked
WHERE rank <= 5
ORDER BY region_name, rank;
COMMENT ON VIEW mart.report_bottom_5_genres_by_region IS 'The five least watched genres of each county, of those with a session; one row per county and place';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.watched_minutes IS 'Minutes watched, 2 decimals';

CREATE OR REPLACE VIEW mart.report_genre_completion_by_region AS
SELECT region_name, genre, ratio_sessions AS sessions, mart.share(ratio_sum, ratio_sessions) AS avg_completion_ratio
FROM mart.region_genre
WHERE ratio_sessions > 0
ORDER BY region_name, genre;
COMMENT ON VIEW mart.report_genre_completion_by_region IS 'How much of the titles of a genre viewers watch; one row per county and genre with a session of known ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_genre_completion_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_completion_by_region.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';

CREATE OR REPLACE VIEW mart.report_top_5_genres_by_plan AS
SELECT plan_name, rank, genre, views
FROM (
  SELECT p.plan_name, g.genre, sum(g.views)::bigint AS views,
    row_number() OVER (PARTITION BY p.plan_name ORDER BY sum(g.views) DESC, g.genre) AS rank
  FROM mart.genre_viewing AS g
  JOIN mart.plan AS p ON p.plan_key = g.plan_key
  GROUP BY p.plan_name, g.genre
) AS ranked
WHERE rank <= 5
ORDER BY plan_name, rank;
COMMENT ON VIEW mart.report_top_5_genres_by_plan IS 'The five most watched genres of each plan; one row per plan and place';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.plan_name IS 'Plan of the user at session_start; Unknown where that is';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.genre IS 'Genre';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.views IS 'Sessions';
