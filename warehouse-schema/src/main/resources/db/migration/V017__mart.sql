-- What the reports read: aggregates that one job maintains, in one transaction, from what changed since it last did.
-- Reports read nothing else, so they all change together, and a day costs what the day brought.

-- What changed, handed over by the jobs that changed it ------------------------------------------------------------

CREATE TABLE cleansed.changed_session (
  user_id          bigint      NOT NULL,
  title_key        bigint      NOT NULL,
  plan_key         bigint      NOT NULL,
  session_start    timestamptz NOT NULL,
  sign             smallint    NOT NULL CHECK (sign IN (-1, 1)),
  region_code      smallint    NOT NULL,
  reaction_code    smallint    NOT NULL,
  is_completed     boolean,
  title_id         text COLLATE "C" NOT NULL,
  watched_minutes  numeric,
  completion_ratio numeric,
  rating           numeric
);
CREATE TABLE cleansed.touched_subscription_month (month date NOT NULL);
CREATE TABLE cleansed.touched_user_status (user_id bigint NOT NULL);
COMMENT ON TABLE cleansed.changed_session IS 'Rows of fact_watch_session that the aggregates of mart do not have yet (sign 1), or still have (sign -1)';
COMMENT ON TABLE cleansed.touched_subscription_month IS 'Months of which rows of fact_subscription_month came, changed or went';
COMMENT ON TABLE cleansed.touched_user_status IS 'Users whose row in mart.user_status must be worked out again';

-- What a warehouse holds already reaches the aggregates with its next run; until then its reports are empty.
INSERT INTO cleansed.changed_session
  (user_id, title_key, plan_key, session_start, sign, region_code, reaction_code, is_completed, title_id,
   watched_minutes, completion_ratio, rating)
SELECT user_id, title_key, plan_key, session_start, 1, region_code, reaction_code, is_completed, title_id,
  watched_minutes, completion_ratio, rating
FROM warehouse.fact_watch_session;
INSERT INTO cleansed.touched_subscription_month SELECT DISTINCT month FROM warehouse.fact_subscription_month;
INSERT INTO cleansed.touched_user_status SELECT user_id FROM warehouse.dim_user WHERE is_current AND user_key <> -1;

-- Sessions of a day stand together: they are inserted in the order of their start.
CREATE INDEX ON warehouse.fact_watch_session USING brin (session_start) WITH (autosummarize = on);

-- What the reports were until now ----------------------------------------------------------------------------------

DROP VIEW mart.report_movie_completion, mart.report_session_duration, mart.report_user_activity,
  mart.report_user_distribution_by_plan, mart.report_user_activity_by_plan, mart.report_revenue_by_plan,
  mart.report_top_10_movies, mart.report_bottom_10_movies, mart.report_rating_comparison;
DROP VIEW mart.user_activity, mart.current_subscriber, mart.subscription_period, mart.current_plan, mart.title_viewing;

-- What the contract's words mean -----------------------------------------------------------------------------------

CREATE FUNCTION mart.age_band(birth_year int, in_year int) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN birth_year IS NULL OR birth_year > in_year THEN 'unknown'
    WHEN in_year - birth_year < 18 THEN '0-17'
    WHEN in_year - birth_year < 25 THEN '18-24'
    WHEN in_year - birth_year < 35 THEN '25-34'
    WHEN in_year - birth_year < 45 THEN '35-44'
    WHEN in_year - birth_year < 55 THEN '45-54'
    WHEN in_year - birth_year < 65 THEN '55-64'
    ELSE '65+'
  END;
COMMENT ON FUNCTION mart.age_band IS 'Age band of somebody born in a year, at the end of another';

CREATE FUNCTION mart.last_day_of(month date) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (month + interval '1 month')::date - 1;
COMMENT ON FUNCTION mart.last_day_of IS 'Last day of the month that starts on a date';

CREATE FUNCTION mart.share(part numeric, whole numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.half_up(part / nullif(whole, 0), 4);
COMMENT ON FUNCTION mart.share IS 'part / whole, 4 decimals; null where whole is 0';

CREATE FUNCTION mart.mean(total numeric, number numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.half_up(total / nullif(number, 0), 2);
COMMENT ON FUNCTION mart.mean IS 'total / number, 2 decimals; null where number is 0';

-- Aggregates -------------------------------------------------------------------------------------------------------
-- Sums are numeric, not float: what was added can be taken away again without a trace.

CREATE TABLE mart.plan (
  plan_key   bigint  PRIMARY KEY,
  plan_id    int     NOT NULL,
  plan_name  text COLLATE "C" NOT NULL,
  is_current boolean NOT NULL
);

CREATE TABLE mart.title_engagement (
  title_id        text COLLATE "C" PRIMARY KEY,
  title_name      text,
  is_known        boolean NOT NULL DEFAULT false,
  is_movie        boolean NOT NULL DEFAULT false,
  in_catalog      boolean NOT NULL DEFAULT false,
  imdb_rating     numeric(4,2),
  imdb_votes      int,
  views           bigint  NOT NULL DEFAULT 0,
  watched_minutes numeric NOT NULL DEFAULT 0,
  ratio_sessions  bigint  NOT NULL DEFAULT 0,
  ratio_sum       numeric NOT NULL DEFAULT 0,
  completed       bigint  NOT NULL DEFAULT 0,
  ratings         bigint  NOT NULL DEFAULT 0,
  rating_sum      numeric NOT NULL DEFAULT 0,
  reactions       bigint  NOT NULL DEFAULT 0,
  reaction_sum    bigint  NOT NULL DEFAULT 0
);

CREATE INDEX ON mart.title_engagement (views) WHERE is_known AND is_movie;

CREATE TABLE mart.counted_title (
  title_key bigint PRIMARY KEY,
  views     bigint NOT NULL,
  genres    text[] COLLATE "C" NOT NULL
);

CREATE TABLE mart.genre_viewing (
  month           date     NOT NULL,
  region_code     smallint NOT NULL,
  plan_key        bigint   NOT NULL,
  genre           text COLLATE "C" NOT NULL,
  views           bigint   NOT NULL,
  watched_minutes numeric  NOT NULL,
  ratio_sessions  bigint   NOT NULL,
  ratio_sum       numeric  NOT NULL,
  completed       bigint   NOT NULL,
  PRIMARY KEY (month, region_code, plan_key, genre)
);

CREATE TABLE mart.viewing_day (
  day             date    NOT NULL,
  plan_key        bigint  NOT NULL,
  views           bigint  NOT NULL,
  watched_minutes numeric NOT NULL,
  ratio_sessions  bigint  NOT NULL,
  ratio_sum       numeric NOT NULL,
  completed       bigint  NOT NULL,
  ratings         bigint  NOT NULL,
  rating_sum      numeric NOT NULL,
  PRIMARY KEY (day, plan_key)
);

CREATE TABLE mart.session_minutes (
  month           date    NOT NULL,
  plan_key        bigint  NOT NULL,
  watched_minutes numeric NOT NULL,
  sessions        bigint  NOT NULL,
  PRIMARY KEY (month, plan_key, watched_minutes)
);
CREATE INDEX ON mart.session_minutes (watched_minutes);

CREATE TABLE mart.session_length (
  whole_minutes   int     PRIMARY KEY,
  sessions        bigint  NOT NULL,
  watched_minutes numeric NOT NULL
);

CREATE TABLE mart.session_duration (
  period_month   date,
  plan_name      text COLLATE "C",
  sessions       bigint NOT NULL,
  avg_minutes    numeric,
  median_minutes numeric,
  p90_minutes    numeric,
  UNIQUE NULLS NOT DISTINCT (period_month, plan_name)
);

CREATE TABLE mart.session_ahead (
  user_id       bigint      NOT NULL,
  session_start timestamptz NOT NULL,
  sessions      bigint      NOT NULL,
  PRIMARY KEY (user_id, session_start)
);

CREATE TABLE mart.user_month (
  user_id  bigint NOT NULL,
  month    date   NOT NULL,
  sessions bigint NOT NULL,
  PRIMARY KEY (user_id, month)
);

CREATE TABLE mart.active_month (
  month        date   PRIMARY KEY,
  active_users bigint NOT NULL
);

CREATE TABLE mart.active_day (
  day          date   PRIMARY KEY,
  active_users bigint NOT NULL,
  sessions     bigint NOT NULL
);

CREATE TABLE mart.user_status (
  user_id                bigint   PRIMARY KEY,
  last_session_at        timestamptz,
  subscribed_plan_key    bigint,
  plan_id                int,
  birth_year             int,
  region_code            smallint NOT NULL,
  subscribed_region_code smallint,
  is_known               boolean  NOT NULL
);

CREATE TABLE mart.user_count (
  plan_id           int    NOT NULL,
  last_session_date date,
  users             bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (plan_id, last_session_date)
);

CREATE TABLE mart.subscription_summary (
  month              date   NOT NULL,
  plan_name          text COLLATE "C" NOT NULL,
  currency_code      text,
  subscribers        bigint NOT NULL,
  gross_amount       numeric(14,2),
  discount_amount    numeric(14,2),
  net_amount         numeric(14,2),
  new_subscribers    bigint NOT NULL,
  subscribers_at_end bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (month, plan_name, currency_code)
);

CREATE TABLE mart.subscription_churn (
  month                date   NOT NULL,
  segment              text   NOT NULL CHECK (segment IN ('age_band', 'region', 'plan')),
  value                text COLLATE "C" NOT NULL,
  subscribers_at_start bigint NOT NULL,
  churned              bigint NOT NULL,
  PRIMARY KEY (month, segment, value)
);

-- Figures that several reports share -------------------------------------------------------------------------------

CREATE VIEW mart.user_activity AS
SELECT c.plan_name, w.activity_window, s.status,
  sum(CASE WHEN (c.last_session_date >= w.first_day) IS TRUE = s.is_active THEN c.users ELSE 0 END)::bigint AS users
FROM (
  SELECT coalesce(p.plan_name, 'Unknown') AS plan_name, c.last_session_date, sum(c.users) AS users
  FROM mart.user_count AS c
  LEFT JOIN mart.plan AS p ON p.plan_id = c.plan_id AND p.is_current
  GROUP BY coalesce(p.plan_name, 'Unknown'), c.last_session_date
) AS c
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (VALUES ('ever', '-infinity'::date), ('last_30_days', a.as_of_date - 29)) AS w (activity_window, first_day)
CROSS JOIN (VALUES ('active', true), ('inactive', false)) AS s (status, is_active)
GROUP BY c.plan_name, w.activity_window, s.status;

CREATE VIEW mart.region_genre AS
SELECT r.region_name, g.genre,
  sum(g.views)::bigint AS views,
  mart.half_up(sum(g.watched_minutes), 2) AS watched_minutes,
  sum(g.ratio_sessions)::bigint AS ratio_sessions,
  sum(g.ratio_sum) AS ratio_sum
FROM mart.genre_viewing AS g
JOIN warehouse.dim_region AS r ON r.region_code = g.region_code
GROUP BY r.region_name, g.genre;

-- Percentiles are continuous: between the two sessions around the wanted place.
CREATE VIEW mart.month_duration AS
SELECT month AS period_month, plan_name,
  sum(sessions)::bigint AS sessions,
  mart.half_up(sum(watched_minutes * sessions) / sum(sessions), 2) AS avg_minutes,
  mart.half_up(max(median), 2) AS median_minutes,
  mart.half_up(max(p90), 2) AS p90_minutes
FROM (
  SELECT month, plan_name, watched_minutes, sessions,
    CASE WHEN floor(median_place) >= upto - sessions AND floor(median_place) < upto THEN watched_minutes
      + greatest(median_place - (upto - 1), 0) * (next_minutes - watched_minutes) END AS median,
    CASE WHEN floor(p90_place) >= upto - sessions AND floor(p90_place) < upto THEN watched_minutes
      + greatest(p90_place - (upto - 1), 0) * (next_minutes - watched_minutes) END AS p90
  FROM (
    SELECT month, plan_name, watched_minutes, sessions,
      sum(sessions) OVER up_to AS upto,
      coalesce(lead(watched_minutes) OVER up_to, watched_minutes) AS next_minutes,
      0.5 * (sum(sessions) OVER (PARTITION BY month, plan_name) - 1) AS median_place,
      0.9 * (sum(sessions) OVER (PARTITION BY month, plan_name) - 1) AS p90_place
    FROM (
      SELECT s.month, p.plan_name, s.watched_minutes, sum(s.sessions) AS sessions
      FROM mart.session_minutes AS s
      JOIN mart.plan AS p ON p.plan_key = s.plan_key
      GROUP BY s.month, p.plan_name, s.watched_minutes
    ) AS of_plan
    WINDOW up_to AS (PARTITION BY month, plan_name ORDER BY watched_minutes)
  ) AS counted
) AS placed
GROUP BY month, plan_name;

-- Found by whole minutes first, of which there are few, then among the sessions of that length.
CREATE FUNCTION mart.minutes_at(place numeric) RETURNS numeric
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT s.watched_minutes
    FROM (
      SELECT whole_minutes, sessions, sum(sessions) OVER (ORDER BY whole_minutes) AS upto FROM mart.session_length
    ) AS l
    CROSS JOIN LATERAL (
      SELECT m.watched_minutes, l.upto - l.sessions + sum(sum(m.sessions)) OVER (ORDER BY m.watched_minutes) AS upto
      FROM mart.session_minutes AS m
      WHERE m.watched_minutes >= l.whole_minutes AND m.watched_minutes < l.whole_minutes + 1
      GROUP BY m.watched_minutes
    ) AS s
    WHERE l.upto > minutes_at.place AND l.upto - l.sessions <= minutes_at.place AND s.upto > minutes_at.place
    ORDER BY s.watched_minutes
    LIMIT 1
  );
COMMENT ON FUNCTION mart.minutes_at IS 'Minutes of the session at a place, from 0, among all closed sessions from the shortest on';

CREATE VIEW mart.total_duration AS
SELECT total.sessions, mart.half_up(total.watched_minutes / nullif(total.sessions, 0), 2) AS avg_minutes,
  max(CASE WHEN p.fraction = 0.5 THEN v.minutes END) AS median_minutes,
  max(CASE WHEN p.fraction = 0.9 THEN v.minutes END) AS p90_minutes
FROM (SELECT coalesce(sum(sessions), 0)::bigint AS sessions, sum(watched_minutes) AS watched_minutes FROM mart.session_length) AS total
CROSS JOIN LATERAL (SELECT fraction, fraction * (total.sessions - 1) AS place FROM (VALUES (0.5), (0.9)) AS f (fraction)) AS p
CROSS JOIN LATERAL (SELECT mart.minutes_at(floor(p.place)) AS lower, mart.minutes_at(ceil(p.place)) AS upper) AS around
CROSS JOIN LATERAL (SELECT mart.half_up(lower + (p.place - floor(p.place)) * (upper - lower), 2) AS minutes) AS v
GROUP BY total.sessions, total.watched_minutes;

-- Reports: columns, meanings, orders are the contract's ------------------------------------------------------------

CREATE VIEW mart.report_movie_completion AS
SELECT title_id, title_name,
  ratio_sessions AS sessions,
  mart.share(ratio_sum, ratio_sessions) AS avg_completion_ratio,
  mart.share(completed, ratio_sessions) AS completion_rate
FROM mart.title_engagement
WHERE is_known AND is_movie AND ratio_sessions > 0
ORDER BY title_id;

CREATE VIEW mart.report_session_duration AS
SELECT period_month, plan_name, sessions, avg_minutes, median_minutes, p90_minutes
FROM mart.session_duration
ORDER BY period_month NULLS LAST, plan_name NULLS LAST;

CREATE VIEW mart.report_user_activity AS
SELECT g.activity_window, g.status, coalesce(sum(u.users), 0)::bigint AS users
FROM (VALUES ('ever', 'active'), ('ever', 'inactive'), ('last_30_days', 'active'), ('last_30_days', 'inactive'))
  AS g (activity_window, status)
LEFT JOIN mart.user_activity AS u ON u.activity_window = g.activity_window AND u.status = g.status
GROUP BY g.activity_window, g.status
ORDER BY g.activity_window, g.status;

CREATE VIEW mart.report_user_distribution_by_plan AS
SELECT plan_name, users, mart.share(users, sum(users) OVER ()) AS share
FROM (
  SELECT s.plan_name, sum(s.subscribers_at_end)::bigint AS users
  FROM mart.subscription_summary AS s
  JOIN mart.as_of AS a ON s.month = mart.month_of(a.as_of_date)
  WHERE s.subscribers_at_end > 0
  GROUP BY s.plan_name
) AS of_plan
ORDER BY plan_name;

CREATE VIEW mart.report_user_activity_by_plan AS
SELECT plan_name, activity_window, status, users
FROM mart.user_activity
ORDER BY plan_name, activity_window, status;

CREATE VIEW mart.report_revenue_by_plan AS
SELECT month, plan_name, currency_code, subscribers, gross_amount, discount_amount, net_amount,
  mart.mean(net_amount, subscribers) AS net_per_user
FROM mart.subscription_summary
ORDER BY month, plan_name, currency_code;

-- By index first the movies that have at least as many (or few) views as the tenth, then the order among those.
CREATE VIEW mart.report_top_10_movies AS
SELECT row_number() OVER (ORDER BY views DESC, avg_rating DESC NULLS LAST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, mart.mean(rating_sum, ratings) AS avg_rating
  FROM mart.title_engagement
  WHERE is_known AND is_movie AND views >= (
    SELECT min(views)
    FROM (SELECT views FROM mart.title_engagement WHERE is_known AND is_movie ORDER BY views DESC LIMIT 10) AS most)
) AS movie
ORDER BY rank
LIMIT 10;

CREATE VIEW mart.report_bottom_10_movies AS
SELECT row_number() OVER (ORDER BY views, avg_rating NULLS FIRST, title_id) AS rank,
  title_id, title_name, views, avg_rating
FROM (
  SELECT title_id, title_name, views, mart.mean(rating_sum, ratings) AS avg_rating
  FROM mart.title_engagement
  WHERE is_known AND is_movie AND in_catalog AND views <= (
    SELECT max(views)
    FROM (SELECT views FROM mart.title_engagement WHERE is_known AND is_movie AND in_catalog ORDER BY views LIMIT 10) AS least)
) AS movie
ORDER BY rank
LIMIT 10;

CREATE VIEW mart.report_rating_comparison AS
SELECT title_id, title_name, imdb_rating,
  mart.mean(rating_sum, ratings) AS platform_rating,
  ratings,
  mart.mean(rating_sum, ratings) - imdb_rating AS difference
FROM mart.title_engagement
WHERE is_known AND in_catalog
ORDER BY title_id;

CREATE VIEW mart.report_top_10_genres_by_region AS
SELECT region_name, rank, genre, views, watched_minutes
FROM (
  SELECT *, row_number() OVER (PARTITION BY region_name ORDER BY views DESC, genre) AS rank
  FROM mart.region_genre
) AS ranked
WHERE rank <= 10
ORDER BY region_name, rank;

CREATE VIEW mart.report_bottom_5_genres_by_region AS
SELECT region_name, rank, genre, views, watched_minutes
FROM (
  SELECT *, row_number() OVER (PARTITION BY region_name ORDER BY views, genre) AS rank
  FROM mart.region_genre
) AS ranked
WHERE rank <= 5
ORDER BY region_name, rank;

CREATE VIEW mart.report_genre_completion_by_region AS
SELECT region_name, genre, ratio_sessions AS sessions, mart.share(ratio_sum, ratio_sessions) AS avg_completion_ratio
FROM mart.region_genre
WHERE ratio_sessions > 0
ORDER BY region_name, genre;

CREATE VIEW mart.report_top_5_genres_by_plan AS
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

CREATE VIEW mart.report_inactive_users AS
WITH recent AS MATERIALIZED (
  SELECT as_of_date, mart.start_of(as_of_date - 14) AS last_15_days, mart.start_of(as_of_date - 30) AS last_31_days
  FROM mart.as_of
)
SELECT u.user_id, p.plan_name, r.region_name, u.last_session_at,
  recent.as_of_date - mart.bucharest_date(u.last_session_at) AS days_inactive,
  CASE
    WHEN u.last_session_at IS NULL THEN 'never'
    WHEN u.last_session_at >= recent.last_31_days THEN '15_30'
    ELSE 'over_30'
  END AS bucket
FROM mart.user_status AS u
CROSS JOIN recent
JOIN mart.plan AS p ON p.plan_key = u.subscribed_plan_key
JOIN warehouse.dim_region AS r ON r.region_code = u.subscribed_region_code
WHERE u.last_session_at IS NULL OR u.last_session_at < recent.last_15_days
ORDER BY u.user_id;

CREATE VIEW mart.report_churn_by_segment AS
SELECT month, segment, value, subscribers_at_start, churned, mart.share(churned, subscribers_at_start) AS churn_rate
FROM mart.subscription_churn
ORDER BY month, segment, value;

CREATE VIEW mart.report_active_users AS
SELECT month, monthly_active_users,
  mart.mean(active_days, days) AS avg_daily_active_users,
  mart.share(active_days / days, monthly_active_users) AS stickiness
FROM (
  SELECT m.month, m.active_users AS monthly_active_users,
    (SELECT coalesce(sum(d.active_users), 0) FROM mart.active_day AS d WHERE d.day BETWEEN m.month AND mart.last_day_of(m.month)) AS active_days,
    least(mart.last_day_of(m.month), a.as_of_date) - m.month + 1 AS days
  FROM mart.active_month AS m
  CROSS JOIN mart.as_of AS a
) AS of_month
ORDER BY month;

CREATE VIEW mart.report_genre_watch_share AS
SELECT month, genre,
  mart.half_up(sum(watched_minutes), 2) AS watched_minutes,
  mart.share(sum(watched_minutes), sum(sum(watched_minutes)) OVER (PARTITION BY month)) AS share
FROM mart.genre_viewing
GROUP BY month, genre
ORDER BY month, genre;

-- Who is subscribed at the end of a month was so at its start and did not churn, or is new.
CREATE VIEW mart.report_subscriber_growth AS
SELECT month,
  new_subscribers,
  at_start + new_subscribers - subscribers_at_end AS churned_subscribers,
  subscribers_at_end - at_start AS net_growth,
  subscribers_at_end
FROM (
  SELECT m.month::date AS month,
    coalesce(s.new_subscribers, 0) AS new_subscribers,
    coalesce(s.subscribers_at_end, 0) AS subscribers_at_end,
    coalesce(lag(s.subscribers_at_end) OVER (ORDER BY m.month), 0) AS at_start
  FROM mart.as_of AS a
  CROSS JOIN LATERAL generate_series(
    (SELECT min(month) FROM mart.subscription_summary)::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
  LEFT JOIN (
    SELECT month, sum(new_subscribers)::bigint AS new_subscribers, sum(subscribers_at_end)::bigint AS subscribers_at_end
    FROM mart.subscription_summary
    GROUP BY month
  ) AS s ON s.month = m.month
) AS growth
ORDER BY month;

-- KPIs -------------------------------------------------------------------------------------------------------------

CREATE TABLE mart.kpi_weight (
  kpi       text          NOT NULL,
  component text          NOT NULL,
  weight    numeric(4,3)  NOT NULL CHECK (weight > 0),
  meaning   text          NOT NULL,
  PRIMARY KEY (kpi, component)
);
INSERT INTO mart.kpi_weight (kpi, component, weight, meaning) VALUES
  ('user_engagement_score', 'activity', 0.400, 'Share of the known users (of the plan) with a session in the last 30 days'),
  ('user_engagement_score', 'frequency', 0.200, 'Sessions of the last 30 days / (30 x users active in them), at most 1: a session a day each'),
  ('user_engagement_score', 'completion', 0.250, 'Mean completion ratio of the sessions of the last 30 days of known ratio'),
  ('user_engagement_score', 'satisfaction', 0.150, 'Mean rating given in the last 30 days / 10'),
  ('subscription_tier_effectiveness', 'retention', 0.400, '1 - churn rate of the plan''s subscribers in the as-of date''s month and the one before it'),
  ('subscription_tier_effectiveness', 'activity', 0.300, 'Share of the plan''s known users with a session in the last 30 days'),
  ('subscription_tier_effectiveness', 'price_realisation', 0.150, 'Net / gross revenue of the as-of date''s month'),
  ('subscription_tier_effectiveness', 'adoption', 0.150, 'Share of the users subscribed on the as-of date who have the plan'),
  ('movie_engagement_quality_index', 'completion', 0.350, 'Mean completion ratio of the sessions of known ratio'),
  ('movie_engagement_quality_index', 'completion_rate', 0.150, 'Share of those that were completed'),
  ('movie_engagement_quality_index', 'platform_rating', 0.250, 'Mean rating on the platform / 10'),
  ('movie_engagement_quality_index', 'reaction', 0.150, '(Mean of the reactions, 1 like to -1 dislike, + 1) / 2'),
  ('movie_engagement_quality_index', 'imdb_rating', 0.100, 'IMDb rating / 10; for all movies the mean of those viewed'),
  ('genre_popularity_index', 'views', 0.400, 'Views / views of the most viewed genre'),
  ('genre_popularity_index', 'watch_time', 0.250, 'Watched minutes / those of the most watched genre'),
  ('genre_popularity_index', 'completion', 0.200, 'Mean completion ratio of the sessions of known ratio'),
  ('genre_popularity_index', 'reach', 0.150, 'Counties with a view of the genre / counties with any view');

CREATE VIEW mart.plan_viewing_30_days AS
SELECT p.plan_name,
  sum(v.views) AS views,
  sum(v.ratio_sessions) AS ratio_sessions, sum(v.ratio_sum) AS ratio_sum,
  sum(v.ratings) AS ratings, sum(v.rating_sum) AS rating_sum
FROM mart.viewing_day AS v
JOIN mart.as_of AS a ON v.day BETWEEN a.as_of_date - 29 AND a.as_of_date
JOIN mart.plan AS p ON p.plan_key = v.plan_key
GROUP BY p.plan_name;

CREATE VIEW mart.user_engagement AS
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
  ('frequency', least(1, mart.share(v.views, 30 * a.active))),
  ('completion', mart.share(v.ratio_sum, v.ratio_sessions)),
  ('satisfaction', mart.share(v.rating_sum, 10 * v.ratings))) AS c (component, value);

CREATE VIEW mart.tier_effectiveness AS
WITH churn AS (
  SELECT c.value AS plan_name, sum(c.subscribers_at_start) AS subscribers, sum(c.churned) AS churned
  FROM mart.subscription_churn AS c
  JOIN mart.as_of AS a
    ON c.month BETWEEN (mart.month_of(a.as_of_date) - interval '1 month')::date AND mart.month_of(a.as_of_date)
  WHERE c.segment = 'plan'
  GROUP BY c.value
), revenue AS (
  SELECT s.plan_name, sum(s.gross_amount) AS gross_amount, sum(s.net_amount) AS net_amount,
    sum(s.subscribers_at_end) AS subscribers, sum(sum(s.subscribers_at_end)) OVER () AS all_subscribers
  FROM mart.subscription_summary AS s
  JOIN mart.as_of AS a ON s.month = mart.month_of(a.as_of_date)
  GROUP BY s.plan_name
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
CROSS JOIN LATERAL (VALUES
  ('retention', 1 - mart.share(churn.churned, churn.subscribers)),
  ('activity', mart.share(activity.active, activity.users)),
  ('price_realisation', mart.share(revenue.net_amount, revenue.gross_amount)),
  ('adoption', mart.share(revenue.subscribers, revenue.all_subscribers))) AS c (component, value);

CREATE VIEW mart.movie_engagement AS
WITH movie AS (
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
CROSS JOIN LATERAL (VALUES
  ('completion', mart.share(m.ratio_sum, m.ratio_sessions)),
  ('completion_rate', mart.share(m.completed, m.ratio_sessions)),
  ('platform_rating', mart.share(m.rating_sum, 10 * m.ratings)),
  ('reaction', mart.share(m.reaction_sum + m.reactions, 2 * m.reactions)),
  ('imdb_rating', mart.share(m.imdb_rating, 10 * m.imdb_ratings))) AS c (component, value);

CREATE VIEW mart.genre_popularity AS
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

CREATE VIEW mart.kpi AS
SELECT kpi, segment,
  mart.half_up(100 * sum(w.weight * c.value) / sum(w.weight) FILTER (WHERE c.value IS NOT NULL), 2) AS value,
  jsonb_object_agg(component, c.value) AS components
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
GROUP BY kpi, segment
ORDER BY kpi, segment COLLATE "C";

-- What they mean; the data dictionary is made from these --------------------------------------------------------------

COMMENT ON TABLE mart.plan IS 'Plan versions, as the reports name them; one row per version';
COMMENT ON COLUMN mart.plan.plan_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN mart.plan.plan_id IS 'The platform''s plan number';
COMMENT ON COLUMN mart.plan.plan_name IS 'Name';
COMMENT ON COLUMN mart.plan.is_current IS 'Whether this is the latest version';

COMMENT ON TABLE mart.title_engagement IS 'How titles are watched, rated and liked; one row per title that was watched, is in the catalogue, or is among the movies with the lowest ids (those rank next where fewer than ten were watched)';
COMMENT ON COLUMN mart.title_engagement.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.title_engagement.title_name IS 'Primary title';
COMMENT ON COLUMN mart.title_engagement.is_known IS 'False for titles known only from sessions: no report has them';
COMMENT ON COLUMN mart.title_engagement.is_movie IS 'title_type is movie or tvMovie';
COMMENT ON COLUMN mart.title_engagement.in_catalog IS 'Whether the platform offers it';
COMMENT ON COLUMN mart.title_engagement.imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN mart.title_engagement.imdb_votes IS 'Votes behind it';
COMMENT ON COLUMN mart.title_engagement.views IS 'Sessions';
COMMENT ON COLUMN mart.title_engagement.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.title_engagement.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.title_engagement.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.title_engagement.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.title_engagement.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.title_engagement.rating_sum IS 'Sum of those ratings';
COMMENT ON COLUMN mart.title_engagement.reactions IS 'Sessions with a reaction';
COMMENT ON COLUMN mart.title_engagement.reaction_sum IS 'Sum of those reactions: 1 like, 0 neutral, -1 dislike';

COMMENT ON TABLE mart.counted_title IS 'Under which genres the sessions of each title version are in genre_viewing, so that they can be taken out again when the genres change; one row per watched title version';
COMMENT ON COLUMN mart.counted_title.title_key IS 'Title version';
COMMENT ON COLUMN mart.counted_title.views IS 'Sessions';
COMMENT ON COLUMN mart.counted_title.genres IS 'Genres in order';

COMMENT ON TABLE mart.genre_viewing IS 'Viewing by genre; a session counts wholly for each genre of its title version; one row per month of session_start, county, plan version and genre';
COMMENT ON COLUMN mart.genre_viewing.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.genre_viewing.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.genre_viewing.genre IS 'Genre';
COMMENT ON COLUMN mart.genre_viewing.views IS 'Sessions';
COMMENT ON COLUMN mart.genre_viewing.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.genre_viewing.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.genre_viewing.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.genre_viewing.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.genre_viewing.region_code IS 'County where it was watched; -1 unknown';

COMMENT ON TABLE mart.viewing_day IS 'Viewing by day; one row per day of session_start (Europe/Bucharest) and plan version';
COMMENT ON COLUMN mart.viewing_day.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.viewing_day.views IS 'Sessions';
COMMENT ON COLUMN mart.viewing_day.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.viewing_day.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.viewing_day.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.viewing_day.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.viewing_day.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.viewing_day.rating_sum IS 'Sum of those ratings';
COMMENT ON COLUMN mart.viewing_day.day IS 'Day';

COMMENT ON TABLE mart.session_minutes IS 'How many closed sessions lasted how long; one row per month of session_start, plan version and length';
COMMENT ON COLUMN mart.session_minutes.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.session_minutes.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.session_minutes.watched_minutes IS 'Length in minutes';
COMMENT ON COLUMN mart.session_minutes.sessions IS 'Closed sessions of that length';

COMMENT ON TABLE mart.session_length IS 'How many closed sessions lasted how many whole minutes; one row per number of minutes';
COMMENT ON COLUMN mart.session_length.whole_minutes IS 'Length in minutes, rounded down';
COMMENT ON COLUMN mart.session_length.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.session_length.watched_minutes IS 'Sum of their minutes';

COMMENT ON TABLE mart.session_duration IS 'Length of closed sessions; one row per month of session_start and plan, and one of all';
COMMENT ON COLUMN mart.session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN mart.session_duration.plan_name IS 'Plan of the user then; null in the total';
COMMENT ON COLUMN mart.session_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

COMMENT ON TABLE mart.session_ahead IS 'Sessions that start after the as-of date, which windows that end with it do not have yet; one row per user and start';
COMMENT ON COLUMN mart.session_ahead.user_id IS 'User number';
COMMENT ON COLUMN mart.session_ahead.session_start IS 'Start';
COMMENT ON COLUMN mart.session_ahead.sessions IS 'Sessions';

COMMENT ON TABLE mart.user_month IS 'Who was active when, up to the as-of date; one row per user and month with a session';
COMMENT ON COLUMN mart.user_month.user_id IS 'User number';
COMMENT ON COLUMN mart.user_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.user_month.sessions IS 'Sessions started';

COMMENT ON TABLE mart.active_month IS 'Monthly active users, up to the as-of date; one row per month with a session';
COMMENT ON COLUMN mart.active_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.active_month.active_users IS 'Users with a session';

COMMENT ON TABLE mart.active_day IS 'Daily active users, up to the as-of date; one row per day with a session';
COMMENT ON COLUMN mart.active_day.day IS 'Day (Europe/Bucharest)';
COMMENT ON COLUMN mart.active_day.active_users IS 'Users with a session';
COMMENT ON COLUMN mart.active_day.sessions IS 'Sessions started';

COMMENT ON TABLE mart.user_status IS 'Every user as of the as-of date; one row per user';
COMMENT ON COLUMN mart.user_status.user_id IS 'User number';
COMMENT ON COLUMN mart.user_status.last_session_at IS 'Start of the last session up to the as-of date; null: never';
COMMENT ON COLUMN mart.user_status.subscribed_plan_key IS 'Plan version on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN mart.user_status.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.user_status.birth_year IS 'Year of birth';
COMMENT ON COLUMN mart.user_status.region_code IS 'Current county; -1 unknown';
COMMENT ON COLUMN mart.user_status.subscribed_region_code IS 'County on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN mart.user_status.is_known IS 'Neither inferred nor deleted';

COMMENT ON TABLE mart.user_count IS 'Known users by plan and by how long ago they were active; one row per plan and date';
COMMENT ON COLUMN mart.user_count.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.user_count.last_session_date IS 'Day of the last session up to the as-of date; null: never';
COMMENT ON COLUMN mart.user_count.users IS 'Users';

COMMENT ON TABLE mart.subscription_summary IS 'Subscriptions and revenue; one row per month, plan and currency';
COMMENT ON COLUMN mart.subscription_summary.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.subscription_summary.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.subscription_summary.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN mart.subscription_summary.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.subscription_summary.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN mart.subscription_summary.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.subscription_summary.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN mart.subscription_summary.new_subscribers IS 'Users subscribed on the last date of this month (or the as-of date) and not of the previous one';
COMMENT ON COLUMN mart.subscription_summary.subscribers_at_end IS 'Users subscribed on the last date of the month, or on the as-of date';

COMMENT ON TABLE mart.subscription_churn IS 'Who stayed and who left; one row per month, segment and value';
COMMENT ON COLUMN mart.subscription_churn.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.subscription_churn.segment IS 'age_band, region or plan';
COMMENT ON COLUMN mart.subscription_churn.value IS 'Age band at the end of the month, or county or plan on the last date of the previous month';
COMMENT ON COLUMN mart.subscription_churn.subscribers_at_start IS 'Users subscribed on the last date of the previous month';
COMMENT ON COLUMN mart.subscription_churn.churned IS 'Those of them who are not on the last date of this one, or on the as-of date';

COMMENT ON VIEW mart.user_activity IS 'Known users by current plan and by whether they watched; one row per plan, window and status';
COMMENT ON COLUMN mart.user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.user_activity.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.user_activity.plan_name IS 'Current plan';
COMMENT ON COLUMN mart.user_activity.users IS 'Users';

COMMENT ON VIEW mart.region_genre IS 'Viewing by county and genre; one row per county and genre';
COMMENT ON COLUMN mart.region_genre.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.region_genre.genre IS 'Genre';
COMMENT ON COLUMN mart.region_genre.views IS 'Sessions';
COMMENT ON COLUMN mart.region_genre.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.region_genre.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.region_genre.watched_minutes IS 'Minutes watched, 2 decimals';

COMMENT ON VIEW mart.month_duration IS 'Length of closed sessions, from session_minutes; one row per month and plan';
COMMENT ON COLUMN mart.month_duration.period_month IS 'First day of the month';
COMMENT ON COLUMN mart.month_duration.plan_name IS 'Plan of the user then';
COMMENT ON COLUMN mart.month_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.month_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.month_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

COMMENT ON VIEW mart.total_duration IS 'Length of all closed sessions, from session_length and session_minutes; one row';
COMMENT ON COLUMN mart.total_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.total_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

COMMENT ON VIEW mart.report_movie_completion IS 'How much of each movie its viewers watch; one row per movie with at least one session of known ratio';
COMMENT ON COLUMN mart.report_movie_completion.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_movie_completion.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_movie_completion.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_movie_completion.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';
COMMENT ON COLUMN mart.report_movie_completion.completion_rate IS 'Share of those sessions with a ratio of at least 0.9, 4 decimals';

COMMENT ON VIEW mart.report_session_duration IS 'Length of closed sessions by month of session_start and plan of the user then; the row with null month and plan is the total';
COMMENT ON COLUMN mart.report_session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN mart.report_session_duration.plan_name IS 'Plan of the user then; null in the total';
COMMENT ON COLUMN mart.report_session_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.report_session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.report_session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

COMMENT ON VIEW mart.report_user_activity IS 'Known users by whether they watched; one row per window and status';
COMMENT ON COLUMN mart.report_user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.report_user_activity.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.report_user_activity.users IS 'Users';

COMMENT ON VIEW mart.report_user_distribution_by_plan IS 'Users subscribed on the as-of date; one row per plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.plan_name IS 'Plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.users IS 'Subscribed users';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.share IS 'Their share of all subscribed users, 4 decimals';

COMMENT ON VIEW mart.report_user_activity_by_plan IS 'The known users of report_user_activity by their current plan; one row per plan, window and status';
COMMENT ON COLUMN mart.report_user_activity_by_plan.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.report_user_activity_by_plan.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.report_user_activity_by_plan.plan_name IS 'Current plan';
COMMENT ON COLUMN mart.report_user_activity_by_plan.users IS 'Users';

COMMENT ON VIEW mart.report_revenue_by_plan IS 'Subscription revenue; one row per month, plan and currency';
COMMENT ON COLUMN mart.report_revenue_by_plan.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_revenue_by_plan.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.report_revenue_by_plan.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN mart.report_revenue_by_plan.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_per_user IS 'net_amount / subscribers, 2 decimals';

COMMENT ON VIEW mart.report_top_10_movies IS 'The ten most watched movies';
COMMENT ON COLUMN mart.report_top_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_top_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_top_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

COMMENT ON VIEW mart.report_bottom_10_movies IS 'The ten least watched movies of the catalogue, those never watched included';
COMMENT ON COLUMN mart.report_bottom_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_bottom_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

COMMENT ON VIEW mart.report_rating_comparison IS 'Ratings on IMDb and on the platform; one row per known catalogue title';
COMMENT ON COLUMN mart.report_rating_comparison.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_rating_comparison.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_rating_comparison.imdb_rating IS 'IMDb rating; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.platform_rating IS 'Mean rating on the platform, 2 decimals; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.ratings IS 'Ratings on the platform';
COMMENT ON COLUMN mart.report_rating_comparison.difference IS 'platform_rating - imdb_rating; null where either is';

COMMENT ON VIEW mart.report_top_10_genres_by_region IS 'The ten most watched genres of each county where sessions were watched; one row per county and place';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_10_genres_by_region.watched_minutes IS 'Minutes watched, 2 decimals';

COMMENT ON VIEW mart.report_bottom_5_genres_by_region IS 'The five least watched genres of each county, of those with a session; one row per county and place';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_5_genres_by_region.watched_minutes IS 'Minutes watched, 2 decimals';

COMMENT ON VIEW mart.report_genre_completion_by_region IS 'How much of the titles of a genre viewers watch; one row per county and genre with a session of known ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.region_name IS 'County; Unknown where the session names none';
COMMENT ON COLUMN mart.report_genre_completion_by_region.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_completion_by_region.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_genre_completion_by_region.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';

COMMENT ON VIEW mart.report_top_5_genres_by_plan IS 'The five most watched genres of each plan; one row per plan and place';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.genre IS 'Genre';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_5_genres_by_plan.plan_name IS 'Plan of the user at session_start; Unknown where that is';

COMMENT ON VIEW mart.report_inactive_users IS 'Users subscribed on the as-of date without a session in the last 15 days (the as-of date and the 14 before); one row per user';
COMMENT ON COLUMN mart.report_inactive_users.user_id IS 'User number';
COMMENT ON COLUMN mart.report_inactive_users.plan_name IS 'Plan on the as-of date';
COMMENT ON COLUMN mart.report_inactive_users.region_name IS 'County on the as-of date';
COMMENT ON COLUMN mart.report_inactive_users.last_session_at IS 'Start of the last session; null: never';
COMMENT ON COLUMN mart.report_inactive_users.days_inactive IS 'As-of date - day of the last session';
COMMENT ON COLUMN mart.report_inactive_users.bucket IS '15_30 or over_30 days, or never';

COMMENT ON VIEW mart.report_churn_by_segment IS 'Who left; one row per month, segment and value with a subscriber at the start';
COMMENT ON COLUMN mart.report_churn_by_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_churn_by_segment.segment IS 'age_band, region or plan';
COMMENT ON COLUMN mart.report_churn_by_segment.value IS 'Age band at the end of the month, or county or plan on the last date of the previous month';
COMMENT ON COLUMN mart.report_churn_by_segment.subscribers_at_start IS 'Users subscribed on the last date of the previous month';
COMMENT ON COLUMN mart.report_churn_by_segment.churned IS 'Those of them who are not on the last date of this one, or on the as-of date';
COMMENT ON COLUMN mart.report_churn_by_segment.churn_rate IS 'churned / subscribers_at_start, 4 decimals';

COMMENT ON VIEW mart.report_active_users IS 'Active users up to the as-of date; one row per month with a session';
COMMENT ON COLUMN mart.report_active_users.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_active_users.monthly_active_users IS 'Users with a session in the month';
COMMENT ON COLUMN mart.report_active_users.avg_daily_active_users IS 'Mean number of users with a session on a day of the month, up to the as-of date, days without one included, 2 decimals';
COMMENT ON COLUMN mart.report_active_users.stickiness IS 'Daily / monthly active users, 4 decimals';

COMMENT ON VIEW mart.report_genre_watch_share IS 'What is watched; one row per month of session_start and genre';
COMMENT ON COLUMN mart.report_genre_watch_share.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_genre_watch_share.genre IS 'Genre';
COMMENT ON COLUMN mart.report_genre_watch_share.watched_minutes IS 'Minutes watched, 2 decimals';
COMMENT ON COLUMN mart.report_genre_watch_share.share IS 'Their share of the sum over the genres of the month, 4 decimals';

COMMENT ON VIEW mart.report_subscriber_growth IS 'Subscribers who came and left; one row per month from the first subscription to the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_subscriber_growth.new_subscribers IS 'Subscribed on the last date of this month and not of the previous one; the current month ends with the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.churned_subscribers IS 'The other way round';
COMMENT ON COLUMN mart.report_subscriber_growth.net_growth IS 'new_subscribers - churned_subscribers';
COMMENT ON COLUMN mart.report_subscriber_growth.subscribers_at_end IS 'Subscribed on the last date of the month, or on the as-of date';

COMMENT ON TABLE mart.kpi_weight IS 'What the KPIs are made of; one row per KPI and component';
COMMENT ON COLUMN mart.kpi_weight.kpi IS 'KPI';
COMMENT ON COLUMN mart.kpi_weight.component IS 'Component, 0 to 1';
COMMENT ON COLUMN mart.kpi_weight.weight IS 'Weight among the components that are known';
COMMENT ON COLUMN mart.kpi_weight.meaning IS 'How the component is worked out';

COMMENT ON VIEW mart.plan_viewing_30_days IS 'Viewing of the last 30 days (the as-of date and the 29 before) by plan of the user then; one row per plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.plan_name IS 'Plan';
COMMENT ON COLUMN mart.plan_viewing_30_days.views IS 'Sessions';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.plan_viewing_30_days.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.plan_viewing_30_days.rating_sum IS 'Sum of those ratings';

COMMENT ON VIEW mart.user_engagement IS 'Components of user_engagement_score; one row per plan or all, and component';
COMMENT ON COLUMN mart.user_engagement.segment IS 'Plan; all for everybody';
COMMENT ON COLUMN mart.user_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.user_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

COMMENT ON VIEW mart.tier_effectiveness IS 'Components of subscription_tier_effectiveness; one row per plan and component';
COMMENT ON COLUMN mart.tier_effectiveness.segment IS 'Plan';
COMMENT ON COLUMN mart.tier_effectiveness.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.tier_effectiveness.value IS '0 to 1, 4 decimals; null where nothing is known';

COMMENT ON VIEW mart.movie_engagement IS 'Components of movie_engagement_quality_index; one row per viewed movie or all, and component';
COMMENT ON COLUMN mart.movie_engagement.segment IS 'IMDb title id; all for all viewed movies together';
COMMENT ON COLUMN mart.movie_engagement.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.movie_engagement.value IS '0 to 1, 4 decimals; null where nothing is known';

COMMENT ON VIEW mart.genre_popularity IS 'Components of genre_popularity_index; one row per genre and component';
COMMENT ON COLUMN mart.genre_popularity.segment IS 'Genre';
COMMENT ON COLUMN mart.genre_popularity.component IS 'Component, as in mart.kpi_weight';
COMMENT ON COLUMN mart.genre_popularity.value IS '0 to 1, 4 decimals; null where nothing is known';

COMMENT ON VIEW mart.kpi IS 'KPIs, each 100 x sum of weight x component / sum of weight over the components that are known, by the weights in mart.kpi_weight. user_engagement_score (all, each plan): how many known users watch, how often, how far and how gladly, in the last 30 days. subscription_tier_effectiveness (each plan): whether subscribers stay, watch, pay the list price and choose it. movie_engagement_quality_index (all, each viewed movie title_id): whether viewers finish it and like it. genre_popularity_index (each genre): how much it is watched, to which end and in how many counties. One row per KPI and segment';
COMMENT ON COLUMN mart.kpi.kpi IS 'user_engagement_score, subscription_tier_effectiveness, movie_engagement_quality_index or genre_popularity_index';
COMMENT ON COLUMN mart.kpi.segment IS 'all, a plan, a title_id or a genre';
COMMENT ON COLUMN mart.kpi.value IS '0 to 100, 2 decimals; null where no component is known';
COMMENT ON COLUMN mart.kpi.components IS 'The components, each 0 to 1 with 4 decimals, null where not known';
