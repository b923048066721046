-- The KPIs, of the components and weights in mart.kpi_weight.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.plan_viewing_30_days AS
SELECT p.plan_name,
  sum(v.views) AS views,
  sum(v.ratio_sessions) AS ratio_sessions, sum(v.ratio_sum) AS ratio_sum,
  sum(v.ratings) AS ratings, sum(v.rating_sum) AS rating_sum
FROM mart.viewing_day AS v
JOIN mart.as_of AS a ON v.day BETWEEN a.as_of_date - 29 AND a.as_of_date
JOIN mart.plan AS p ON p.plan_key = v.plan_key
GROUP BY p.plan_name;
COMMENT ON VIEW mart.plan_viewing_30_days IS 'Viewing of the last 30 days (the as-of date and the 29 before) by plan of the user then; one row per plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.plan_name IS 'Plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.views IS 'Sessions';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.plan_viewing_30_days.rating_sum IS 'Sum of those ratings';

-- frequency is unknown where nobody was active; least(1, null) would be 1.
CREATE OR REPLACE VIEW mart.user_engagement AS
WITH activity AS (
  SELECT plan_name, sum(users) AS users, sum(users) FILTER (WHERE status = 'active') AS active
  FROM mart.user_activity
  WHERE activity_window = 'last_30_days'
  GROUP BY GROUPING SETS ((plan_name), ())
), viewing AS (
  SELECT plan_name, sum(views) AS views, sum(ratio_sessions) AS ratio_sessions, sum(ratio_sum) AS ratio_sum,
    sum(ratings) AS ratings, sum(rating_sum) AS rating_sum
  FROM mart.plan_viewing_30_days
  GROUP BY GROUPING SETS ((plan_name), ())
)
SELECT coalesce(a.plan_name, 'all') AS segment, c.component, c.value
FROM activity AS a
LEFT JOIN viewing AS v ON v.plan_name IS NOT DISTINCT FROM a.plan_name
CROSS JOIN LATERAL (VALUES
  ('activity', mart.share(a.active, a.users)),
  ('frequency', mart.share(least(coalesce(v.views, 0), 30 * a.active), 30 * a.active)),
  ('completion', mart.share(v.ratio_sum, v.ratio_sessions)),
  ('satisfaction', mart.share(v.rating_sum, 10 * v.ratings))) AS c (component, value);
COMMENT ON VIEW mart.user_engagement IS 'Components of user_engagement_score; one row per plan or all, and component';
COMMENT ON COLUMN mart.user_engagement.segment IS 'Plan; all for everybody';
COMMENT ON COLUMN mart.user_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.user_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

-- adoption of a plan that nobody is subscribed to is 0, not unknown.
CREATE OR REPLACE VIEW mart.tier_effectiveness WITH (security_barrier) AS
WITH churn AS (
  SELECT c.value AS plan_name, sum(c.subscribers_at_start) AS subscribers, sum(c.churned) AS churned
  FROM mart.subscription_churn AS c
  JOIN mart.as_of AS a
    ON c.month BETWEEN (mart.month_of(a.as_of_date) - interval '1 month')::date AND mart.month_of(a.as_of_date)
  WHERE c.segment = 'plan'
  GROUP BY c.value
), revenue AS (
  SELECT s.plan_name, sum(s.gross_amount) AS gross_amount, sum(s.net_amount) AS net_amount,
    sum(s.subscribers_at_end) AS subscribers
  FROM mart.subscription_summary AS s
  JOIN mart.as_of AS a ON s.month = mart.month_of(a.as_of_date)
  GROUP BY s.plan_name
), everybody AS (
  SELECT sum(subscribers) AS subscribers FROM revenue
), activity AS (
  SELECT plan_name, sum(users) AS users, sum(users) FILTER (WHERE status = 'active') AS active
  FROM mart.user_activity
  WHERE activity_window = 'last_30_days'
  GROUP BY plan_name
)
SELECT plan_name AS segment, c.component, c.value
FROM revenue
FULL JOIN activity USING (plan_name)
LEFT JOIN churn USING (plan_name)
CROSS JOIN everybody
CROSS JOIN LATERAL (VALUES
  ('retention', mart.share(churn.subscribers - churn.churned, churn.subscribers)),
  ('activity', mart.share(activity.active, activity.users)),
  ('price_realisation', mart.share(revenue.net_amount, revenue.gross_amount)),
  ('adoption', mart.share(coalesce(revenue.subscribers, 0), everybody.subscribers))) AS c (component, value);
COMMENT ON VIEW mart.tier_effectiveness IS 'Components of subscription_tier_effectiveness; one row per plan and component';
COMMENT ON COLUMN mart.tier_effectiveness.segment IS 'Plan';
COMMENT ON COLUMN mart.tier_effectiveness.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.tier_effectiveness.value IS '0 to 1, 4 decimals; null where nothing is known';

CREATE OR REPLACE FUNCTION mart.movie_component(
  ratio_sum numeric, ratio_sessions numeric, completed numeric, rating_sum numeric, ratings numeric,
  reaction_sum numeric, reactions numeric, imdb_rating numeric, imdb_ratings numeric)
RETURNS TABLE (component text, value numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES
    ('completion', mart.share(ratio_sum, ratio_sessions)),
    ('completion_rate', mart.share(completed, ratio_sessions)),
    ('platform_rating', mart.share(rating_sum, 10 * ratings)),
    ('reaction', mart.share(reaction_sum + reactions, 2 * reactions)),
    ('imdb_rating', mart.share(imdb_rating, 10 * imdb_ratings))
$$;
COMMENT ON FUNCTION mart.movie_component IS 'Components of movie_engagement_quality_index, of sums of one movie or of several';

CREATE OR REPLACE VIEW mart.movie_engagement AS
WITH movie AS NOT MATERIALIZED (
  SELECT title_id, ratio_sessions, ratio_sum, completed, ratings, rating_sum, reactions, reaction_sum,
    imdb_rating, (imdb_rating IS NOT NULL)::int AS imdb_ratings
  FROM mart.title_engagement
  WHERE is_known AND is_movie AND views > 0
), measured AS (
  SELECT * FROM movie
  UNION ALL
  SELECT 'all', sum(ratio_sessions), sum(ratio_sum), sum(completed), sum(ratings), sum(rating_sum), sum(reactions),
    sum(reaction_sum), sum(imdb_rating), sum(imdb_ratings)
  FROM movie
  HAVING count(*) > 0
)
SELECT m.title_id AS segment, c.component, c.value
FROM measured AS m
CROSS JOIN LATERAL mart.movie_component(m.ratio_sum, m.ratio_sessions, m.completed, m.rating_sum, m.ratings,
  m.reaction_sum, m.reactions, m.imdb_rating, m.imdb_ratings) AS c;
COMMENT ON VIEW mart.movie_engagement IS 'Components of movie_engagement_quality_index; one row per viewed movie or all, and component';
COMMENT ON COLUMN mart.movie_engagement.segment IS 'IMDb title id; all for all viewed movies together';
COMMENT ON COLUMN mart.movie_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.movie_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

-- mart.kpi has a row for each viewed movie. Computing a hundred thousand of them at each reading took a second, so each is
-- stored beside its sums, and follows them and the weights.
CREATE OR REPLACE FUNCTION mart.weigh_movie() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.quality_index := NULL;
  NEW.quality_components := NULL;
  IF NEW.is_known AND NEW.is_movie AND NEW.views > 0 THEN
    SELECT mart.half_up(100 * sum(w.weight * c.value) / sum(w.weight) FILTER (WHERE c.value IS NOT NULL), 2),
      jsonb_object_agg(c.component, c.value)
    INTO NEW.quality_index, NEW.quality_components
    FROM mart.movie_component(NEW.ratio_sum, NEW.ratio_sessions, NEW.completed, NEW.rating_sum, NEW.ratings,
      NEW.reaction_sum, NEW.reactions, NEW.imdb_rating, (NEW.imdb_rating IS NOT NULL)::int) AS c
    JOIN mart.kpi_weight AS w ON w.kpi = 'movie_engagement_quality_index' AND w.component = c.component;
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION mart.weigh_movie IS 'Works a movie''s index out of its sums and the weights';

CREATE OR REPLACE FUNCTION mart.weigh_movies() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE mart.title_engagement SET quality_index = NULL WHERE is_known AND is_movie AND views > 0;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION mart.weigh_movies IS 'Works every movie''s index out anew';

CREATE OR REPLACE TRIGGER weigh_movie BEFORE INSERT OR UPDATE ON mart.title_engagement
FOR EACH ROW EXECUTE FUNCTION mart.weigh_movie();
CREATE OR REPLACE TRIGGER weigh_movies AFTER INSERT OR UPDATE OR DELETE ON mart.kpi_weight
FOR EACH STATEMENT EXECUTE FUNCTION mart.weigh_movies();

-- What is stored follows a change of the formula, too.
UPDATE mart.title_engagement SET quality_index = NULL WHERE is_known AND is_movie AND views > 0;

CREATE OR REPLACE VIEW mart.genre_popularity AS
SELECT g.genre AS segment, c.component, c.value
FROM (
  SELECT genre, sum(views) AS views, max(sum(views)) OVER () AS most_views,
    sum(watched_minutes) AS watched_minutes, max(sum(watched_minutes)) OVER () AS most_minutes,
    sum(ratio_sessions) AS ratio_sessions, sum(ratio_sum) AS ratio_sum,
    count(DISTINCT region_code) FILTER (WHERE region_code <> -1) AS regions,
    (SELECT count(DISTINCT region_code) FROM mart.genre_viewing WHERE region_code <> -1) AS all_regions
  FROM mart.genre_viewing
  GROUP BY genre
) AS g
CROSS JOIN LATERAL (VALUES
  ('views', mart.share(g.views, g.most_views)),
  ('watch_time', mart.share(g.watched_minutes, g.most_minutes)),
  ('completion', mart.share(g.ratio_sum, g.ratio_sessions)),
  ('reach', mart.share(g.regions, g.all_regions))) AS c (component, value);
COMMENT ON VIEW mart.genre_popularity IS 'Components of genre_popularity_index; one row per genre and component';
COMMENT ON COLUMN mart.genre_popularity.segment IS 'Genre';
COMMENT ON COLUMN mart.genre_popularity.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.genre_popularity.value IS '0 to 1, 4 decimals; null where nothing is known';

CREATE OR REPLACE VIEW mart.kpi AS
SELECT kpi, segment,
  mart.half_up(100 * sum(w.weight * c.value) / sum(w.weight) FILTER (WHERE c.value IS NOT NULL), 2) AS value,
  jsonb_object_agg(component, c.value) AS components
FROM (
  SELECT 'user_engagement_score' AS kpi, segment, component, value FROM mart.user_engagement
  UNION ALL
  SELECT 'subscription_tier_effectiveness', segment, component, value FROM mart.tier_effectiveness
  UNION ALL
  SELECT 'movie_engagement_quality_index', segment, component, value FROM mart.movie_engagement WHERE segment = 'all'
  UNION ALL
  SELECT 'genre_popularity_index', segment, component, value FROM mart.genre_popularity
) AS c
JOIN mart.kpi_weight AS w USING (kpi, component)
GROUP BY kpi, segment
UNION ALL
SELECT 'movie_engagement_quality_index', title_id, quality_index, quality_components
FROM mart.title_engagement
WHERE is_known AND is_movie AND views > 0
ORDER BY kpi, segment;
COMMENT ON VIEW mart.kpi IS 'KPIs, each 100 x sum of weight x component / sum of weight over the components that are known, as they are shown, by the weights in mart.kpi_weight. user_engagement_score (all, each plan that a known user has): how many known users watch, how often, how far and how gladly, in the last 30 days. subscription_tier_effectiveness (each plan that a known user has, or that had a subscriber in the as-of date''s month): whether subscribers stay, watch, pay the list price and choose it. movie_engagement_quality_index (all, each known movie with a session, by title_id): whether viewers finish it and like it. genre_popularity_index (each genre with a session): how much it is watched, to which end and in how many counties. One row per KPI and segment';
COMMENT ON COLUMN mart.kpi.kpi IS 'user_engagement_score, subscription_tier_effectiveness, movie_engagement_quality_index or genre_popularity_index';
COMMENT ON COLUMN mart.kpi.segment IS 'all, a plan, a title_id or a genre';
COMMENT ON COLUMN mart.kpi.value IS '0 to 100, 2 decimals; null where no component is known';
COMMENT ON COLUMN mart.kpi.components IS 'The components, each 0 to 1 with 4 decimals, null where not known';
