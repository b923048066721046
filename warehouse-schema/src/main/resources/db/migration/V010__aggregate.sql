-- What the reports read: aggregates that one job maintains, in one transaction, from what changed since the last one.
-- Reports read nothing else, so they all change together, and a day costs what the day brought.

-- Plans as the reports name them ---------------------------------------------------------------------------------------

CREATE TABLE aggregate.plan (
  plan_key  bigint PRIMARY KEY,
  plan_id   int    NOT NULL,
  plan_name text COLLATE "C" NOT NULL
);

-- Sums over sessions --------------------------------------------------------------------------------------------------
-- Sums are numeric, not float: what was added can be taken away again exactly.

-- With a hundred thousand titles, reports divide and round nothing, and find both ends of the ranking by index.
CREATE TABLE aggregate.title_engagement (
  title_id             text COLLATE "C" PRIMARY KEY,
  title_name           text,
  is_known             boolean NOT NULL DEFAULT false,
  is_movie             boolean NOT NULL DEFAULT false,
  in_catalog           boolean NOT NULL DEFAULT false,
  imdb_rating          numeric(4,2),
  imdb_votes           int,
  views                bigint  NOT NULL DEFAULT 0,
  viewed_seconds       numeric(30,6) NOT NULL DEFAULT 0,
  ratio_sessions       bigint  NOT NULL DEFAULT 0,
  ratio_sum            numeric(36,15) NOT NULL DEFAULT 0,
  completed            bigint  NOT NULL DEFAULT 0,
  ratings              bigint  NOT NULL DEFAULT 0,
  rating_sum           numeric(30,10) NOT NULL DEFAULT 0,
  reactions            bigint  NOT NULL DEFAULT 0,
  reaction_sum         bigint  NOT NULL DEFAULT 0,
  avg_completion_ratio numeric(5,4) GENERATED ALWAYS AS (mart.mean_ratio(ratio_sum, ratio_sessions)) STORED,
  completion_rate      numeric(5,4) GENERATED ALWAYS AS (mart.share(completed, ratio_sessions)) STORED,
  avg_rating           numeric(4,2) GENERATED ALWAYS AS (mart.mean(rating_sum, ratings)) STORED,
  runtime_minutes      int,
  popularity           numeric(5,4),
  completion           numeric(5,4),
  platform_rating      numeric(5,4),
  versus_imdb          numeric(5,4),
  reaction             numeric(5,4),
  quality_index        numeric(5,2)
);
CREATE INDEX ON aggregate.title_engagement (views DESC, avg_rating DESC NULLS LAST, title_id) WHERE is_known AND is_movie;
CREATE INDEX ON aggregate.title_engagement (views, avg_rating NULLS FIRST, imdb_votes DESC NULLS LAST, title_id)
  WHERE is_known AND is_movie AND in_catalog;

CREATE TABLE aggregate.counted_title (
  title_key bigint PRIMARY KEY,
  views     bigint NOT NULL,
  genres    text[] COLLATE "C" NOT NULL
);

CREATE TABLE aggregate.genre_viewing (
  month          date           NOT NULL,
  region_code    smallint       NOT NULL,
  plan_key       bigint         NOT NULL,
  genre          text COLLATE "C" NOT NULL,
  views          bigint         NOT NULL,
  viewed_seconds numeric(30,6)  NOT NULL,
  ratio_sessions bigint         NOT NULL,
  ratio_sum      numeric(36,15) NOT NULL,
  completed      bigint         NOT NULL,
  ratings        bigint         NOT NULL,
  rating_sum     numeric(30,10) NOT NULL,
  PRIMARY KEY (month, region_code, plan_key, genre)
);

CREATE TABLE aggregate.genre_week (
  week           date           NOT NULL,
  region_code    smallint       NOT NULL,
  plan_id        int            NOT NULL,
  genre          text COLLATE "C" NOT NULL,
  views          bigint         NOT NULL,
  viewed_seconds numeric(30,6)  NOT NULL,
  ratio_sessions bigint         NOT NULL,
  ratio_sum      numeric(36,15) NOT NULL,
  completed      bigint         NOT NULL,
  ratings        bigint         NOT NULL,
  rating_sum     numeric(30,10) NOT NULL,
  PRIMARY KEY (week, region_code, plan_id, genre)
);

-- Who watched a genre where: from it follow the viewers of a genre and county, which do not add up.
CREATE TABLE aggregate.genre_viewer (
  user_id     bigint   NOT NULL,
  genre       text COLLATE "C" NOT NULL,
  region_code smallint NOT NULL,
  views       bigint   NOT NULL,
  PRIMARY KEY (user_id, genre, region_code)
);

-- region_code is null for all counties together.
CREATE TABLE aggregate.genre_audience (
  genre       text COLLATE "C" NOT NULL,
  region_code smallint,
  viewers     bigint   NOT NULL,
  UNIQUE NULLS NOT DISTINCT (genre, region_code)
);

-- Whose views a genre has, by year of birth: age bands follow from it on every as-of date.
CREATE TABLE aggregate.genre_birth_year (
  genre      text COLLATE "C" NOT NULL,
  birth_year int,
  views      bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (genre, birth_year)
);

CREATE TABLE aggregate.title_day (
  day            date           NOT NULL,
  title_id       text COLLATE "C" NOT NULL,
  views          bigint         NOT NULL,
  viewed_seconds numeric(30,6)  NOT NULL,
  completed      bigint         NOT NULL,
  ratings        bigint         NOT NULL,
  rating_sum     numeric(30,10) NOT NULL,
  PRIMARY KEY (day, title_id)
);

-- The sums of a window that ends with the as-of date: each day adds what enters it and takes away what leaves it.
CREATE TABLE aggregate.title_window (
  activity_window text COLLATE "C" NOT NULL,
  title_id        text COLLATE "C" NOT NULL,
  plan_id         int            NOT NULL,
  region_code     smallint       NOT NULL,
  views           bigint         NOT NULL,
  viewed_seconds  numeric(30,6)  NOT NULL,
  completed       bigint         NOT NULL,
  ratings         bigint         NOT NULL,
  rating_sum      numeric(30,10) NOT NULL,
  PRIMARY KEY (activity_window, region_code, plan_id, title_id)
);

CREATE TABLE aggregate.movie_ranking (
  activity_window  text COLLATE "C" NOT NULL,
  rank             bigint NOT NULL,
  title_id         text COLLATE "C" NOT NULL,
  title_name       text,
  views            bigint NOT NULL,
  viewers          bigint NOT NULL,
  viewed_minutes   numeric(30,2) NOT NULL,
  views_equivalent numeric(30,4),
  completers       bigint NOT NULL,
  avg_rating       numeric(4,2),
  previous_rank    bigint,
  PRIMARY KEY (activity_window, rank)
);

CREATE TABLE aggregate.kpi_history (
  as_of_date date NOT NULL,
  kpi        text COLLATE "C" NOT NULL,
  segment    text COLLATE "C" NOT NULL,
  value      numeric(5,2),
  components jsonb NOT NULL,
  PRIMARY KEY (as_of_date, kpi, segment)
);

CREATE TABLE aggregate.viewing_day (
  day            date           NOT NULL,
  plan_key       bigint         NOT NULL,
  region_code    smallint       NOT NULL,
  views          bigint         NOT NULL,
  viewed_seconds numeric(30,6)  NOT NULL,
  unobserved     bigint         NOT NULL,
  ratio_sessions bigint         NOT NULL,
  ratio_sum      numeric(36,15) NOT NULL,
  completed      bigint         NOT NULL,
  ratings        bigint         NOT NULL,
  rating_sum     numeric(30,10) NOT NULL,
  PRIMARY KEY (day, plan_key, region_code)
);

CREATE TABLE aggregate.viewing_hour (
  month          date          NOT NULL,
  plan_key       bigint        NOT NULL,
  weekday        smallint      NOT NULL,
  hour           smallint      NOT NULL,
  sessions       bigint        NOT NULL,
  viewed_seconds numeric(30,6) NOT NULL,
  PRIMARY KEY (month, plan_key, weekday, hour)
);

CREATE TABLE aggregate.session_seconds (
  month    date          NOT NULL,
  plan_key bigint        NOT NULL,
  seconds  numeric(16,6) NOT NULL,
  sessions bigint        NOT NULL,
  PRIMARY KEY (month, plan_key, seconds)
);
CREATE INDEX ON aggregate.session_seconds (seconds);

CREATE TABLE aggregate.session_length (
  whole_minutes bigint        PRIMARY KEY,
  sessions      bigint        NOT NULL,
  seconds       numeric(30,6) NOT NULL
);

CREATE TABLE aggregate.session_duration (
  period_month        date,
  plan_name           text COLLATE "C",
  sessions            bigint NOT NULL,
  avg_minutes         numeric(16,2),
  median_minutes      numeric(16,2),
  p90_minutes         numeric(16,2),
  p25_minutes         numeric(16,2),
  p75_minutes         numeric(16,2),
  unobserved_sessions bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (period_month, plan_name)
);

-- Users and subscriptions ---------------------------------------------------------------------------------------------

CREATE TABLE aggregate.user_period (
  user_id      bigint   NOT NULL,
  period_type  text COLLATE "C" NOT NULL CHECK (period_type IN ('week', 'month')),
  period_start date     NOT NULL,
  plan_id      int      NOT NULL,
  region_code  smallint NOT NULL,
  sessions     bigint   NOT NULL,
  PRIMARY KEY (user_id, period_type, period_start, plan_id, region_code)
);

-- Users do not add up: every roll-up is counted. plan_id is null for all plans together, region_code for all counties.
CREATE TABLE aggregate.active_users (
  period_type  text COLLATE "C" NOT NULL CHECK (period_type IN ('day', 'week', 'month')),
  period_start date   NOT NULL,
  plan_id      int,
  region_code  smallint,
  active_users bigint NOT NULL,
  sessions     bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (period_type, period_start, plan_id, region_code)
);

CREATE TABLE aggregate.user_status (
  user_id                bigint  PRIMARY KEY,
  last_session_at        timestamptz,
  last_session_date      date,
  subscribed_plan_key    bigint,
  subscribed_region_code smallint,
  first_subscribed_month date,
  first_plan_id          int,
  birth_year             int,
  is_known               boolean NOT NULL
);

CREATE TABLE aggregate.user_count (
  plan_key          bigint,
  last_session_date date,
  users             bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (plan_key, last_session_date)
);

-- Prices have up to 12 digits, and a sum of many of them must fit.
CREATE TABLE aggregate.subscription_summary (
  month              date   NOT NULL,
  plan_id            int    NOT NULL,
  plan_name          text COLLATE "C" NOT NULL,
  currency_code      text,
  region_code        smallint NOT NULL,
  subscribers        bigint NOT NULL,
  gross_amount       numeric(38,2),
  discount_amount    numeric(38,2),
  net_amount         numeric(38,2),
  new_subscribers    bigint NOT NULL,
  subscribers_at_end bigint NOT NULL,
  mrr_at_end         numeric(38,2),
  UNIQUE NULLS NOT DISTINCT (month, plan_id, plan_name, currency_code, region_code)
);

CREATE TABLE aggregate.mrr_movement (
  month         date   NOT NULL,
  plan_id       int    NOT NULL,
  plan_name     text COLLATE "C" NOT NULL,
  currency_code text,
  region_code   smallint NOT NULL,
  movement      text   NOT NULL CHECK (movement IN ('new', 'reactivation', 'expansion', 'contraction', 'churn')),
  users         bigint NOT NULL,
  mrr_change    numeric(38,2),
  UNIQUE NULLS NOT DISTINCT (month, plan_id, plan_name, currency_code, region_code, movement)
);

CREATE TABLE aggregate.plan_change (
  month     date   NOT NULL,
  from_plan text COLLATE "C" NOT NULL,
  to_plan   text COLLATE "C" NOT NULL,
  users     bigint NOT NULL,
  PRIMARY KEY (month, from_plan, to_plan)
);

CREATE TABLE aggregate.cohort_month (
  cohort_month       date   NOT NULL,
  month              date   NOT NULL,
  plan_id            int    NOT NULL,
  users              bigint NOT NULL,
  subscribers_at_end bigint NOT NULL,
  PRIMARY KEY (month, cohort_month, plan_id)
);

CREATE TABLE aggregate.subscription_churn (
  month                date   NOT NULL,
  segment              text   NOT NULL CHECK (segment IN ('age_band', 'region', 'plan')),
  value                text COLLATE "C" NOT NULL,
  subscribers_at_start bigint NOT NULL,
  churned              bigint NOT NULL,
  PRIMARY KEY (month, segment, value)
);

-- Which counties have figures of their own in a month (of one plan, or of all together: plan_id is null). The others have too few
-- people, or would reveal what those have.
CREATE TABLE aggregate.shown_segment (
  month       date     NOT NULL,
  plan_id     int,
  region_code smallint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (month, plan_id, region_code)
);

-- Recommendations and profiles ----------------------------------------------------------------------------------------
-- They come in editions: a job writes its rows under the next edition while readers see the current one, and the last job of
-- the day makes all next editions current in one statement. A job that fails, or runs again, changes nothing that readers see.

CREATE TABLE aggregate.edition (
  subject         text COLLATE "C" PRIMARY KEY,
  current_edition int  NOT NULL DEFAULT 0,
  next_edition    int  NOT NULL DEFAULT 0,
  made_on         date,
  CHECK (next_edition BETWEEN current_edition AND current_edition + 1)
);

CREATE TABLE aggregate.movie_popularity_edition (
  edition    int     NOT NULL,
  rank       int     NOT NULL,
  title_id   text COLLATE "C" NOT NULL,
  popularity numeric NOT NULL,
  PRIMARY KEY (edition, rank)
);

CREATE TABLE aggregate.title_similarity_edition (
  edition          int          NOT NULL,
  title_id         text COLLATE "C" NOT NULL,
  rank             int          NOT NULL,
  similar_title_id text COLLATE "C" NOT NULL,
  similarity       numeric(7,6) NOT NULL,
  PRIMARY KEY (edition, title_id, rank)
);

-- One row per user, so that a day rewrites those of changed users only. A user with a row of the edition that was
-- just published may have one that it replaces.
CREATE TABLE aggregate.user_recommendation_edition (
  edition          int                NOT NULL,
  user_id          bigint             NOT NULL,
  title_ids        text[] COLLATE "C" NOT NULL,
  scores           numeric(12,6)[]    NOT NULL,
  reason_title_ids text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, edition),
  CHECK (cardinality(scores) = cardinality(title_ids) AND cardinality(reason_title_ids) = cardinality(title_ids))
);
CREATE INDEX ON aggregate.user_recommendation_edition (edition, user_id);

CREATE TABLE aggregate.user_viewing_profile_edition (
  edition              int         NOT NULL,
  user_id              bigint      NOT NULL,
  sessions             bigint      NOT NULL,
  viewed_minutes       numeric(30,2) NOT NULL,
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
CREATE INDEX ON aggregate.user_viewing_profile_edition (edition, user_id);
