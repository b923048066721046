-- One table per delivered file, holding the file that is being loaded: raw text, in the file's own column names.
-- UNLOGGED: a crash empties them, and the file is read again.

CREATE UNLOGGED TABLE staging.plans (
  line_number bigint NOT NULL, plan_id text, plan_name text, monthly_price text, currency_code text, discount_percent text
);
CREATE UNLOGGED TABLE staging.users (
  line_number bigint NOT NULL, user_id text, first_name text, last_name text, email text, birth_date text, iban text,
  region_code text, plan_id text, subscription_start_date text, subscription_end_date text,
  consent_personalisation text, updated_at text, is_deleted text, email_pseudonym text
);
-- The planner needs no statistics of identities, and its most frequent values would outlive an erasure: no statistics are
-- gathered of a table that has become empty.
ALTER TABLE staging.users
  ALTER COLUMN first_name SET STATISTICS 0, ALTER COLUMN last_name SET STATISTICS 0, ALTER COLUMN email SET STATISTICS 0,
  ALTER COLUMN birth_date SET STATISTICS 0, ALTER COLUMN iban SET STATISTICS 0;
CREATE UNLOGGED TABLE staging.catalog (
  line_number bigint NOT NULL, title_id text, available_from text, available_until text
);
CREATE UNLOGGED TABLE staging.sessions (
  line_number bigint NOT NULL, log_id text, user_id text, title_id text, session_start text, session_end text,
  rating text, reaction text, region_code text, emitted_at text
);
CREATE UNLOGGED TABLE staging.title_basics (
  line_number bigint NOT NULL, tconst text, title_type text, primary_title text, original_title text, is_adult text,
  start_year text, end_year text, runtime_minutes text, genres text
);
CREATE UNLOGGED TABLE staging.title_ratings (
  line_number bigint NOT NULL, tconst text, average_rating text, num_votes text
);
CREATE UNLOGGED TABLE staging.title_crew (
  line_number bigint NOT NULL, tconst text, directors text, writers text
);
CREATE UNLOGGED TABLE staging.title_episode (
  line_number bigint NOT NULL, tconst text, parent_tconst text, season_number text, episode_number text
);
CREATE UNLOGGED TABLE staging.name_basics (
  line_number bigint NOT NULL, nconst text, primary_name text, birth_year text, death_year text,
  primary_profession text, known_for_titles text
);
