-- What the terms of the business mean, each defined once.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW pii.user_identity AS
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, email, birth_date, iban, effective_at AS updated_at,
  email_pseudonym
FROM pii.user_identity_change
ORDER BY user_id, effective_at DESC, effective_nanoseconds DESC, logical_date DESC;
COMMENT ON VIEW pii.user_identity IS 'Latest known identity of each user';

CREATE OR REPLACE VIEW mart.known_user AS
SELECT user_id, user_key, plan_id, region_code, birth_year
FROM warehouse.dim_user
WHERE is_current AND NOT is_inferred AND NOT is_deleted;
COMMENT ON VIEW mart.known_user IS 'Users that are neither inferred nor deleted, as they are now; one row per user';
COMMENT ON COLUMN mart.known_user.user_id IS 'User number';
COMMENT ON COLUMN mart.known_user.user_key IS 'Current version';
COMMENT ON COLUMN mart.known_user.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.known_user.region_code IS 'Current county';
COMMENT ON COLUMN mart.known_user.birth_year IS 'Year of birth';

CREATE OR REPLACE VIEW mart.consenting_user AS
SELECT user_id, user_key
FROM warehouse.dim_user
WHERE is_current AND consent_personalisation AND NOT is_inferred AND NOT is_deleted;
COMMENT ON VIEW mart.consenting_user IS 'Users who consent to personalisation now, and are neither inferred nor deleted; one row per user';
COMMENT ON COLUMN mart.consenting_user.user_id IS 'User number';
COMMENT ON COLUMN mart.consenting_user.user_key IS 'Current version';

CREATE OR REPLACE VIEW mart.known_title AS
SELECT title_id, title_key, title_name, title_type, title_type IS NOT NULL AND title_type IN ('movie', 'tvMovie') AS is_movie,
  in_catalog, imdb_rating, imdb_votes
FROM warehouse.dim_title
WHERE is_current AND NOT is_inferred;
COMMENT ON VIEW mart.known_title IS 'Titles that are not inferred, as they are now; one row per title';
COMMENT ON COLUMN mart.known_title.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.known_title.title_key IS 'Current version';
COMMENT ON COLUMN mart.known_title.title_name IS 'Primary title';
COMMENT ON COLUMN mart.known_title.title_type IS 'IMDb title type';
COMMENT ON COLUMN mart.known_title.is_movie IS 'title_type is movie or tvMovie';
COMMENT ON COLUMN mart.known_title.in_catalog IS 'Whether the platform offers it';
COMMENT ON COLUMN mart.known_title.imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN mart.known_title.imdb_votes IS 'Votes behind it';

-- What a subscription is. Readers that have an as-of date end the periods there.
-- A version is the one valid at the end of day d when it starts before d's end and does not end before it: exactly
-- for the dates from its first to the one before its last, as calendar dates of Europe/Bucharest.
CREATE OR REPLACE VIEW warehouse.subscription_period AS
SELECT user_key, user_id, plan_id, region_code, first_date, last_date
FROM (
  SELECT user_key, user_id, plan_id, region_code,
    greatest(mart.bucharest_date(valid_from), subscription_start_date) AS first_date,
    least(mart.bucharest_date(valid_to), subscription_end_date) - 1 AS last_date
  FROM warehouse.dim_user
  WHERE NOT is_inferred AND NOT is_deleted
) AS p
WHERE first_date <= last_date;
COMMENT ON VIEW warehouse.subscription_period IS 'Dates on which a user version is subscribed, whatever the as-of date; one row per version with at least one such date';
COMMENT ON COLUMN warehouse.subscription_period.user_key IS 'User version';
COMMENT ON COLUMN warehouse.subscription_period.user_id IS 'User number';
COMMENT ON COLUMN warehouse.subscription_period.plan_id IS 'Plan of the version';
COMMENT ON COLUMN warehouse.subscription_period.region_code IS 'County of the version';
COMMENT ON COLUMN warehouse.subscription_period.first_date IS 'First subscribed date';
COMMENT ON COLUMN warehouse.subscription_period.last_date IS 'Last subscribed date, inclusive; 9999-12-30 while nothing ends it';

CREATE OR REPLACE VIEW mart.user_activity AS
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
COMMENT ON VIEW mart.user_activity IS 'Known users by current plan and by whether they watched; one row per plan, window and status';
COMMENT ON COLUMN mart.user_activity.plan_name IS 'Current plan';
COMMENT ON COLUMN mart.user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.user_activity.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.user_activity.users IS 'Users';
