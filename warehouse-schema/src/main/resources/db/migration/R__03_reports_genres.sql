-- Reports of the dashboard "Genre Popularity Overview". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.region_genre WITH (security_barrier) AS
SELECT r.region_name, v.genre, v.views, mart.minutes(v.viewed_seconds) AS viewed_minutes, a.viewers,
  mart.share(v.views * t.views, d.views * sum(v.views) OVER (PARTITION BY v.genre))
    AS affinity,
  v.ratio_sessions, v.ratio_sum
FROM (
  SELECT region_code, genre, sum(views)::bigint AS views, sum(viewed_seconds) AS viewed_seconds,
    sum(ratio_sessions)::bigint AS ratio_sessions, sum(ratio_sum) AS ratio_sum
  FROM aggregate.genre_viewing
  GROUP BY region_code, genre
) AS v
CROSS JOIN (SELECT sum(views) AS views FROM aggregate.viewing_day) AS t
JOIN (SELECT region_code, sum(views) AS views FROM aggregate.viewing_day GROUP BY region_code) AS d ON d.region_code = v.region_code
JOIN warehouse.dim_region AS r ON r.region_code = v.region_code
JOIN aggregate.genre_audience AS a ON a.genre = v.genre AND a.region_code = v.region_code;
COMMENT ON VIEW mart.region_genre IS 'Viewing by county and genre; one row per county and genre';
COMMENT ON COLUMN mart.region_genre.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.region_genre.genre IS 'Genre';
COMMENT ON COLUMN mart.region_genre.views IS 'Sessions';
COMMENT ON COLUMN mart.region_genre.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN mart.region_genre.viewers IS 'Users with a session';
COMMENT ON COLUMN mart.region_genre.affinity IS 'The genre''s share of the county''s views / its share of all views, 4 decimals: above 1 it is liked more there than elsewhere';
COMMENT ON COLUMN mart.region_genre.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.region_genre.ratio_sum IS 'Sum of their completion ratios';

CREATE OR REPLACE VIEW mart.report_genre_watch_share WITH (security_barrier) AS
SELECT g.month, g.genre,
  mart.minutes(sum(g.viewed_seconds)) AS viewed_minutes,
  mart.share(sum(g.viewed_seconds), sum(sum(g.viewed_seconds)) OVER (PARTITION BY g.month)) AS share,
  bool_and(m.is_complete) AS is_complete
FROM aggregate.genre_viewing AS g
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(g.month, a.history_from, a.as_of_date) AS m
GROUP BY g.month, g.genre
ORDER BY g.month, g.genre;
COMMENT ON VIEW mart.report_genre_watch_share IS 'What is watched; one row per month of session_start and genre';
COMMENT ON COLUMN mart.report_genre_watch_share.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_genre_watch_share.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_watch_share.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN mart.report_genre_watch_share.share IS 'Their share of the sum over the genres of the month, 4 decimals';
COMMENT ON COLUMN mart.report_genre_watch_share.is_complete IS 'Whether the month ends by the as-of date';

CREATE OR REPLACE VIEW mart.report_top_10_genres_by_region WITH (security_barrier) AS
SELECT region_name, rank, genre, views, viewed_minutes, viewers, affinity
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
COMMENT ON COLUMN mart.report_top_10_genres_by_region.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.viewers IS 'Users with a session';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.affinity IS 'The genre''s share of the county''s views / its share of all views, 4 decimals';

CREATE OR REPLACE VIEW mart.report_bottom_5_genres_by_region WITH (security_barrier) AS
SELECT region_name, rank, genre, views, viewed_minutes, viewers, affinity
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
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.viewers IS 'Users with a session';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.affinity IS 'The genre''s share of the county''s views / its share of all views, 4 decimals';

CREATE OR REPLACE VIEW mart.report_genre_completion_by_region WITH (security_barrier) AS
SELECT region_name, genre, ratio_sessions AS sessions, mart.mean_ratio(ratio_sum, ratio_sessions) AS avg_completion_ratio
FROM mart.region_genre
WHERE ratio_sessions > 0
ORDER BY region_name, genre;
COMMENT ON VIEW mart.report_genre_completion_by_region IS 'How much of the titles of a genre viewers watch; one row per county and genre with a session of known ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_genre_completion_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_completion_by_region.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';

CREATE OR REPLACE VIEW mart.report_top_5_genres_by_plan WITH (security_barrier) AS
SELECT plan_name, rank, genre, views
FROM (
  SELECT p.plan_name, g.genre, sum(g.views)::bigint AS views,
    row_number() OVER (PARTITION BY p.plan_name ORDER BY sum(g.views) DESC, g.genre) AS rank
  FROM aggregate.genre_viewing AS g
  JOIN aggregate.plan AS p ON p.plan_key = g.plan_key
  GROUP BY p.plan_name, g.genre
) AS ranked
WHERE rank <= 5
ORDER BY plan_name, rank;
COMMENT ON VIEW mart.report_top_5_genres_by_plan IS 'The five most watched genres of each plan; one row per plan and place';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.plan_name IS 'Plan of the user at session_start; Unknown where that is';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.genre IS 'Genre';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.views IS 'Sessions';

CREATE OR REPLACE VIEW mart.report_rating_by_genre WITH (security_barrier) AS
SELECT g.genre, sum(g.ratings)::bigint AS ratings, mart.mean(sum(g.rating_sum), sum(g.ratings)) AS avg_rating,
  sum(g.ratings) >= max(s.smallest_sample) AS is_reliable
FROM aggregate.genre_viewing AS g
CROSS JOIN mart.setting AS s
GROUP BY g.genre
HAVING sum(g.ratings) > 0
ORDER BY avg_rating DESC, genre;
COMMENT ON VIEW mart.report_rating_by_genre IS 'How users rate the titles of a genre; one row per genre with a rating';
COMMENT ON COLUMN mart.report_rating_by_genre.genre IS 'Genre';
COMMENT ON COLUMN mart.report_rating_by_genre.ratings IS 'Ratings on the platform; one counts for each genre of its title';
COMMENT ON COLUMN mart.report_rating_by_genre.avg_rating IS 'Mean rating, 2 decimals';
COMMENT ON COLUMN mart.report_rating_by_genre.is_reliable IS 'Whether there are at least mart.setting.smallest_sample ratings';
