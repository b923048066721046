-- The records as text, each with the delivery and the line it came from.

DROP SCHEMA IF EXISTS reference CASCADE;
CREATE SCHEMA reference;

CREATE TABLE reference.setting (
  as_of date NOT NULL, catalog_size integer NOT NULL, smallest_group integer NOT NULL,
  -- Fewer observations are not reliable.
  smallest_sample integer NOT NULL DEFAULT 10);

CREATE TABLE reference.delivery (file_name text NOT NULL, delivered_on date NOT NULL);

CREATE TABLE reference.raw_plans (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  plan_id text, plan_name text, monthly_price text, currency_code text, discount_percent text);

CREATE TABLE reference.raw_users (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  user_id text, plan_id text, subscription_start_date text, subscription_end_date text,
  updated_at text, is_deleted text, region_code text, birth_date text);

CREATE TABLE reference.raw_catalog (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  title_id text);

CREATE TABLE reference.raw_sessions (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  log_id text, user_id text, title_id text, session_start text, session_end text, rating text,
  reaction text, emitted_at text, region_code text);

CREATE TABLE reference.raw_titles (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  tconst text, title_type text, primary_title text, runtime_minutes text,
  genres text);

CREATE TABLE reference.raw_ratings (
  delivered_on date NOT NULL, file_name text NOT NULL, line bigint NOT NULL,
  tconst text, average_rating text, num_votes text);
