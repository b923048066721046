-- What the terms of the business mean, each defined once.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW pii.user_identity AS
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, email, birth_date, iban, effective_at AS updated_at,
  email_pseudonym
FROM pii.user_identity_change
ORDER BY user_id, effective_at DESC, effective_nanoseconds DESC, logical_date DESC;
COMMENT ON VIEW pii.user_identity IS 'Latest known identity of each user';

-- "Now" is the end of the as-of date: a version that starts later is not valid yet. Before the first load it is the newest.
CREATE OR REPLACE VIEW mart.known_user AS
SELECT user_id, user_key, plan_id, region_code, birth_year
FROM warehouse.dim_user
WHERE NOT is_inferred AND NOT is_deleted
  AND valid_from < coalesce((SELECT mart.start_of(as_of_date + 1) FROM mart.as_of), 'infinity')
  AND valid_to >= coalesce((SELECT mart.start_of(as_of_date + 1) FROM mart.as_of), '9999-12-31T00:00Z');
COMMENT ON VIEW mart.known_user IS 'Users that are neither inferred nor deleted, as they are at the end of the as-of date; one row per user';
COMMENT ON COLUMN mart.known_user.user_id IS 'User number';
COMMENT ON COLUMN mart.known_user.user_key IS 'Version then';
COMMENT ON COLUMN mart.known_user.plan_id IS 'Plan then';
COMMENT ON COLUMN mart.known_user.region_code IS 'County then';
COMMENT ON COLUMN mart.known_user.birth_year IS 'Year of birth';

-- Consent is the newest that is known: a withdrawal that is dated ahead counts at once.
CREATE OR REPLACE VIEW mart.consenting_user AS
SELECT user_id, user_key
FROM warehouse.dim_user
WHERE is_current AND consent_personalisation AND NOT is_inferred AND NOT is_deleted;
COMMENT ON VIEW mart.consenting_user IS 'Users who consent to personalisation in their newest version, and are neither inferred nor deleted; one row per user';
COMMENT ON COLUMN mart.consenting_user.user_id IS 'User number';
COMMENT ON COLUMN mart.consenting_user.user_key IS 'Newest version';

CREATE OR REPLACE VIEW mart.plan_now WITH (security_barrier) AS
SELECT DISTINCT ON (plan_id) plan_id, plan_name, net_monthly_price, is_offered
FROM warehouse.dim_plan
WHERE valid_from < coalesce((SELECT mart.start_of(as_of_date + 1) FROM mart.as_of), 'infinity')
ORDER BY plan_id, valid_from DESC;
COMMENT ON VIEW mart.plan_now IS 'Plans as they are at the end of the as-of date; one row per plan';
COMMENT ON COLUMN mart.plan_now.plan_id IS 'Number of the plan; -1 unknown';
COMMENT ON COLUMN mart.plan_now.plan_name IS 'Name then';
COMMENT ON COLUMN mart.plan_now.net_monthly_price IS 'Price less discount then, half up to cents';
COMMENT ON COLUMN mart.plan_now.is_offered IS 'Whether it is offered then';

CREATE OR REPLACE VIEW mart.ranking_window AS
SELECT activity_window, days
FROM (VALUES ('last_7_days', 7), ('last_28_days', 28), ('last_90_days', 90), ('ever', NULL)) AS w (activity_window, days);
COMMENT ON VIEW mart.ranking_window IS 'Windows in which movies are ranked; each ends with the as-of date; one row per window';
COMMENT ON COLUMN mart.ranking_window.activity_window IS 'Window';
COMMENT ON COLUMN mart.ranking_window.days IS 'Its days; null: all time';

CREATE OR REPLACE VIEW mart.known_title AS
SELECT title_id, title_key, title_name, title_type, is_movie,
  in_catalog, imdb_rating, imdb_votes, runtime_minutes
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
COMMENT ON COLUMN mart.known_title.runtime_minutes IS 'Runtime';

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

CREATE OR REPLACE VIEW mart.user_activity WITH (security_barrier) AS
SELECT c.plan_name, w.activity_window, s.status,
  sum(CASE WHEN s.status = CASE
    WHEN c.plan_name IS NULL THEN 'not_subscribed'
    WHEN c.last_session_date >= w.first_day THEN 'active'
    ELSE 'inactive' END THEN c.users ELSE 0 END)::bigint AS users
FROM (
  SELECT p.plan_name, c.last_session_date, sum(c.users) AS users
  FROM aggregate.user_count AS c
  LEFT JOIN aggregate.plan AS p ON p.plan_key = c.plan_key
  GROUP BY p.plan_name, c.last_session_date
) AS c
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (VALUES ('ever', '-infinity'::date), ('last_30_days', a.as_of_date - 29)) AS w (activity_window, first_day)
CROSS JOIN (VALUES ('active'), ('inactive'), ('not_subscribed')) AS s (status)
WHERE (c.plan_name IS NULL) = (s.status = 'not_subscribed')
GROUP BY c.plan_name, w.activity_window, s.status;
COMMENT ON VIEW mart.user_activity IS 'Known users by their plan on the as-of date and by whether they watched; one row per plan, window and status';
COMMENT ON COLUMN mart.user_activity.plan_name IS 'Plan on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN mart.user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.user_activity.status IS 'active: started a session in the window; inactive; not_subscribed';
COMMENT ON COLUMN mart.user_activity.users IS 'Users';

-- What of a month the deliveries cover.
CREATE OR REPLACE FUNCTION mart.reported_month(month date, history_from date, as_of_date date)
  RETURNS TABLE (is_reconstructed boolean, is_complete boolean, days_covered int)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT month < history_from, mart.last_day_of(month) <= as_of_date,
    greatest(0, least(mart.last_day_of(month), as_of_date) - greatest(month, history_from) + 1)
$$;
COMMENT ON FUNCTION mart.reported_month IS 'Whether a month begins before the first delivery, and so is projected back from it; whether it ends by the as-of date; and how many of its days lie between the two';
