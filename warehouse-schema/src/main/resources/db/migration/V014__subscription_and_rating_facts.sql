-- Two facts more: what each user was subscribed to in each month, and how IMDb's ratings moved.

CREATE TABLE warehouse.fact_subscription_month (
  user_key             bigint  NOT NULL,
  user_id              bigint  NOT NULL,
  month                date    NOT NULL,
  month_date_key       int     NOT NULL,
  plan_key             bigint  NOT NULL,
  region_code          smallint NOT NULL,
  gross_amount         numeric(12,2),
  discount_amount      numeric(12,2),
  net_amount           numeric(12,2),
  currency_code        text,
  is_subscribed_at_end boolean NOT NULL,
  is_new               boolean NOT NULL,
  is_churned           boolean NOT NULL,
  PRIMARY KEY (user_id, month),
  CHECK (NOT (is_new AND is_churned))
);
CREATE INDEX ON warehouse.fact_subscription_month (month);

CREATE TABLE warehouse.fact_title_rating (
  title_key         bigint NOT NULL,
  title_id          text COLLATE "C" NOT NULL,
  delivery_date     date   NOT NULL,
  delivery_date_key int    NOT NULL,
  imdb_rating       numeric(4,2),
  imdb_votes        int,
  PRIMARY KEY (title_id, delivery_date)
);

-- What a subscription is, said once; whoever speaks of an as-of date cuts the periods there.
-- A version is the one valid at the end of day d when it starts before d's end and does not end before it: exactly
-- for the dates from its first to the one before its last, as calendar dates of Europe/Bucharest.
CREATE VIEW warehouse.subscription_period AS
SELECT user_key, user_id, plan_id, region_code, first_date, last_date
FROM (
  SELECT user_key, user_id, plan_id, region_code,
    greatest(mart.bucharest_date(valid_from), subscription_start_date) AS first_date,
    least(mart.bucharest_date(valid_to), subscription_end_date) - 1 AS last_date
  FROM warehouse.dim_user
  WHERE NOT is_inferred AND NOT is_deleted
) AS p
WHERE first_date <= last_date;

CREATE OR REPLACE VIEW mart.subscription_period AS
SELECT p.user_key, p.user_id, p.plan_id, p.region_code, p.first_date, least(p.last_date, a.as_of_date) AS last_date
FROM warehouse.subscription_period AS p
CROSS JOIN mart.as_of AS a
WHERE p.first_date <= a.as_of_date;

CREATE OR REPLACE VIEW mart.report_revenue_by_plan AS
SELECT f.month, p.plan_name, f.currency_code,
  count(*) AS subscribers,
  sum(f.gross_amount) AS gross_amount,
  sum(f.discount_amount) AS discount_amount,
  sum(f.net_amount) AS net_amount,
  mart.half_up(sum(f.net_amount) / count(*), 2) AS net_per_user
FROM warehouse.fact_subscription_month AS f
JOIN warehouse.dim_plan AS p ON p.plan_key = f.plan_key
GROUP BY f.month, p.plan_name, f.currency_code
ORDER BY f.month, p.plan_name, f.currency_code;

DROP VIEW mart.subscription_month;

CREATE TABLE cleansed.touched_subscriber (user_id bigint NOT NULL, since timestamptz NOT NULL);
CREATE TABLE cleansed.touched_price (plan_id int NOT NULL, since timestamptz NOT NULL);
CREATE TABLE cleansed.touched_title_rating (title_id text COLLATE "C" NOT NULL, since timestamptz NOT NULL);
-- What a warehouse holds already reaches the new facts with its next run.
INSERT INTO cleansed.touched_subscriber
SELECT DISTINCT user_id, timestamptz '1900-01-01T00:00Z' FROM warehouse.dim_user WHERE NOT is_inferred;
INSERT INTO cleansed.touched_title_rating
SELECT DISTINCT title_id, timestamptz '1900-01-01T00:00Z' FROM cleansed.title_rating_change;

COMMENT ON TABLE cleansed.touched_subscriber IS 'Users whose versions changed, and from when on their subscription months must be worked out again';
COMMENT ON TABLE cleansed.touched_price IS 'Plans whose versions changed, and from when on the subscription months of their users must be worked out again';
COMMENT ON TABLE cleansed.touched_title_rating IS 'Titles whose rating, presence in title.basics or versions changed, and from when on fact_title_rating must be worked out again';

COMMENT ON TABLE warehouse.fact_subscription_month IS 'Subscriptions: what each user was subscribed to, and pays; one row per user and calendar month in which the user was subscribed on any date up to the as-of date';
COMMENT ON COLUMN warehouse.fact_subscription_month.user_key IS 'User version valid on the last subscribed date of the month';
COMMENT ON COLUMN warehouse.fact_subscription_month.user_id IS 'User number';
COMMENT ON COLUMN warehouse.fact_subscription_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN warehouse.fact_subscription_month.month_date_key IS 'First day of the month as YYYYMMDD';
COMMENT ON COLUMN warehouse.fact_subscription_month.plan_key IS 'Plan version valid on the last subscribed date of the plan that the user then had';
COMMENT ON COLUMN warehouse.fact_subscription_month.region_code IS 'County of the user on that date; -1 unknown';
COMMENT ON COLUMN warehouse.fact_subscription_month.gross_amount IS 'Monthly price of that plan version; null where the plan is unknown';
COMMENT ON COLUMN warehouse.fact_subscription_month.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN warehouse.fact_subscription_month.net_amount IS 'gross_amount x (1 - discount_percent / 100), rounded half up to cents';
COMMENT ON COLUMN warehouse.fact_subscription_month.currency_code IS 'ISO 4217 code of the amounts';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_subscribed_at_end IS 'Whether the user is subscribed on the last date of the month; the as-of date''s month ends with it';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_new IS 'Subscribed on the last date of this month and not of the previous one';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_churned IS 'Subscribed on the last date of the previous month and not of this one; who left exactly between two months has no row in the second: count those by is_subscribed_at_end of the first';

COMMENT ON TABLE warehouse.fact_title_rating IS 'How IMDb''s ratings of titles in title.basics moved; one row per title and delivery in which its rating or votes changed';
COMMENT ON COLUMN warehouse.fact_title_rating.title_key IS 'Title version valid from the start of the delivery date';
COMMENT ON COLUMN warehouse.fact_title_rating.title_id IS 'IMDb title id';
COMMENT ON COLUMN warehouse.fact_title_rating.delivery_date IS 'Logical date of the delivery that brought the change';
COMMENT ON COLUMN warehouse.fact_title_rating.delivery_date_key IS 'The same as YYYYMMDD';
COMMENT ON COLUMN warehouse.fact_title_rating.imdb_rating IS 'Mean rating from then on, 0 to 10; null where title.ratings no longer has the title';
COMMENT ON COLUMN warehouse.fact_title_rating.imdb_votes IS 'Votes behind it';

COMMENT ON VIEW warehouse.subscription_period IS 'Dates on which a user version is subscribed, whatever the as-of date; one row per version with at least one such date';
COMMENT ON COLUMN warehouse.subscription_period.user_key IS 'User version';
COMMENT ON COLUMN warehouse.subscription_period.user_id IS 'User number';
COMMENT ON COLUMN warehouse.subscription_period.plan_id IS 'Plan of the version';
COMMENT ON COLUMN warehouse.subscription_period.region_code IS 'County of the version';
COMMENT ON COLUMN warehouse.subscription_period.first_date IS 'First subscribed date';
COMMENT ON COLUMN warehouse.subscription_period.last_date IS 'Last subscribed date, inclusive; 9999-12-30 while nothing ends it';
