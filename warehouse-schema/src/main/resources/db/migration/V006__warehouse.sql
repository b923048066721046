-- The star. Versions are half open: [valid_from, valid_to). Key -1 is every dimension's Unknown member. Surrogate keys
-- come with the rows, without gaps and the same on every server, so they need no sequence. Names that reports sort by
-- collate "C", so that their order is the same on every server as well.

CREATE TABLE warehouse.dim_date (
  date_key          int      PRIMARY KEY,
  calendar_date     date     UNIQUE,
  year              smallint,
  quarter           smallint,
  month             smallint,
  day_of_month      smallint,
  month_start       date,
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
  monthly_price     numeric(12,2),
  currency_code     text,
  discount_percent  numeric,
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

CREATE TABLE warehouse.dim_title (
  title_key       bigint PRIMARY KEY,
  title_id        text COLLATE "C" NOT NULL,
  title_name      text,
  original_title  text,
  title_type      text,
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
  in_catalog      boolean     NOT NULL,
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
CREATE INDEX dim_title_catalog ON warehouse.dim_title (title_id) WHERE in_catalog AND is_current;

CREATE TABLE warehouse.dim_genre (
  genre_key  bigint PRIMARY KEY,
  genre_name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE warehouse.bridge_title_genre (
  title_key bigint NOT NULL,
  genre_key bigint NOT NULL,
  title_id  text COLLATE "C" NOT NULL,
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

CREATE TABLE warehouse.bridge_title_director (
  title_key      bigint   NOT NULL,
  person_key     bigint   NOT NULL,
  director_order smallint NOT NULL,
  title_id       text COLLATE "C" NOT NULL,
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
  session_start    timestamptz NOT NULL,
  session_end      timestamptz,
  is_open          boolean     NOT NULL,
  close_reason     text        NOT NULL CHECK (close_reason IN ('explicit', 'next_session', 'open')),
  watched_minutes  numeric,
  completion_ratio numeric,
  is_completed     boolean,
  rating           numeric,
  PRIMARY KEY (session_id, session_start),
  CHECK (is_open = (session_end IS NULL)),
  CHECK (is_open = (close_reason = 'open'))
) PARTITION BY RANGE (session_start);
CREATE INDEX ON warehouse.fact_watch_session (user_id, session_start);
CREATE INDEX ON warehouse.fact_watch_session (title_id, session_start);

INSERT INTO warehouse.dim_plan
  (plan_key, plan_id, plan_name, is_offered, valid_from, valid_to, is_current)
VALUES (-1, -1, 'Unknown', false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_user
  (user_key, user_id, region_code, consent_personalisation, is_deleted, is_inferred, valid_from, valid_to, is_current)
VALUES (-1, -1, -1, false, false, true, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_title
  (title_key, title_id, title_name, in_catalog, in_imdb, is_inferred, valid_from, valid_to, is_current)
VALUES (-1, 'Unknown', 'Unknown', false, false, true, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_genre (genre_key, genre_name) VALUES (-1, 'Unknown');
INSERT INTO warehouse.dim_person (person_key, person_id, person_name, in_imdb, is_inferred)
VALUES (-1, 'Unknown', 'Unknown', false, true);

-- A dislike is delivered as -1, so this one dimension's Unknown member needs another code; `score` is null there,
-- which keeps averages of reactions right.
INSERT INTO warehouse.dim_reaction (reaction_code, reaction_name, score)
VALUES (1, 'like', 1), (0, 'neutral', 0), (-1, 'dislike', -1), (-9, 'Unknown', NULL);

INSERT INTO warehouse.dim_region (region_code, region_name, iso_code) VALUES
  (-1, 'Unknown', NULL),
  (1, 'Alba', 'RO-AB'), (2, 'Arad', 'RO-AR'), (3, 'Argeș', 'RO-AG'), (4, 'Bacău', 'RO-BC'), (5, 'Bihor', 'RO-BH'),
  (6, 'Bistrița-Năsăud', 'RO-BN'), (7, 'Botoșani', 'RO-BT'), (8, 'Brașov', 'RO-BV'), (9, 'Brăila', 'RO-BR'),
  (10, 'Buzău', 'RO-BZ'), (11, 'Caraș-Severin', 'RO-CS'), (12, 'Călărași', 'RO-CL'), (13, 'Cluj', 'RO-CJ'),
  (14, 'Constanța', 'RO-CT'), (15, 'Covasna', 'RO-CV'), (16, 'Dâmbovița', 'RO-DB'), (17, 'Dolj', 'RO-DJ'),
  (18, 'Galați', 'RO-GL'), (19, 'Giurgiu', 'RO-GR'), (20, 'Gorj', 'RO-GJ'), (21, 'Harghita', 'RO-HR'),
  (22, 'Hunedoara', 'RO-HD'), (23, 'Ialomița', 'RO-IL'), (24, 'Iași', 'RO-IS'), (25, 'Ilfov', 'RO-IF'),
  (26, 'Maramureș', 'RO-MM'), (27, 'Mehedinți', 'RO-MH'), (28, 'Mureș', 'RO-MS'), (29, 'Neamț', 'RO-NT'),
  (30, 'Olt', 'RO-OT'), (31, 'Prahova', 'RO-PH'), (32, 'Satu Mare', 'RO-SM'), (33, 'Sălaj', 'RO-SJ'),
  (34, 'Sibiu', 'RO-SB'), (35, 'Suceava', 'RO-SV'), (36, 'Teleorman', 'RO-TR'), (37, 'Timiș', 'RO-TM'),
  (38, 'Tulcea', 'RO-TL'), (39, 'Vaslui', 'RO-VS'), (40, 'Vâlcea', 'RO-VL'), (41, 'Vrancea', 'RO-VN'),
  (42, 'București', 'RO-B');
