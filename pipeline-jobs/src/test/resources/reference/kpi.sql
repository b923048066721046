-- The components of the KPIs, as docs/data-dictionary.md says they are worked out. Views, so that
-- they follow what a test alters below them.

CREATE VIEW reference.recent_session AS
SELECT session.*
FROM reference.session
CROSS JOIN reference.setting
WHERE session.session_start >= reference.start_of(setting.as_of - 29)
  AND session.session_start < reference.start_of(setting.as_of + 1);

-- Plans of users are those of now, plans of sessions those of then.
CREATE VIEW reference.user_engagement AS
WITH audience AS (
  SELECT plan_name AS segment, active_last_30_days AS is_active FROM reference.known_user
  UNION ALL
  SELECT 'all', active_last_30_days FROM reference.known_user
),
users AS (
  SELECT segment, count(*)::numeric AS known, count(*) FILTER (WHERE is_active)::numeric AS active
  FROM audience
  GROUP BY segment
),
watched AS (
  SELECT plan_name AS segment, completion_ratio, rating FROM reference.recent_session
  UNION ALL
  SELECT 'all', completion_ratio, rating FROM reference.recent_session
),
viewing AS (
  SELECT
    segment,
    count(*)::numeric AS views,
    avg(completion_ratio) AS completion,
    avg(rating) AS rating
  FROM watched
  GROUP BY segment
)
SELECT
  segment,
  users.active / users.known AS activity,
  CASE
    WHEN users.active > 0 THEN least(1, coalesce(viewing.views, 0) / (30 * users.active))
  END AS frequency,
  viewing.completion,
  viewing.rating / 10 AS satisfaction
FROM (SELECT 'all' AS segment UNION SELECT segment FROM users) AS every
LEFT JOIN users USING (segment)
LEFT JOIN viewing USING (segment);

CREATE VIEW reference.tier_effectiveness AS
WITH this_month AS (
  SELECT date_trunc('month', as_of)::date AS month FROM reference.setting
),
followed AS (
  SELECT plan_name, avg((NOT has_left)::integer) AS retention
  FROM reference.start_subscriber
  JOIN this_month
    ON start_subscriber.month IN (this_month.month, (this_month.month - interval '1 month')::date)
  GROUP BY plan_name
),
users AS (
  SELECT plan_name, avg(active_last_30_days::integer) AS activity
  FROM reference.known_user
  GROUP BY plan_name
),
revenue AS (
  SELECT plan_name, sum(net_amount) / nullif(sum(gross_amount), 0) AS price_realisation
  FROM reference.subscription_month
  JOIN this_month USING (month)
  GROUP BY plan_name
),
subscriber AS (
  SELECT plan_name FROM reference.end_subscriber JOIN this_month USING (month)
)
SELECT
  plan_name AS segment,
  followed.retention,
  users.activity,
  revenue.price_realisation,
  (SELECT count(*) FROM subscriber WHERE subscriber.plan_name = plan.plan_name)::numeric
    / nullif((SELECT count(*) FROM subscriber), 0) AS adoption
FROM (SELECT plan_name FROM users UNION SELECT plan_name FROM revenue) AS plan
LEFT JOIN followed USING (plan_name)
LEFT JOIN users USING (plan_name)
LEFT JOIN revenue USING (plan_name);

CREATE VIEW reference.movie_engagement AS
WITH viewed AS (
  SELECT session.title_id, session.completion_ratio, session.rating, session.reaction
  FROM reference.session
  JOIN reference.title USING (title_id)
  WHERE title.is_movie
),
measured AS (
  SELECT title_id AS segment, completion_ratio, rating, reaction FROM viewed
  UNION ALL
  SELECT 'all', completion_ratio, rating, reaction FROM viewed
),
imdb AS (
  SELECT title_id AS segment, imdb_rating FROM reference.title
  UNION ALL
  SELECT 'all', avg(imdb_rating)
  FROM reference.title
  WHERE title_id IN (SELECT title_id FROM viewed)
)
SELECT
  segment,
  avg(completion_ratio) AS completion,
  avg((completion_ratio >= 0.9)::integer) AS completion_rate,
  avg(rating) / 10 AS platform_rating,
  (avg(reaction) + 1) / 2 AS reaction,
  max(imdb_rating) / 10 AS imdb_rating
FROM measured
JOIN imdb USING (segment)
GROUP BY segment;

-- A county that a session does not name is none.
CREATE VIEW reference.genre_popularity AS
WITH watched AS (
  SELECT
    genre,
    count(*)::numeric AS views,
    coalesce(sum(watched_minutes), 0) AS minutes,
    avg(completion_ratio) AS completion,
    count(DISTINCT nullif(region_code, -1))::numeric AS counties
  FROM reference.genre_session
  GROUP BY genre
)
SELECT
  genre AS segment,
  views / (SELECT max(views) FROM watched) AS views,
  minutes / (SELECT nullif(max(minutes), 0) FROM watched) AS watch_time,
  completion,
  watched.counties / nullif(every.counties, 0) AS reach
FROM watched
CROSS JOIN (
  SELECT count(DISTINCT nullif(region_code, -1)) AS counties FROM reference.genre_session
) AS every;
