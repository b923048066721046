-- The components of the KPIs. Views, so that they follow what a test alters below them.

-- The mean of a few draws near to what is usual, as if ten more observations were just that.
CREATE FUNCTION reference.shrunk(observations bigint, total numeric, prior numeric)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT (coalesce(total, 0) + 10 * prior) / (observations + 10)
$$;

-- The last thirty days end with the as-of date.
CREATE VIEW reference.recent_session AS
SELECT session.*
FROM reference.session
CROSS JOIN reference.setting
WHERE session.day > setting.as_of - 30;

-- Plans of subscribers are those of now, plans of sessions those of then.
CREATE VIEW reference.audience AS
WITH subscriber AS (
  SELECT plan_name AS segment, active_last_30_days AS is_active
  FROM reference.known_user
  WHERE is_subscribed
  UNION ALL
  SELECT 'all', active_last_30_days
  FROM reference.known_user
  WHERE is_subscribed
)
SELECT
  segment,
  count(*)::numeric AS subscribers,
  count(*) FILTER (WHERE is_active)::numeric AS active
FROM subscriber
GROUP BY segment;

CREATE VIEW reference.recent_viewing AS
WITH watched AS (
  SELECT plan_name AS segment, completion_ratio, rating FROM reference.recent_session
  UNION ALL
  SELECT 'all', completion_ratio, rating FROM reference.recent_session
)
SELECT
  segment,
  count(*)::numeric AS views,
  avg(completion_ratio) AS completion,
  avg(rating) AS rating
FROM watched
GROUP BY segment;

CREATE VIEW reference.user_engagement AS
SELECT
  segment,
  audience.active / audience.subscribers AS activity,
  CASE
    WHEN audience.active > 0
      THEN least(1, coalesce(recent_viewing.views, 0) / (30 * audience.active))
  END AS frequency,
  recent_viewing.completion,
  recent_viewing.rating / 10 AS satisfaction
FROM (SELECT 'all' AS segment UNION SELECT segment FROM reference.audience) AS every
LEFT JOIN reference.audience USING (segment)
LEFT JOIN reference.recent_viewing USING (segment);

CREATE VIEW reference.tier_effectiveness AS
WITH this_month AS (
  SELECT date_trunc('month', as_of)::date AS month FROM reference.setting
),
-- Of a plan of several currencies each counts as much as it has subscribers; a price that is not
-- known counts for nothing.
mrr AS (
  SELECT
    plan_name,
    currency_code,
    count(*) AS subscribers,
    sum(net_amount) / count(*) AS per_subscriber
  FROM reference.end_subscriber
  JOIN this_month USING (month)
  WHERE net_amount IS NOT NULL
  GROUP BY plan_name, currency_code
),
compared AS (
  SELECT
    plan_name,
    subscribers,
    per_subscriber / nullif(max(per_subscriber) OVER (PARTITION BY currency_code), 0) AS ratio
  FROM mrr
),
revenue AS (
  SELECT
    plan_name,
    sum(subscribers * ratio) / sum(subscribers) FILTER (WHERE ratio IS NOT NULL) AS revenue
  FROM compared
  GROUP BY plan_name
),
followed AS (
  SELECT plan_name, avg((NOT has_left)::integer) AS retention
  FROM reference.start_subscriber
  JOIN this_month
    ON start_subscriber.month IN (this_month.month, (this_month.month - interval '1 month')::date)
  GROUP BY plan_name
)
SELECT
  user_engagement.segment,
  revenue.revenue,
  followed.retention,
  user_engagement.activity,
  user_engagement.completion
FROM reference.user_engagement
LEFT JOIN revenue ON revenue.plan_name = user_engagement.segment
LEFT JOIN followed ON followed.plan_name = user_engagement.segment
WHERE user_engagement.segment <> 'all';

-- Each known movie with a session. What is usual is that of all sessions of known movies.
CREATE VIEW reference.movie_engagement AS
WITH viewed AS (
  SELECT session.title_id, session.completion_ratio, session.rating, session.reaction
  FROM reference.session
  JOIN reference.title USING (title_id)
  WHERE title.is_movie
),
usual AS (
  SELECT
    avg(completion_ratio) AS completion,
    avg(rating) AS rating,
    avg(reaction) AS reaction
  FROM viewed
),
movie AS (
  SELECT
    viewed.title_id,
    title.imdb_rating,
    count(*) AS views,
    reference.shrunk(
      count(viewed.completion_ratio), sum(viewed.completion_ratio), usual.completion) AS completion,
    reference.shrunk(count(viewed.rating), sum(viewed.rating), usual.rating) AS rating,
    reference.shrunk(count(viewed.reaction), sum(viewed.reaction), usual.reaction) AS reaction
  FROM viewed
  JOIN reference.title USING (title_id)
  CROSS JOIN usual
  GROUP BY viewed.title_id, title.imdb_rating, usual.completion, usual.rating, usual.reaction
)
SELECT
  title_id AS segment,
  views,
  ln((1 + views)::numeric) / ln((1 + (SELECT max(views) FROM movie))::numeric) AS popularity,
  completion,
  rating / 10 AS platform_rating,
  CASE
    WHEN rating - imdb_rating IS NOT NULL
      THEN greatest(0, least(1, 0.5 + (rating - imdb_rating) / 10))
  END AS versus_imdb,
  (reaction + 1) / 2 AS reaction
FROM movie;

-- How evenly a genre's views are spread over groups: 1 if all are alike, 0 if there is only one.
CREATE VIEW reference.genre_evenness AS
WITH viewed AS (
  SELECT
    genre_session.genre,
    nullif(genre_session.region_code, -1) AS region_code,
    nullif(
      reference.age_band(extract(year FROM setting.as_of)::integer - somebody.birth_year),
      'unknown') AS age_band
  FROM reference.genre_session
  CROSS JOIN reference.setting
  LEFT JOIN (SELECT DISTINCT user_id, birth_year FROM reference.user_version) AS somebody
    USING (user_id)
),
counted AS (
  SELECT genre, 'regions' AS spread, 42 AS groups, count(*)::numeric AS views
  FROM viewed
  WHERE region_code IS NOT NULL
  GROUP BY genre, region_code
  UNION ALL
  SELECT genre, 'age_bands', 7, count(*)::numeric
  FROM viewed
  WHERE age_band IS NOT NULL
  GROUP BY genre, age_band
),
shared AS (
  SELECT
    genre, spread, groups, views / sum(views) OVER (PARTITION BY genre, spread) AS share
  FROM counted
)
SELECT genre, spread, -sum(share * ln(share)) / ln(groups::numeric) AS evenness
FROM shared
GROUP BY genre, spread, groups;

-- Each genre with a session. What is usual is that of all sessions, also of titles without genres.
CREATE VIEW reference.genre_popularity AS
WITH usual AS (
  SELECT avg(completion_ratio) AS completion, avg(rating) AS rating FROM reference.session
),
watched AS (
  SELECT
    genre,
    count(*)::numeric AS views,
    count(DISTINCT user_id)::numeric AS viewers,
    reference.shrunk(
      count(genre_session.completion_ratio), sum(genre_session.completion_ratio), usual.completion
    ) AS completion,
    reference.shrunk(count(genre_session.rating), sum(genre_session.rating), usual.rating)
      AS rating
  FROM reference.genre_session
  CROSS JOIN usual
  GROUP BY genre, usual.completion, usual.rating
)
SELECT
  genre AS segment,
  views / (SELECT max(views) FROM watched) AS views,
  viewers / (SELECT max(viewers) FROM watched) AS viewers,
  completion,
  rating / 10 AS rating,
  (
    SELECT evenness FROM reference.genre_evenness AS spread
    WHERE spread.genre = watched.genre AND spread.spread = 'regions'
  ) AS regions,
  (
    SELECT evenness FROM reference.genre_evenness AS spread
    WHERE spread.genre = watched.genre AND spread.spread = 'age_bands'
  ) AS age_bands
FROM watched;

-- Components as they are shown, with four decimals. Those of all movies are made of those.
CREATE VIEW reference.kpi_component AS
WITH movie (segment, views, component, weight, value) AS (
  SELECT
    movie_engagement.segment, movie_engagement.views, part.component, part.weight,
    reference.half_up(part.exact, 4)
  FROM reference.movie_engagement
  CROSS JOIN LATERAL (VALUES
    ('popularity', 0.25, movie_engagement.popularity),
    ('completion', 0.30, movie_engagement.completion),
    ('platform_rating', 0.20, movie_engagement.platform_rating),
    ('versus_imdb', 0.10, movie_engagement.versus_imdb),
    ('reaction', 0.15, movie_engagement.reaction)) AS part (component, weight, exact)
),
part (kpi, segment, component, weight, exact) AS (
  SELECT 'user_engagement_score', segment, part.*
  FROM reference.user_engagement
  CROSS JOIN LATERAL (VALUES
    ('activity', 0.40, activity),
    ('frequency', 0.20, frequency),
    ('completion', 0.25, completion),
    ('satisfaction', 0.15, satisfaction)) AS part
  UNION ALL
  SELECT 'subscription_tier_effectiveness', segment, part.*
  FROM reference.tier_effectiveness
  CROSS JOIN LATERAL (VALUES
    ('revenue', 0.30, revenue),
    ('retention', 0.35, retention),
    ('activity', 0.20, activity),
    ('completion', 0.15, completion)) AS part
  UNION ALL
  SELECT 'movie_engagement_quality_index', segment, component, weight, value
  FROM movie
  UNION ALL
  SELECT
    'movie_engagement_quality_index', 'all', component, weight,
    sum(views * value) / sum(views) FILTER (WHERE value IS NOT NULL)
  FROM movie
  GROUP BY component, weight
  UNION ALL
  SELECT 'genre_popularity_index', segment, part.*
  FROM reference.genre_popularity
  CROSS JOIN LATERAL (VALUES
    ('views', 0.25, views),
    ('viewers', 0.25, viewers),
    ('completion', 0.15, completion),
    ('rating', 0.10, rating),
    ('regions', 0.10, regions),
    ('age_bands', 0.15, age_bands)) AS part
)
SELECT kpi, segment, component, weight, reference.half_up(exact, 4) AS value
FROM part;

-- The value is made of the components as they are shown; one that is not known drops out with its
-- weight.
CREATE VIEW reference.kpi AS
SELECT
  kpi,
  segment,
  reference.half_up(
    100 * sum(weight * value) / sum(weight) FILTER (WHERE value IS NOT NULL), 2) AS value,
  jsonb_object_agg(component, value) AS components
FROM reference.kpi_component
GROUP BY kpi, segment;
