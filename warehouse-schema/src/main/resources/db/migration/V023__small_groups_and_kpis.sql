-- Reports tell nothing of groups so small that who knows their members would learn about them; two components of KPIs say
-- what their formulas say; and dashboards are named.

-- Small groups -----------------------------------------------------------------------------------------------------

-- Beside the reports, so that whoever queries their views gets what the files have.
CREATE TABLE mart.setting (
  smallest_group int     NOT NULL DEFAULT 5 CHECK (smallest_group > 0),
  only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
INSERT INTO mart.setting DEFAULT VALUES;

-- Counties and age bands are groups of people by what they are. Plans are not: they are products, and
-- report_user_distribution_by_plan and report_revenue_by_plan show how many have one.
-- What is silent could be had by subtraction: all rows of a month and segment add up to what report_subscriber_growth
-- shows. So the next smallest are silent as well (secondary suppression), until there are two of them at least, and as
-- many people in all as a group has to have.
CREATE OR REPLACE VIEW mart.report_churn_by_segment AS
SELECT month, segment, value,
  CASE WHEN NOT is_suppressed THEN subscribers_at_start END AS subscribers_at_start,
  CASE WHEN NOT is_suppressed THEN churned END AS churned,
  CASE WHEN NOT is_suppressed THEN mart.share(churned, subscribers_at_start) END AS churn_rate,
  is_suppressed
FROM (
  SELECT month, segment, value, subscribers_at_start, churned,
    segment <> 'plan' AND small_groups > 0 AND (place <= greatest(small_groups, 2) OR people_before < smallest_group)
      AS is_suppressed
  FROM (
    SELECT c.month, c.segment, c.value, c.subscribers_at_start, c.churned, s.smallest_group,
      count(*) FILTER (WHERE c.subscribers_at_start < s.smallest_group) OVER (PARTITION BY c.month, c.segment) AS small_groups,
      row_number() OVER (PARTITION BY c.month, c.segment ORDER BY c.subscribers_at_start, c.value) AS place,
      coalesce(sum(c.subscribers_at_start) OVER (
        PARTITION BY c.month, c.segment ORDER BY c.subscribers_at_start, c.value
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS people_before
    FROM mart.subscription_churn AS c
    CROSS JOIN mart.setting AS s
  ) AS ranked
) AS told
ORDER BY month, segment, value;

-- The figures behind it are nobody's to read.
REVOKE ALL ON mart.subscription_churn FROM wow_analyst;

-- Erased users -----------------------------------------------------------------------------------------------------

-- The member in an erased user's place counts as subscribed until the next date is published, so that no total of today
-- moves; but it is nobody who could be won back.
CREATE OR REPLACE VIEW mart.report_inactive_users AS
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
WHERE u.user_id > 0 AND (u.last_session_at IS NULL OR u.last_session_at < recent.last_15_days)
ORDER BY u.user_id;

-- KPIs -------------------------------------------------------------------------------------------------------------

-- frequency is not known where nobody was active: least(1, null) is 1.
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

-- adoption of a plan that nobody is subscribed to is 0, not unknown.
CREATE OR REPLACE VIEW mart.tier_effectiveness AS
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

UPDATE mart.kpi_weight AS w
SET meaning = said.meaning
FROM (VALUES
  ('user_engagement_score', 'activity', 'Share of the known users (of the plan now) with a session in the last 30 days'),
  ('user_engagement_score', 'frequency', 'Sessions of the last 30 days (on the plan then) / (30 x known users (of the plan now) with a session in them), at most 1: a session a day each; not known where there is no such user'),
  ('user_engagement_score', 'completion', 'Mean completion ratio of the sessions of the last 30 days (on the plan then) of known ratio'),
  ('user_engagement_score', 'satisfaction', 'Mean rating given in the last 30 days (on the plan then) / 10'),
  ('subscription_tier_effectiveness', 'retention', 'Share of the plan''s subscribers at the start of a month who did not churn in it, over the as-of date''s month and the one before it'),
  ('subscription_tier_effectiveness', 'activity', 'Share of the known users of the plan now with a session in the last 30 days'),
  ('subscription_tier_effectiveness', 'price_realisation', 'Net / gross revenue of the as-of date''s month; amounts of several currencies are added up as they are'),
  ('subscription_tier_effectiveness', 'adoption', 'Share of the users subscribed on the as-of date who have the plan; 0 where none has'),
  ('movie_engagement_quality_index', 'completion', 'Mean completion ratio of all sessions of known ratio'),
  ('movie_engagement_quality_index', 'imdb_rating', 'IMDb rating / 10; for all movies the mean of those viewed that have one'),
  ('genre_popularity_index', 'completion', 'Mean completion ratio of all sessions of known ratio'),
  ('genre_popularity_index', 'reach', 'Counties with a view of the genre / counties with a view of any genre; sessions without a county do not count')
) AS said (kpi, component, meaning)
WHERE w.kpi = said.kpi AND w.component = said.component;

-- Dashboards -------------------------------------------------------------------------------------------------------

-- What belongs together on a page, for whoever builds it in a tool: each shows reports and the KPI of its theme.
CREATE TABLE mart.dashboard (
  dashboard text COLLATE "C" NOT NULL,
  position  int  NOT NULL CHECK (position > 0),
  report    text COLLATE "C" NOT NULL,
  title     text NOT NULL,
  kpi       text COLLATE "C",
  PRIMARY KEY (dashboard, position),
  CHECK ((report = 'kpi') = (kpi IS NOT NULL))
);
INSERT INTO mart.dashboard (dashboard, position, report, title, kpi) VALUES
  ('User Engagement & Activity Overview', 1, 'kpi', 'User engagement score', 'user_engagement_score'),
  ('User Engagement & Activity Overview', 2, 'report_user_activity', 'Active and inactive users', NULL),
  ('User Engagement & Activity Overview', 3, 'report_active_users', 'Daily and monthly active users', NULL),
  ('User Engagement & Activity Overview', 4, 'report_session_duration', 'How long sessions are', NULL),
  ('User Engagement & Activity Overview', 5, 'report_inactive_users', 'Subscribers who stopped watching', NULL),
  ('Subscription Plan Performance Overview', 1, 'kpi', 'Subscription tier effectiveness', 'subscription_tier_effectiveness'),
  ('Subscription Plan Performance Overview', 2, 'report_user_distribution_by_plan', 'Subscribers by plan', NULL),
  ('Subscription Plan Performance Overview', 3, 'report_revenue_by_plan', 'Revenue by month and plan', NULL),
  ('Subscription Plan Performance Overview', 4, 'report_subscriber_growth', 'Subscribers who came and left', NULL),
  ('Subscription Plan Performance Overview', 5, 'report_churn_by_segment', 'Who left', NULL),
  ('Subscription Plan Performance Overview', 6, 'report_user_activity_by_plan', 'Active and inactive users by plan', NULL),
  ('Subscription Plan Performance Overview', 7, 'report_top_5_genres_by_plan', 'What subscribers of a plan watch', NULL),
  ('Movie Performance & Recommendation Insights', 1, 'kpi', 'Movie engagement quality', 'movie_engagement_quality_index'),
  ('Movie Performance & Recommendation Insights', 2, 'report_top_10_movies', 'Most watched movies', NULL),
  ('Movie Performance & Recommendation Insights', 3, 'report_bottom_10_movies', 'Least watched movies of the catalogue', NULL),
  ('Movie Performance & Recommendation Insights', 4, 'report_movie_completion', 'How much of a movie is watched', NULL),
  ('Movie Performance & Recommendation Insights', 5, 'report_rating_comparison', 'Ratings here and on IMDb', NULL),
  ('Movie Performance & Recommendation Insights', 6, 'user_recommendation', 'What to watch next', NULL),
  ('Genre Popularity Overview', 1, 'kpi', 'Genre popularity', 'genre_popularity_index'),
  ('Genre Popularity Overview', 2, 'report_genre_watch_share', 'Share of what is watched, by month', NULL),
  ('Genre Popularity Overview', 3, 'report_top_10_genres_by_region', 'Most watched genres by county', NULL),
  ('Genre Popularity Overview', 4, 'report_bottom_5_genres_by_region', 'Least watched genres by county', NULL),
  ('Genre Popularity Overview', 5, 'report_genre_completion_by_region', 'How much of a genre is watched, by county', NULL),
  ('Genre Popularity Overview', 6, 'report_top_5_genres_by_plan', 'Most watched genres by plan', NULL);
-- As everything that migrations fill.
REVOKE INSERT, UPDATE, DELETE ON mart.dashboard FROM wow_pipeline;

-- What they mean ---------------------------------------------------------------------------------------------------

COMMENT ON TABLE mart.setting IS 'What reports are told by the configuration, as of the last load; one row';
COMMENT ON COLUMN mart.setting.smallest_group IS 'Churn by county and age band says nothing of groups of fewer people (reports.smallest-group); 1: it tells everything';
COMMENT ON COLUMN mart.setting.only_row IS 'Keeps the table to one row';

COMMENT ON TABLE mart.dashboard IS 'What dashboards are made of; one row per dashboard and place on it';
COMMENT ON COLUMN mart.dashboard.dashboard IS 'Name';
COMMENT ON COLUMN mart.dashboard.position IS 'Place on it, from 1';
COMMENT ON COLUMN mart.dashboard.report IS 'View of mart that it shows there';
COMMENT ON COLUMN mart.dashboard.title IS 'What to call it';
COMMENT ON COLUMN mart.dashboard.kpi IS 'Which KPI, where report is kpi; else null';

COMMENT ON TABLE mart.subscription_churn IS 'Who stayed and who left, small groups included, so that analysts read report_churn_by_segment instead; one row per month, segment and value';
COMMENT ON VIEW mart.report_churn_by_segment IS 'Who left; one row per month, segment and value with a subscriber at the start. Measures of counties and age bands with fewer than mart.setting.smallest_group subscribers at the start are null; where there is one, those of the next smallest (ties: value) are as well, until they are two groups and as many people at least, because all together are known from report_subscriber_growth';
COMMENT ON COLUMN mart.report_churn_by_segment.subscribers_at_start IS 'Users subscribed on the last date of the previous month; null where is_suppressed';
COMMENT ON COLUMN mart.report_churn_by_segment.churned IS 'Those of them who are not on the last date of this one, or on the as-of date; null where is_suppressed';
COMMENT ON COLUMN mart.report_churn_by_segment.churn_rate IS 'churned / subscribers_at_start, 4 decimals; null where is_suppressed';
COMMENT ON COLUMN mart.report_churn_by_segment.is_suppressed IS 'Whether the measures are left out, because the group is too small, or would give away the only one that is';
COMMENT ON COLUMN mart.report_inactive_users.user_id IS 'User number; nobody who was erased';

COMMENT ON VIEW mart.kpi IS 'KPIs, each 100 x sum of weight x component / sum of weight over the components that are known, as they are shown, by the weights in mart.kpi_weight. user_engagement_score (all, each plan that a known user has): how many known users watch, how often, how far and how gladly, in the last 30 days. subscription_tier_effectiveness (each plan that a known user has, or that had a subscriber in the as-of date''s month): whether subscribers stay, watch, pay the list price and choose it. movie_engagement_quality_index (all, each known movie with a session, by title_id): whether viewers finish it and like it. genre_popularity_index (each genre with a session): how much it is watched, to which end and in how many counties. One row per KPI and segment';
