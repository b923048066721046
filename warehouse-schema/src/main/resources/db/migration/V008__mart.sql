-- What the reports read: aggregates that one job maintains, in one transaction, from what changed since the last one.
-- Reports read nothing else, so they all change together, and a day costs what the day brought.

-- The arithmetic of stored columns ------------------------------------------------------------------------------------
-- A change of these would leave stored columns as they are, so they are part of the tables and not repeatable.

-- A mean of minutes is a mean of thirds and sixtieths, cut off after some twenty digits: 12.345 may become
-- 12.34499999999999999999. Rounding to 12 digits first restores such a tie before it is rounded half up.
CREATE FUNCTION mart.half_up(value numeric, digits int) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN round(round(value, 12), digits);

CREATE FUNCTION mart.share(part numeric, whole numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.half_up(part / nullif(whole, 0), 4);

CREATE FUNCTION mart.mean(total numeric, number numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.half_up(total / nullif(number, 0), 2);

-- What reports are about and how they are shown -----------------------------------------------------------------------

CREATE TABLE mart.as_of (
  as_of_date date    NOT NULL,
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);

-- Beside the reports, so that whoever queries their views gets what the files have.
CREATE TABLE mart.setting (
  smallest_group int     NOT NULL DEFAULT 5 CHECK (smallest_group > 0),
  only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);

CREATE TABLE mart.kpi_weight (
  kpi       text         NOT NULL,
  component text         NOT NULL,
  weight    numeric(4,3) NOT NULL CHECK (weight > 0),
  meaning   text         NOT NULL,
  PRIMARY KEY (kpi, component)
);

CREATE TABLE mart.dashboard (
  dashboard text COLLATE "C" NOT NULL,
  position  int  NOT NULL CHECK (position > 0),
  report    text COLLATE "C" NOT NULL,
  title     text NOT NULL,
  kpi       text COLLATE "C",
  PRIMARY KEY (dashboard, position),
  CHECK ((report = 'kpi') = (kpi IS NOT NULL))
);

CREATE TABLE mart.plan (
  plan_key   bigint  PRIMARY KEY,
  plan_id    int     NOT NULL,
  plan_name  text COLLATE "C" NOT NULL,
  is_current boolean NOT NULL
);

-- Sums over sessions --------------------------------------------------------------------------------------------------
-- Sums are numeric, not float: what was added can be taken away again exactly.

-- With a hundred thousand titles, reports divide and round nothing, and find both ends of the ranking by index.
CREATE TABLE mart.title_engagement (
  title_id             text COLLATE "C" PRIMARY KEY,
  title_name           text,
  is_known             boolean NOT NULL DEFAULT false,
  is_movie             boolean NOT NULL DEFAULT false,
  in_catalog           boolean NOT NULL DEFAULT false,
  imdb_rating          numeric(4,2),
  imdb_votes           int,
  views                bigint  NOT NULL DEFAULT 0,
  watched_minutes      numeric NOT NULL DEFAULT 0,
  ratio_sessions       bigint  NOT NULL DEFAULT 0,
  ratio_sum            numeric NOT NULL DEFAULT 0,
  completed            bigint  NOT NULL DEFAULT 0,
  ratings              bigint  NOT NULL DEFAULT 0,
  rating_sum           numeric NOT NULL DEFAULT 0,
  reactions            bigint  NOT NULL DEFAULT 0,
  reaction_sum         bigint  NOT NULL DEFAULT 0,
  avg_completion_ratio numeric GENERATED ALWAYS AS (mart.share(ratio_sum, ratio_sessions)) STORED,
  completion_rate      numeric GENERATED ALWAYS AS (mart.share(completed, ratio_sessions)) STORED,
  avg_rating           numeric GENERATED ALWAYS AS (mart.mean(rating_sum, ratings)) STORED,
  quality_index        numeric,
  quality_components   jsonb
);
CREATE INDEX ON mart.title_engagement (views DESC, avg_rating DESC NULLS LAST, title_id) WHERE is_known AND is_movie;
CREATE INDEX ON mart.title_engagement (views, avg_rating NULLS FIRST, title_id) WHERE is_known AND is_movie AND in_catalog;

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
  whole_minutes   bigint  PRIMARY KEY,
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

-- Users and subscriptions ---------------------------------------------------------------------------------------------

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
  is_known               boolean  NOT NULL,
  last_session_date      date
);

CREATE TABLE mart.user_count (
  plan_id           int    NOT NULL,
  last_session_date date,
  users             bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (plan_id, last_session_date)
);

-- Prices have up to 12 digits, and a sum of many of them must fit.
CREATE TABLE mart.subscription_summary (
  month              date   NOT NULL,
  plan_name          text COLLATE "C" NOT NULL,
  currency_code      text,
  subscribers        bigint NOT NULL,
  gross_amount       numeric(38,2),
  discount_amount    numeric(38,2),
  net_amount         numeric(38,2),
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

-- Recommendations and profiles ----------------------------------------------------------------------------------------
-- They come in editions: a job writes its rows under the next edition while readers see the current one, and the last job of
-- the day makes all next editions current in one statement. A job that fails, or runs again, changes nothing that readers see.

CREATE TABLE mart.edition (
  subject         text COLLATE "C" PRIMARY KEY,
  current_edition int  NOT NULL DEFAULT 0,
  next_edition    int  NOT NULL DEFAULT 0,
  made_on         date,
  CHECK (next_edition BETWEEN current_edition AND current_edition + 1)
);

CREATE TABLE mart.movie_popularity_edition (
  edition    int     NOT NULL,
  rank       int     NOT NULL,
  title_id   text COLLATE "C" NOT NULL,
  popularity numeric NOT NULL,
  PRIMARY KEY (edition, rank)
);

CREATE TABLE mart.title_similarity_edition (
  edition          int          NOT NULL,
  title_id         text COLLATE "C" NOT NULL,
  rank             int          NOT NULL,
  similar_title_id text COLLATE "C" NOT NULL,
  similarity       numeric(7,6) NOT NULL,
  PRIMARY KEY (edition, title_id, rank)
);

-- One row per user, so that a day rewrites those of the users whom it concerns. A user with a row of the edition that was
-- just published may have one that it replaces.
CREATE TABLE mart.user_recommendation_edition (
  edition          int                NOT NULL,
  user_id          bigint             NOT NULL,
  title_ids        text[] COLLATE "C" NOT NULL,
  scores           numeric(12,6)[]    NOT NULL,
  reason_title_ids text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, edition),
  CHECK (cardinality(scores) = cardinality(title_ids) AND cardinality(reason_title_ids) = cardinality(title_ids))
);
CREATE INDEX ON mart.user_recommendation_edition (edition, user_id);

CREATE TABLE mart.user_viewing_profile_edition (
  edition              int         NOT NULL,
  user_id              bigint      NOT NULL,
  sessions             bigint      NOT NULL,
  watched_minutes      numeric     NOT NULL,
  completion_rate      numeric,
  avg_completion_ratio numeric,
  longest_streak_days  int         NOT NULL,
  last_streak_days     int         NOT NULL,
  last_streak_end      date,
  last_session_at      timestamptz,
  months               jsonb       NOT NULL,
  favourite_genres     jsonb       NOT NULL,
  favourite_directors  jsonb       NOT NULL,
  continue_watching    jsonb       NOT NULL,
  PRIMARY KEY (user_id, edition)
);
CREATE INDEX ON mart.user_viewing_profile_edition (edition, user_id);
