-- Change tables: what became true of a key, from when, and which dated delivery said so. Rows are only ever replaced
-- by a new version of the delivery that brought them. A full snapshot leaves a row only where something changed.
-- Natural keys collate "C": the order that breaks ties is the same on every server.

-- Of users and sessions -----------------------------------------------------------------------------------------------
-- Instants are cut to microseconds. What is below is kept beside those that order states.

CREATE TABLE cleansed.user_change (
  user_id                 bigint      NOT NULL,
  effective_at            timestamptz NOT NULL,
  logical_date            date        NOT NULL,
  plan_id                 int         NOT NULL,
  region_code             smallint,
  subscription_start_date date        NOT NULL,
  subscription_end_date   date,
  consent_personalisation boolean     NOT NULL,
  birth_year              int,
  is_deleted              boolean     NOT NULL,
  effective_nanoseconds   smallint    NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, effective_at, effective_nanoseconds, logical_date)
);
CREATE INDEX ON cleansed.user_change (logical_date);

CREATE TABLE cleansed.session_record (
  log_id              text COLLATE "C" NOT NULL,
  emitted_at          timestamptz NOT NULL,
  logical_date        date        NOT NULL,
  user_id             bigint      NOT NULL,
  title_id            text COLLATE "C" NOT NULL,
  session_start       timestamptz NOT NULL,
  session_end         timestamptz,
  rating              numeric,
  reaction            smallint,
  region_code         smallint,
  is_closed_by_next   boolean     NOT NULL DEFAULT false,
  emitted_nanoseconds smallint    NOT NULL DEFAULT 0,
  PRIMARY KEY (log_id, emitted_at, emitted_nanoseconds, logical_date)
);
CREATE INDEX ON cleansed.session_record (logical_date);

CREATE TABLE cleansed.watch_session (
  log_id            text COLLATE "C" PRIMARY KEY,
  user_id           bigint      NOT NULL,
  title_id          text COLLATE "C" NOT NULL,
  session_start     timestamptz NOT NULL,
  session_end       timestamptz,
  rating            numeric,
  reaction          smallint,
  region_code       smallint,
  is_closed_by_next boolean     NOT NULL DEFAULT false
);
CREATE INDEX ON cleansed.watch_session (user_id, session_start);
CREATE INDEX ON cleansed.watch_session (title_id);

-- Of full snapshots ---------------------------------------------------------------------------------------------------
-- A new snapshot is compared with the latest state of each key, which a flag and its index find: a day costs what the snapshot
-- holds, however long the history is. Rows of one snapshot are stored together, so BRIN finds them.

CREATE TABLE cleansed.plan_change (
  plan_id          int           NOT NULL,
  effective_at     timestamptz   NOT NULL,
  plan_name        text,
  monthly_price    numeric(12,2),
  currency_code    text,
  discount_percent numeric,
  is_deleted       boolean       NOT NULL,
  is_latest        boolean       NOT NULL DEFAULT false,
  PRIMARY KEY (plan_id, effective_at)
);
CREATE UNIQUE INDEX plan_change_one_latest ON cleansed.plan_change (plan_id) WHERE is_latest;
CREATE INDEX plan_change_effective_at ON cleansed.plan_change USING brin (effective_at);

-- A plan whose record was refused keeps what it had, also where an earlier snapshot is corrected later.
CREATE TABLE cleansed.plan_gap (
  effective_at timestamptz NOT NULL,
  plan_id      int,
  UNIQUE NULLS NOT DISTINCT (effective_at, plan_id)
);

CREATE TABLE cleansed.catalog_change (
  title_id        text COLLATE "C" NOT NULL,
  effective_at    timestamptz NOT NULL,
  available_from  date,
  available_until date,
  is_deleted      boolean     NOT NULL,
  is_latest       boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (title_id, effective_at)
);
CREATE UNIQUE INDEX catalog_change_one_latest ON cleansed.catalog_change (title_id) WHERE is_latest;
CREATE INDEX catalog_change_effective_at ON cleansed.catalog_change USING brin (effective_at);

CREATE TABLE cleansed.title_change (
  title_id        text COLLATE "C" NOT NULL,
  effective_at    timestamptz NOT NULL,
  title_type      text,
  title_name      text,
  original_title  text,
  is_adult        boolean,
  start_year      int,
  end_year        int,
  runtime_minutes int,
  genres          text,
  is_deleted      boolean     NOT NULL,
  is_latest       boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (title_id, effective_at)
);
CREATE UNIQUE INDEX title_change_one_latest ON cleansed.title_change (title_id) WHERE is_latest;
CREATE INDEX title_change_effective_at ON cleansed.title_change USING brin (effective_at);

CREATE TABLE cleansed.title_rating_change (
  title_id     text COLLATE "C" NOT NULL,
  effective_at timestamptz NOT NULL,
  imdb_rating  numeric(4,2),
  imdb_votes   int,
  is_deleted   boolean     NOT NULL,
  is_latest    boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (title_id, effective_at)
);
CREATE UNIQUE INDEX title_rating_change_one_latest ON cleansed.title_rating_change (title_id) WHERE is_latest;
CREATE INDEX title_rating_change_effective_at ON cleansed.title_rating_change USING brin (effective_at);

CREATE TABLE cleansed.title_crew_change (
  title_id     text COLLATE "C" NOT NULL,
  effective_at timestamptz NOT NULL,
  directors    text,
  writers      text,
  is_deleted   boolean     NOT NULL,
  is_latest    boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (title_id, effective_at)
);
CREATE UNIQUE INDEX title_crew_change_one_latest ON cleansed.title_crew_change (title_id) WHERE is_latest;
CREATE INDEX title_crew_change_effective_at ON cleansed.title_crew_change USING brin (effective_at);

CREATE TABLE cleansed.title_episode_change (
  title_id        text COLLATE "C" NOT NULL,
  effective_at    timestamptz NOT NULL,
  parent_title_id text COLLATE "C",
  season_number   int,
  episode_number  int,
  is_deleted      boolean     NOT NULL,
  is_latest       boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (title_id, effective_at)
);
CREATE UNIQUE INDEX title_episode_change_one_latest ON cleansed.title_episode_change (title_id) WHERE is_latest;
CREATE INDEX title_episode_change_effective_at ON cleansed.title_episode_change USING brin (effective_at);

CREATE TABLE cleansed.person_change (
  person_id          text COLLATE "C" NOT NULL,
  effective_at       timestamptz NOT NULL,
  person_name        text,
  birth_year         int,
  death_year         int,
  primary_profession text,
  known_for_titles   text,
  is_deleted         boolean     NOT NULL,
  is_latest          boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (person_id, effective_at)
);
CREATE UNIQUE INDEX person_change_one_latest ON cleansed.person_change (person_id) WHERE is_latest;
CREATE INDEX person_change_effective_at ON cleansed.person_change USING brin (effective_at);
