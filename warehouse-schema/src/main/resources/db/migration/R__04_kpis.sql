-- The KPIs, of the components and weights in mart.kpi_weight.
-- Runs again after each versioned migration: the newest is ${newest}.

-- A mean of few observations is drawn towards what is usual, as if there were ten more of just that.
CREATE OR REPLACE FUNCTION mart.shrunk(total numeric, observations numeric, usual numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (total + 10 * usual) / (observations + 10);
COMMENT ON FUNCTION mart.shrunk IS 'Mean of so many observations with this total, shrunk: (total + 10 x usual) / (observations + 10); null where nothing is usual';

CREATE OR REPLACE FUNCTION mart.component(exact numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.share(round(exact, 12), 1);
COMMENT ON FUNCTION mart.component IS 'A component as it is shown, 4 decimals, half up';

CREATE OR REPLACE VIEW mart.plan_viewing_30_days WITH (security_barrier) AS
SELECT p.plan_name,
  sum(v.views) AS views,
  sum(v.ratio_sessions) AS ratio_sessions, sum(v.ratio_sum) AS ratio_sum,
  sum(v.ratings) AS ratings, sum(v.rating_sum) AS rating_sum
FROM aggregate.viewing_day AS v
JOIN mart.as_of AS a ON v.day BETWEEN a.as_of_date - 29 AND a.as_of_date
JOIN aggregate.plan AS p ON p.plan_key = v.plan_key
GROUP BY p.plan_name;
COMMENT ON VIEW mart.plan_viewing_30_days IS 'Viewing of the last 30 days (the as-of date and the 29 before) by plan of the user then; one row per plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.plan_name IS 'Plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.views IS 'Sessions';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.plan_viewing_30_days.rating_sum IS 'Sum of those ratings';

CREATE OR REPLACE VIEW mart.plan_audience WITH (security_barrier) AS
SELECT plan_name, sum(users) AS subscribers, sum(users) FILTER (WHERE status = 'active') AS active
FROM mart.user_activity
WHERE activity_window = 'last_30_days' AND plan_name IS NOT NULL
GROUP BY plan_name;
COMMENT ON VIEW mart.plan_audience IS 'Users subscribed on the as-of date by their plan on it; one row per plan';
COMMENT ON COLUMN mart.plan_audience.plan_name IS 'Plan';
COMMENT ON COLUMN mart.plan_audience.subscribers IS 'Users';
COMMENT ON COLUMN mart.plan_audience.active IS 'Those with a session in the last 30 days';

-- frequency is unknown where nobody was active; least(1, null) would be 1.
CREATE OR REPLACE VIEW mart.user_engagement WITH (security_barrier) AS
WITH measured AS (
  SELECT a.plan_name, a.subscribers, a.active, v.views, v.ratio_sessions, v.ratio_sum, v.ratings, v.rating_sum
  FROM mart.plan_audience AS a
  LEFT JOIN mart.plan_viewing_30_days AS v ON v.plan_name = a.plan_name
  UNION ALL
  SELECT 'all', a.*, v.*
  FROM (SELECT sum(subscribers), sum(active) FROM mart.plan_audience) AS a (subscribers, active)
  CROSS JOIN (
    SELECT sum(views), sum(ratio_sessions), sum(ratio_sum), sum(ratings), sum(rating_sum) FROM mart.plan_viewing_30_days
  ) AS v
  CROSS JOIN mart.as_of
)
SELECT m.plan_name AS segment, c.component, c.value
FROM measured AS m
CROSS JOIN LATERAL (VALUES
  ('activity', mart.share(m.active, m.subscribers)),
  ('frequency', mart.share(least(coalesce(m.views, 0), 30 * m.active), 30 * m.active)),
  ('completion', mart.mean_ratio(m.ratio_sum, m.ratio_sessions)),
  ('satisfaction', mart.share(m.rating_sum, 10 * m.ratings))) AS c (component, value);
COMMENT ON VIEW mart.user_engagement IS 'Components of user_engagement_score; one row per plan or all, and component';
COMMENT ON COLUMN mart.user_engagement.segment IS 'Plan; all for everybody';
COMMENT ON COLUMN mart.user_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.user_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

-- Of a plan with prices in several currencies each counts by its subscribers.
CREATE OR REPLACE VIEW mart.tier_effectiveness WITH (security_barrier) AS
WITH churn AS (
  SELECT c.value AS plan_name, sum(c.subscribers_at_start) AS subscribers, sum(c.churned) AS churned
  FROM aggregate.subscription_churn AS c
  JOIN mart.as_of AS a
    ON c.month BETWEEN (mart.month_of(a.as_of_date) - interval '1 month')::date AND mart.month_of(a.as_of_date)
  WHERE c.segment = 'plan'
  GROUP BY c.value
), mrr AS (
  SELECT s.plan_name, s.currency_code, sum(s.subscribers_at_end) AS subscribers,
    sum(s.mrr_at_end) / sum(s.subscribers_at_end) AS per_subscriber
  FROM aggregate.subscription_summary AS s
  JOIN mart.as_of AS a ON s.month = mart.month_of(a.as_of_date)
  WHERE s.currency_code IS NOT NULL AND s.subscribers_at_end > 0
  GROUP BY s.plan_name, s.currency_code
), compared AS (
  SELECT plan_name, subscribers, per_subscriber / nullif(max(per_subscriber) OVER (PARTITION BY currency_code), 0) AS ratio
  FROM mrr
), revenue AS (
  SELECT plan_name, sum(subscribers * ratio) / sum(subscribers) FILTER (WHERE ratio IS NOT NULL) AS ratio
  FROM compared
  GROUP BY plan_name
)
SELECT plan_name AS segment, c.component, c.value
FROM mart.plan_audience AS a
LEFT JOIN revenue USING (plan_name)
LEFT JOIN churn USING (plan_name)
LEFT JOIN mart.plan_viewing_30_days AS v USING (plan_name)
CROSS JOIN LATERAL (VALUES
  ('revenue', mart.component(revenue.ratio)),
  ('retention', mart.share(churn.subscribers - churn.churned, churn.subscribers)),
  ('activity', mart.share(a.active, a.subscribers)),
  ('completion', mart.mean_ratio(v.ratio_sum, v.ratio_sessions))) AS c (component, value);
COMMENT ON VIEW mart.tier_effectiveness IS 'Components of subscription_tier_effectiveness; one row per plan with a subscriber and component';
COMMENT ON COLUMN mart.tier_effectiveness.segment IS 'Plan';
COMMENT ON COLUMN mart.tier_effectiveness.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.tier_effectiveness.value IS '0 to 1, 4 decimals; null where nothing is known';

-- The job that publishes the reports stores these beside each movie's sums: a hundred thousand take a second.
CREATE OR REPLACE VIEW mart.movie_component WITH (security_barrier) AS
WITH movie AS (
  SELECT * FROM aggregate.title_engagement WHERE is_known AND is_movie AND views > 0
), usual AS (
  SELECT ln(1 + max(views)::numeric) AS most,
    sum(ratio_sum) / nullif(sum(ratio_sessions), 0) AS completion,
    sum(rating_sum) / nullif(sum(ratings), 0) AS rating,
    sum(reaction_sum) / nullif(sum(reactions), 0) AS reaction
  FROM movie
)
SELECT component.*,
  (
    SELECT mart.mean(100 * sum(w.weight * c.value), sum(w.weight) FILTER (WHERE c.value IS NOT NULL))
    FROM (VALUES
      ('popularity', popularity),
      ('completion', completion),
      ('platform_rating', platform_rating),
      ('versus_imdb', versus_imdb),
      ('reaction', reaction)) AS c (component, value)
    JOIN mart.kpi_weight AS w ON w.kpi = 'movie_engagement_quality_index' AND w.component = c.component
  ) AS quality_index
FROM (
  SELECT m.title_id,
    mart.component(ln(1 + m.views::numeric) / u.most) AS popularity,
    mart.component(mart.shrunk(m.ratio_sum, m.ratio_sessions, u.completion)) AS completion,
    mart.component(s.rating / 10) AS platform_rating,
    mart.component(CASE WHEN s.rating - m.imdb_rating IS NOT NULL
      THEN greatest(0, least(1, 0.5 + (s.rating - m.imdb_rating) / 10)) END) AS versus_imdb,
    mart.component((mart.shrunk(m.reaction_sum, m.reactions, u.reaction) + 1) / 2) AS reaction
  FROM movie AS m
  CROSS JOIN usual AS u
  CROSS JOIN LATERAL (SELECT mart.shrunk(m.rating_sum, m.ratings, u.rating) AS rating) AS s
) AS component;
COMMENT ON VIEW mart.movie_component IS 'Components of movie_engagement_quality_index, computed; one row per known movie with a session';
COMMENT ON COLUMN mart.movie_component.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_component.popularity IS 'ln(1 + views) / ln(1 + most views)';
COMMENT ON COLUMN mart.movie_component.completion IS 'Mean completion ratio, shrunk';
COMMENT ON COLUMN mart.movie_component.platform_rating IS 'Mean rating on the platform, shrunk, / 10';
COMMENT ON COLUMN mart.movie_component.versus_imdb IS '0.5 + (shrunk platform rating - IMDb rating) / 10, from 0 to 1';
COMMENT ON COLUMN mart.movie_component.reaction IS '(mean reaction, shrunk, + 1) / 2';
COMMENT ON COLUMN mart.movie_component.quality_index IS 'movie_engagement_quality_index, 0 to 100';

CREATE OR REPLACE VIEW mart.movie_engagement WITH (security_barrier) AS
WITH movie AS NOT MATERIALIZED (
  SELECT title_id, views, popularity, completion, platform_rating, versus_imdb, reaction
  FROM aggregate.title_engagement
  WHERE is_known AND is_movie AND views > 0
), measured AS (
  SELECT title_id, popularity, completion, platform_rating, versus_imdb, reaction
  FROM movie
  UNION ALL
  SELECT 'all',
    mart.share(sum(views * popularity), sum(views) FILTER (WHERE popularity IS NOT NULL)),
    mart.share(sum(views * completion), sum(views) FILTER (WHERE completion IS NOT NULL)),
    mart.share(sum(views * platform_rating), sum(views) FILTER (WHERE platform_rating IS NOT NULL)),
    mart.share(sum(views * versus_imdb), sum(views) FILTER (WHERE versus_imdb IS NOT NULL)),
    mart.share(sum(views * reaction), sum(views) FILTER (WHERE reaction IS NOT NULL))
  FROM movie
  HAVING count(*) > 0
)
SELECT m.title_id AS segment, c.component, c.value
FROM measured AS m
CROSS JOIN LATERAL (VALUES
  ('popularity', m.popularity),
  ('completion', m.completion),
  ('platform_rating', m.platform_rating),
  ('versus_imdb', m.versus_imdb),
  ('reaction', m.reaction)) AS c (component, value);
COMMENT ON VIEW mart.movie_engagement IS 'Components of movie_engagement_quality_index; one row per known movie with a session or all, and component';
COMMENT ON COLUMN mart.movie_engagement.segment IS 'IMDb title id; all: the movies'' mean, weighted by views';
COMMENT ON COLUMN mart.movie_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.movie_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

-- Evenness: Shannon entropy of the shares / the logarithm of how many groups there could be.
CREATE OR REPLACE VIEW mart.genre_evenness WITH (security_barrier) AS
WITH counted AS (
  SELECT genre, 'regions' AS component, 42 AS groups, sum(views) AS views
  FROM aggregate.genre_viewing
  WHERE region_code <> -1
  GROUP BY genre, region_code
  UNION ALL
  SELECT g.genre, 'age_bands', 7, sum(g.views)
  FROM aggregate.genre_birth_year AS g
  CROSS JOIN mart.as_of AS a
  CROSS JOIN LATERAL (SELECT mart.age_band(g.birth_year, extract(year FROM a.as_of_date)::int) AS age_band) AS b
  WHERE b.age_band <> 'unknown'
  GROUP BY g.genre, b.age_band
), shared AS (
  SELECT genre, component, groups, views / sum(views) OVER (PARTITION BY genre, component) AS share
  FROM counted
)
SELECT genre, component, mart.component(-sum(share * ln(share)) / ln(groups::numeric)) AS evenness
FROM shared
GROUP BY genre, component, groups;
COMMENT ON VIEW mart.genre_evenness IS 'How evenly the views of a genre are spread, from 0 (one group has all) to 1 (all have the same); one row per genre and kind of group with a view';
COMMENT ON COLUMN mart.genre_evenness.genre IS 'Genre';
COMMENT ON COLUMN mart.genre_evenness.component IS 'regions: over the 42 counties; age_bands: over the 7 known age bands, age being the year of the as-of date less the year of birth';
COMMENT ON COLUMN mart.genre_evenness.evenness IS 'Shannon entropy of the shares / ln 42 or ln 7, 4 decimals';

CREATE OR REPLACE VIEW mart.genre_popularity WITH (security_barrier) AS
WITH usual AS (
  SELECT sum(ratio_sum) / nullif(sum(ratio_sessions), 0) AS completion, sum(rating_sum) / nullif(sum(ratings), 0) AS rating
  FROM aggregate.viewing_day
)
SELECT g.genre AS segment, c.component, c.value
FROM (
  SELECT v.genre, v.views, max(v.views) OVER () AS most_views, a.viewers, max(a.viewers) OVER () AS most_viewers,
    v.ratio_sessions, v.ratio_sum, v.ratings, v.rating_sum
  FROM (
    SELECT genre, sum(views) AS views, sum(ratio_sessions) AS ratio_sessions, sum(ratio_sum) AS ratio_sum,
      sum(ratings) AS ratings, sum(rating_sum) AS rating_sum
    FROM aggregate.genre_viewing
    GROUP BY genre
  ) AS v
  JOIN aggregate.genre_audience AS a ON a.genre = v.genre AND a.region_code IS NULL
) AS g
CROSS JOIN usual AS u
CROSS JOIN LATERAL (VALUES
  ('views', mart.share(g.views, g.most_views)),
  ('viewers', mart.share(g.viewers, g.most_viewers)),
  ('completion', mart.component(mart.shrunk(g.ratio_sum, g.ratio_sessions, u.completion))),
  ('rating', mart.component(mart.shrunk(g.rating_sum, g.ratings, u.rating) / 10)),
  ('regions', (SELECT evenness FROM mart.genre_evenness AS e WHERE e.genre = g.genre AND e.component = 'regions')),
  ('age_bands', (SELECT evenness FROM mart.genre_evenness AS e WHERE e.genre = g.genre AND e.component = 'age_bands'))
) AS c (component, value);
COMMENT ON VIEW mart.genre_popularity IS 'Components of genre_popularity_index; one row per genre with a session and component';
COMMENT ON COLUMN mart.genre_popularity.segment IS 'Genre';
COMMENT ON COLUMN mart.genre_popularity.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.genre_popularity.value IS '0 to 1, 4 decimals; null where nothing is known';

CREATE OR REPLACE VIEW mart.kpi_component WITH (security_barrier) AS
SELECT c.kpi, c.segment, c.component, c.value, w.weight,
  mart.mean(100 * w.weight * c.value, sum(w.weight) FILTER (WHERE c.value IS NOT NULL) OVER (PARTITION BY c.kpi, c.segment))
    AS contribution
FROM (
  SELECT 'user_engagement_score' AS kpi, segment, component, value FROM mart.user_engagement
  UNION ALL
  SELECT 'subscription_tier_effectiveness', segment, component, value FROM mart.tier_effectiveness
  UNION ALL
  SELECT 'movie_engagement_quality_index', segment, component, value FROM mart.movie_engagement
  UNION ALL
  SELECT 'genre_popularity_index', segment, component, value FROM mart.genre_popularity
) AS c
JOIN mart.kpi_weight AS w USING (kpi, component)
ORDER BY kpi, segment, weight DESC, component;
COMMENT ON VIEW mart.kpi_component IS 'What each KPI is made of; one row per KPI, segment and component';
COMMENT ON COLUMN mart.kpi_component.kpi IS 'KPI, as in mart.kpi';
COMMENT ON COLUMN mart.kpi_component.segment IS 'all, a plan, a title_id or a genre';
COMMENT ON COLUMN mart.kpi_component.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.kpi_component.value IS '0 to 1, 4 decimals; null where nothing is known';
COMMENT ON COLUMN mart.kpi_component.weight IS 'Weight among the components that are known';
COMMENT ON COLUMN mart.kpi_component.contribution IS 'What it adds to the KPI: 100 x weight x value / sum of the weights of the known components, 2 decimals';

CREATE OR REPLACE VIEW mart.kpi WITH (security_barrier) AS
SELECT c.kpi, c.segment,
  mart.mean(100 * sum(w.weight * c.value), sum(w.weight) FILTER (WHERE c.value IS NOT NULL)) AS value,
  jsonb_object_agg(c.component, c.value) AS components
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
GROUP BY c.kpi, c.segment
UNION ALL
SELECT 'movie_engagement_quality_index', title_id, quality_index, jsonb_build_object('popularity', popularity, 'completion', completion,
  'platform_rating', platform_rating, 'versus_imdb', versus_imdb, 'reaction', reaction)
FROM aggregate.title_engagement
WHERE is_known AND is_movie AND views > 0
ORDER BY kpi, segment;
COMMENT ON VIEW mart.kpi IS 'KPIs, each 100 x sum of weight x component / sum of weight over the components that are known, as they are shown, by the weights in mart.kpi_weight. user_engagement_score (all, each plan with a subscriber): how many subscribers watch, how often, how far and how gladly, in the last 30 days. subscription_tier_effectiveness (each plan with a subscriber): what a subscriber pays, stays and watches. movie_engagement_quality_index (all, each known movie with a session, by title_id): whether it is watched, finished and liked. genre_popularity_index (each genre with a session): how much, by how many and by what variety of people it is watched, and to which end. One row per KPI and segment';
COMMENT ON COLUMN mart.kpi.kpi IS 'user_engagement_score, subscription_tier_effectiveness, movie_engagement_quality_index or genre_popularity_index';
COMMENT ON COLUMN mart.kpi.segment IS 'all, a plan, a title_id or a genre';
COMMENT ON COLUMN mart.kpi.value IS '0 to 100, 2 decimals; null where no component is known';
COMMENT ON COLUMN mart.kpi.components IS 'The components, each 0 to 1 with 4 decimals, null where not known';

CREATE OR REPLACE VIEW mart.kpi_history WITH (security_barrier) AS
SELECT as_of_date, kpi, segment, value, components
FROM aggregate.kpi_history
ORDER BY as_of_date, kpi, segment;
COMMENT ON VIEW mart.kpi_history IS 'KPIs as they were published with each as-of date, of all movies together only; one row per as-of date, KPI and segment';
COMMENT ON COLUMN mart.kpi_history.as_of_date IS 'As-of date';
COMMENT ON COLUMN mart.kpi_history.kpi IS 'KPI, as in mart.kpi';
COMMENT ON COLUMN mart.kpi_history.segment IS 'all, a plan or a genre';
COMMENT ON COLUMN mart.kpi_history.value IS '0 to 100, 2 decimals; null where no component is known';
COMMENT ON COLUMN mart.kpi_history.components IS 'The components, each 0 to 1 with 4 decimals, null where not known';
