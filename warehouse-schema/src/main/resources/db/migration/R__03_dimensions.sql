-- Dimensions for BI tools: each version as it was, beside what its user, title or plan is at the end of the as-of date. Facts join
-- by the same keys as those of the schema warehouse.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE FUNCTION mart.tenure_band(months int) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN months IS NULL THEN 'never'
    WHEN months < 3 THEN '0-2'
    WHEN months < 6 THEN '3-5'
    WHEN months < 12 THEN '6-11'
    WHEN months < 24 THEN '12-23'
    ELSE '24+'
  END;
COMMENT ON FUNCTION mart.tenure_band IS 'Band of months since the first subscription: 0-2, 3-5, 6-11, 12-23, 24+, never';

CREATE OR REPLACE VIEW mart.dim_plan WITH (security_barrier) AS
SELECT p.plan_key, p.plan_id, p.plan_name, n.plan_name AS current_plan_name, p.monthly_price, p.discount_percent, p.net_monthly_price,
  n.net_monthly_price AS current_net_monthly_price, p.currency_code, p.is_offered, n.is_offered AS is_offered_now, p.valid_from,
  p.valid_to
FROM warehouse.dim_plan AS p
LEFT JOIN mart.plan_now AS n ON n.plan_id = p.plan_id;
COMMENT ON VIEW mart.dim_plan IS 'Plan versions, as they were and as the plan is at the end of the as-of date; one row per version';
COMMENT ON COLUMN mart.dim_plan.plan_key IS 'Plan version, as in the facts';
COMMENT ON COLUMN mart.dim_plan.plan_id IS 'Number of the plan; -1 unknown';
COMMENT ON COLUMN mart.dim_plan.plan_name IS 'Name then';
COMMENT ON COLUMN mart.dim_plan.current_plan_name IS 'Name on the as-of date; null where the plan starts later';
COMMENT ON COLUMN mart.dim_plan.monthly_price IS 'List price a month then';
COMMENT ON COLUMN mart.dim_plan.discount_percent IS 'Discount then, 0 to 100';
COMMENT ON COLUMN mart.dim_plan.net_monthly_price IS 'Price less discount then, half up to cents';
COMMENT ON COLUMN mart.dim_plan.current_net_monthly_price IS 'The same on the as-of date';
COMMENT ON COLUMN mart.dim_plan.currency_code IS 'ISO 4217 code of the prices then';
COMMENT ON COLUMN mart.dim_plan.is_offered IS 'Whether it was offered then';
COMMENT ON COLUMN mart.dim_plan.is_offered_now IS 'Whether it is offered on the as-of date';
COMMENT ON COLUMN mart.dim_plan.valid_from IS 'Start of the version, inclusive';
COMMENT ON COLUMN mart.dim_plan.valid_to IS 'End of the version, exclusive';

CREATE OR REPLACE VIEW mart.dim_title WITH (security_barrier) AS
SELECT t.title_key, t.title_id, t.title_name, n.title_name AS current_title_name, t.title_type, t.is_movie, t.start_year, t.runtime_minutes,
  t.genres, n.genres AS current_genres, n.imdb_rating AS current_imdb_rating, n.imdb_votes AS current_imdb_votes,
  n.in_catalog AS is_in_catalog_now, t.is_inferred, t.valid_from, t.valid_to
FROM warehouse.dim_title AS t
JOIN warehouse.dim_title AS n ON n.title_id = t.title_id AND n.is_current;
COMMENT ON VIEW mart.dim_title IS 'Title versions, as they were and as the title is in its newest version; one row per version';
COMMENT ON COLUMN mart.dim_title.title_key IS 'Title version, as in the facts';
COMMENT ON COLUMN mart.dim_title.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.dim_title.title_name IS 'Primary title then';
COMMENT ON COLUMN mart.dim_title.current_title_name IS 'Primary title in the newest version';
COMMENT ON COLUMN mart.dim_title.title_type IS 'IMDb title type then';
COMMENT ON COLUMN mart.dim_title.is_movie IS 'Whether that is movie or tvMovie';
COMMENT ON COLUMN mart.dim_title.start_year IS 'Year of release';
COMMENT ON COLUMN mart.dim_title.runtime_minutes IS 'Runtime then';
COMMENT ON COLUMN mart.dim_title.genres IS 'Genres then, separated by commas';
COMMENT ON COLUMN mart.dim_title.current_genres IS 'Genres in the newest version';
COMMENT ON COLUMN mart.dim_title.current_imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN mart.dim_title.current_imdb_votes IS 'Votes behind it';
COMMENT ON COLUMN mart.dim_title.is_in_catalog_now IS 'Whether the platform offers it';
COMMENT ON COLUMN mart.dim_title.is_inferred IS 'Whether it is known from sessions only';
COMMENT ON COLUMN mart.dim_title.valid_from IS 'Start of the version, inclusive';
COMMENT ON COLUMN mart.dim_title.valid_to IS 'End of the version, exclusive';

-- The age is that at the end of the year of the as-of date, as in the reports.
CREATE OR REPLACE VIEW mart.dim_user WITH (security_barrier) AS
SELECT u.user_key, u.user_id, p.plan_name, c.plan_name AS current_plan_name, r.region_name, cr.region_name AS current_region_name,
  u.subscription_start_date, u.subscription_end_date, u.birth_year,
  mart.age_band(u.birth_year, extract(year FROM a.as_of_date)::int) AS age_band,
  s.first_subscribed_month, mart.months_between(s.first_subscribed_month, a.as_of_date) AS tenure_months,
  mart.tenure_band(mart.months_between(s.first_subscribed_month, a.as_of_date)) AS tenure_band,
  s.subscribed_plan_key IS NOT NULL AS is_subscribed_now, u.is_deleted, u.is_inferred, u.valid_from, u.valid_to
FROM warehouse.dim_user AS u
JOIN warehouse.dim_region AS r ON r.region_code = u.region_code
LEFT JOIN mart.plan_now AS p ON p.plan_id = u.plan_id
LEFT JOIN mart.known_user AS k ON k.user_id = u.user_id
LEFT JOIN mart.plan_now AS c ON c.plan_id = k.plan_id
LEFT JOIN warehouse.dim_region AS cr ON cr.region_code = k.region_code
LEFT JOIN aggregate.user_status AS s ON s.user_id = u.user_id
LEFT JOIN mart.as_of AS a ON true;
COMMENT ON VIEW mart.dim_user IS 'User versions, as they were and as the user is at the end of the as-of date; one row per version';
COMMENT ON COLUMN mart.dim_user.user_key IS 'User version, as in the facts';
COMMENT ON COLUMN mart.dim_user.user_id IS 'User number; -1 unknown';
COMMENT ON COLUMN mart.dim_user.plan_name IS 'Plan of the version, by its name on the as-of date; null: none';
COMMENT ON COLUMN mart.dim_user.current_plan_name IS 'Plan on the as-of date; null: none, deleted or not known';
COMMENT ON COLUMN mart.dim_user.region_name IS 'County of the version';
COMMENT ON COLUMN mart.dim_user.current_region_name IS 'County on the as-of date; null: deleted or not known';
COMMENT ON COLUMN mart.dim_user.subscription_start_date IS 'Start of the subscription, as in the version';
COMMENT ON COLUMN mart.dim_user.subscription_end_date IS 'End of the subscription, exclusive, as in the version; null: open';
COMMENT ON COLUMN mart.dim_user.birth_year IS 'Year of birth';
COMMENT ON COLUMN mart.dim_user.age_band IS 'Age band in the year of the as-of date';
COMMENT ON COLUMN mart.dim_user.first_subscribed_month IS 'First day of the month of the first subscribed date; null: never';
COMMENT ON COLUMN mart.dim_user.tenure_months IS 'Months from it to the month of the as-of date';
COMMENT ON COLUMN mart.dim_user.tenure_band IS 'Band of tenure_months: 0-2, 3-5, 6-11, 12-23, 24+, never';
COMMENT ON COLUMN mart.dim_user.is_subscribed_now IS 'Whether the user is subscribed on the as-of date';
COMMENT ON COLUMN mart.dim_user.is_deleted IS 'Whether the account is deleted in the version';
COMMENT ON COLUMN mart.dim_user.is_inferred IS 'Whether the user is known from sessions only';
COMMENT ON COLUMN mart.dim_user.valid_from IS 'Start of the version, inclusive';
COMMENT ON COLUMN mart.dim_user.valid_to IS 'End of the version, exclusive';
