-- The star. Versions are half open: [valid_from, valid_to). Key -1 is every dimension's Unknown member. Surrogate keys
-- come with the rows, without gaps and the same on every server, so they need no sequence. Names that reports sort by
-- collate "C", so that their order is the same on every server as well.

CREATE TABLE warehouse.dim_date (
  date_key          int      PRIMARY KEY,
  calendar_date     date     NOT NULL UNIQUE,
  year              smallint,
  quarter           smallint,
  month             smallint,
  day_of_month      smallint,
  month_start       date     NOT NULL,
  iso_year          smallint,
  iso_week          smallint,
  weekday           smallint,
  month_name_en     text NOT NULL,
  month_name_ro     text NOT NULL,
  weekday_name_en   text NOT NULL,
  weekday_name_ro   text NOT NULL,
  is_weekend        boolean NOT NULL,
  is_public_holiday boolean NOT NULL,
  holiday_name_en   text,
  holiday_name_ro   text
);

CREATE TABLE warehouse.dim_region (
  region_code smallint PRIMARY KEY,
  region_name text COLLATE "C" NOT NULL UNIQUE,
  iso_code    text UNIQUE
);

CREATE TABLE warehouse.dim_reaction (
  reaction_code smallint PRIMARY KEY,
  reaction_name text NOT NULL UNIQUE,
  score         smallint
);

CREATE TABLE warehouse.dim_plan (
  plan_key          bigint PRIMARY KEY,
  plan_id           int           NOT NULL,
  plan_name         text COLLATE "C",
  monthly_price     numeric(12,2) CHECK (monthly_price >= 0),
  currency_code     text,
  discount_percent  numeric(13,10) CHECK (discount_percent BETWEEN 0 AND 100),
  net_monthly_price numeric(12,2) GENERATED ALWAYS AS
    (round(monthly_price * (1 - discount_percent / 100), 2)) STORED,
  is_offered        boolean       NOT NULL,
  valid_from        timestamptz   NOT NULL,
  valid_to          timestamptz   NOT NULL,
  is_current        boolean       NOT NULL,
  UNIQUE (plan_id, valid_from),
  CHECK (valid_from < valid_to)
);
CREATE UNIQUE INDEX dim_plan_one_current ON warehouse.dim_plan (plan_id) WHERE is_current;

CREATE TABLE warehouse.dim_user (
  user_key                bigint PRIMARY KEY,
  user_id                 bigint      NOT NULL,
  plan_id                 int,
  region_code             smallint    NOT NULL,
  subscription_start_date date,
  subscription_end_date   date,
  consent_personalisation boolean     NOT NULL,
  birth_year              int,
  is_deleted              boolean     NOT NULL,
  is_inferred             boolean     NOT NULL,
  valid_from              timestamptz NOT NULL,
  valid_to                timestamptz NOT NULL,
  is_current              boolean     NOT NULL,
  UNIQUE (user_id, valid_from),
  CHECK (valid_from < valid_to)
);
CREATE UNIQUE INDEX dim_user_one_current ON warehouse.dim_user (user_id) WHERE is_current;
-- Versions that are dated ahead are found when the as-of date reaches them.
CREATE INDEX ON warehouse.dim_user (valid_from);

CREATE TABLE warehouse.dim_title (
  title_key       bigint PRIMARY KEY,
  title_id        text COLLATE "C" NOT NULL,
  title_name      text,
  original_title  text,
  title_type      text,
  is_movie        boolean     GENERATED ALWAYS AS (title_type IS NOT NULL AND title_type IN ('movie', 'tvMovie')) STORED,
  is_adult        boolean,
  start_year      int,
  end_year        int,
  runtime_minutes int,
  parent_title_id text COLLATE "C",
  season_number   int,
  episode_number  int,
  genres          text,
  imdb_rating     numeric(4,2),
  imdb_votes      int,
  in_catalog      boolean     NOT NULL DEFAULT false,
  available_from  date,
  available_until date,
  in_imdb         boolean     NOT NULL,
  is_inferred     boolean     NOT NULL,
  valid_from      timestamptz NOT NULL,
  valid_to        timestamptz NOT NULL,
  is_current      boolean     NOT NULL,
  UNIQUE (title_id, valid_from),
  CHECK (valid_from < valid_to)
);
CREATE UNIQUE INDEX dim_title_one_current ON warehouse.dim_title (title_id) WHERE is_current;
-- Whether the platform offers a title is set apart from the title's versions: a new version starts outside.
CREATE INDEX dim_title_catalog ON warehouse.dim_title (title_id) WHERE in_catalog;
-- The catalogue where none was ever delivered: the titles with the most votes.
CREATE INDEX dim_title_votes ON warehouse.dim_title (imdb_votes DESC NULLS LAST, imdb_rating DESC NULLS LAST, title_id)
  WHERE is_current AND in_imdb AND imdb_votes IS NOT NULL;

CREATE TABLE warehouse.dim_genre (
  genre_key  bigint PRIMARY KEY,
  genre_name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE warehouse.bridge_title_genre (
  title_key bigint NOT NULL,
  genre_key bigint NOT NULL,
  title_id  text COLLATE "C" NOT NULL,
  weight    numeric(13,12) NOT NULL CHECK (weight > 0 AND weight <= 1),
  PRIMARY KEY (title_key, genre_key)
);
CREATE INDEX ON warehouse.bridge_title_genre (genre_key);
CREATE INDEX ON warehouse.bridge_title_genre (title_id);

CREATE TABLE warehouse.dim_person (
  person_key         bigint PRIMARY KEY,
  person_id          text COLLATE "C" NOT NULL UNIQUE,
  person_name        text,
  birth_year         int,
  death_year         int,
  primary_profession text,
  in_imdb            boolean NOT NULL,
  is_inferred        boolean NOT NULL
);
-- Few directors are missing in name.basics, and they are looked up each day.
CREATE INDEX dim_person_inferred ON warehouse.dim_person (person_key) WHERE is_inferred;

CREATE TABLE warehouse.bridge_title_director (
  title_key      bigint   NOT NULL,
  person_key     bigint   NOT NULL,
  director_order int      NOT NULL,
  title_id       text COLLATE "C" NOT NULL,
  weight         numeric(13,12) NOT NULL CHECK (weight > 0 AND weight <= 1),
  PRIMARY KEY (title_key, person_key)
);
CREATE INDEX ON warehouse.bridge_title_director (person_key);
CREATE INDEX ON warehouse.bridge_title_director (title_id);

CREATE TABLE warehouse.fact_watch_session (
  session_id       text COLLATE "C" NOT NULL,
  user_key         bigint      NOT NULL,
  user_id          bigint      NOT NULL,
  title_key        bigint      NOT NULL,
  title_id         text COLLATE "C" NOT NULL,
  plan_key         bigint      NOT NULL,
  region_code      smallint    NOT NULL,
  reaction_code    smallint    NOT NULL,
  start_date_key   int         NOT NULL,
  start_hour       smallint    NOT NULL CHECK (start_hour BETWEEN 0 AND 23),
  session_start    timestamptz NOT NULL,
  session_end      timestamptz,
  is_open          boolean     NOT NULL,
  close_reason     text        NOT NULL CHECK (close_reason IN ('explicit', 'next_session', 'open')),
  is_end_observed  boolean     NOT NULL,
  watched_seconds  numeric(16,6) CHECK (watched_seconds >= 0),
  viewed_seconds   numeric(16,6) CHECK (viewed_seconds BETWEEN 0 AND watched_seconds),
  watched_minutes  numeric(16,6) GENERATED ALWAYS AS (round(watched_seconds / 60, 6)) STORED,
  viewed_minutes   numeric(16,6) GENERATED ALWAYS AS (round(viewed_seconds / 60, 6)) STORED,
  completion_ratio numeric(16,15) CHECK (completion_ratio BETWEEN 0 AND 1),
  is_completed     boolean,
  rating           numeric(12,10) CHECK (rating BETWEEN 0 AND 10),
  PRIMARY KEY (session_id, session_start),
  CHECK (is_open = (session_end IS NULL)),
  CHECK (is_open = (close_reason = 'open')),
  CHECK (is_end_observed = (close_reason = 'explicit')),
  CHECK (is_end_observed OR completion_ratio IS NULL),
  CHECK ((completion_ratio IS NULL) = (is_completed IS NULL))
) PARTITION BY RANGE (session_start);
CREATE INDEX ON warehouse.fact_watch_session (user_id, session_start);
CREATE INDEX ON warehouse.fact_watch_session (title_id, session_start);
-- Sessions of a day are stored together: they are inserted in the order of their start.
CREATE INDEX ON warehouse.fact_watch_session USING brin (session_start) WITH (autosummarize = on);

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

-- Relationships -------------------------------------------------------------------------------------------------------
-- Declared, so that BI tools find them. Nobody enforces them row by row: the checks before each commit do (docs/data-quality.md).
-- PostgreSQL 17 and older cannot declare without enforcing.

DO $$
DECLARE
  reference record;
BEGIN
  IF current_setting('server_version_num')::int < 180000 THEN
    RETURN;
  END IF;
  FOR reference IN
    SELECT * FROM (VALUES
      ('fact_watch_session', 'user_key', 'dim_user', 'user_key'),
      ('fact_watch_session', 'title_key', 'dim_title', 'title_key'),
      ('fact_watch_session', 'plan_key', 'dim_plan', 'plan_key'),
      ('fact_watch_session', 'region_code', 'dim_region', 'region_code'),
      ('fact_watch_session', 'reaction_code', 'dim_reaction', 'reaction_code'),
      ('fact_watch_session', 'start_date_key', 'dim_date', 'date_key'),
      ('fact_subscription_month', 'user_key', 'dim_user', 'user_key'),
      ('fact_subscription_month', 'plan_key', 'dim_plan', 'plan_key'),
      ('fact_subscription_month', 'region_code', 'dim_region', 'region_code'),
      ('fact_subscription_month', 'month_date_key', 'dim_date', 'date_key'),
      ('fact_title_rating', 'title_key', 'dim_title', 'title_key'),
      ('fact_title_rating', 'delivery_date_key', 'dim_date', 'date_key'),
      ('bridge_title_genre', 'title_key', 'dim_title', 'title_key'),
      ('bridge_title_genre', 'genre_key', 'dim_genre', 'genre_key'),
      ('bridge_title_director', 'title_key', 'dim_title', 'title_key'),
      ('bridge_title_director', 'person_key', 'dim_person', 'person_key'),
      ('dim_user', 'region_code', 'dim_region', 'region_code')) AS declared (from_table, from_column, to_table, to_column)
  LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ADD FOREIGN KEY (%I) REFERENCES warehouse.%I (%I) NOT ENFORCED',
      reference.from_table, reference.from_column, reference.to_table, reference.to_column);
  END LOOP;
END
$$;
