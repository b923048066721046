-- Change tables: what became true of a key, from when, and which dated delivery said so. Rows are only ever replaced
-- by a new version of the delivery that brought them. A full snapshot leaves a row only where something changed.
-- Natural keys collate "C": the order that breaks ties is the same on every server.

CREATE TABLE cleansed.plan_change (
  plan_id          int           NOT NULL,
  effective_at     timestamptz   NOT NULL,
  plan_name        text,
  monthly_price    numeric(12,2),
  currency_code    text,
  discount_percent numeric,
  is_deleted       boolean       NOT NULL,
  PRIMARY KEY (plan_id, effective_at)
);

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
  PRIMARY KEY (user_id, effective_at, logical_date)
);
COMMENT ON TABLE cleansed.user_change IS 'Of two deliveries of the same instant the later counts; both are kept, so that one can be taken back';
CREATE INDEX ON cleansed.user_change (logical_date);

CREATE TABLE cleansed.catalog_change (
  title_id        text COLLATE "C" NOT NULL,
  effective_at    timestamptz NOT NULL,
  available_from  date,
  available_until date,
  is_deleted      boolean     NOT NULL,
  PRIMARY KEY (title_id, effective_at)
);

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
  PRIMARY KEY (title_id, effective_at)
);

CREATE TABLE cleansed.title_rating_change (
  title_id     text COLLATE "C" NOT NULL,
  effective_at timestamptz NOT NULL,
  imdb_rating  numeric(4,2),
  imdb_votes   int,
  is_deleted   boolean     NOT NULL,
  PRIMARY KEY (title_id, effective_at)
);

CREATE TABLE cleansed.title_crew_change (
  title_id     text COLLATE "C" NOT NULL,
  effective_at timestamptz NOT NULL,
  directors    text,
  writers      text,
  is_deleted   boolean     NOT NULL,
  PRIMARY KEY (title_id, effective_at)
);

CREATE TABLE cleansed.title_episode_change (
  title_id        text COLLATE "C" NOT NULL,
  effective_at    timestamptz NOT NULL,
  parent_title_id text COLLATE "C",
  season_number   int,
  episode_number  int,
  is_deleted      boolean     NOT NULL,
  PRIMARY KEY (title_id, effective_at)
);

CREATE TABLE cleansed.person_change (
  person_id          text COLLATE "C" NOT NULL,
  effective_at       timestamptz NOT NULL,
  person_name        text,
  birth_year         int,
  death_year         int,
  primary_profession text,
  known_for_titles   text,
  is_deleted         boolean     NOT NULL,
  PRIMARY KEY (person_id, effective_at)
);

CREATE TABLE cleansed.session_record (
  log_id        text COLLATE "C" NOT NULL,
  emitted_at    timestamptz NOT NULL,
  logical_date  date        NOT NULL,
  user_id       bigint      NOT NULL,
  title_id      text COLLATE "C" NOT NULL,
  session_start timestamptz NOT NULL,
  session_end   timestamptz,
  rating        numeric,
  reaction      smallint,
  region_code   smallint,
  PRIMARY KEY (log_id, emitted_at, logical_date)
);
COMMENT ON TABLE cleansed.session_record IS 'Every state that was ever delivered of a viewing session''s log';
CREATE INDEX ON cleansed.session_record (logical_date);

CREATE TABLE cleansed.watch_session (
  log_id        text COLLATE "C" PRIMARY KEY,
  user_id       bigint      NOT NULL,
  title_id      text COLLATE "C" NOT NULL,
  session_start timestamptz NOT NULL,
  session_end   timestamptz,
  rating        numeric,
  reaction      smallint,
  region_code   smallint
);
COMMENT ON TABLE cleansed.watch_session IS 'Latest state of each log: of its records the one with the latest emitted_at, then of the later delivery';
CREATE INDEX ON cleansed.watch_session (user_id, session_start);
CREATE INDEX ON cleansed.watch_session (title_id);

-- Touched keys: handed over in the transaction that changed them, taken off in the transaction that applied them, so
-- that whatever dies in between, nothing is forgotten and nothing is applied twice. `since`: from when on.

CREATE TABLE cleansed.touched_plan (plan_id int NOT NULL);
CREATE TABLE cleansed.touched_user (user_id bigint NOT NULL);
CREATE TABLE cleansed.touched_title (title_id text COLLATE "C" NOT NULL);
CREATE TABLE cleansed.touched_person (person_id text COLLATE "C" NOT NULL);
CREATE TABLE cleansed.touched_log (log_id text COLLATE "C" NOT NULL);
CREATE TABLE cleansed.touched_session (
  log_id text COLLATE "C" NOT NULL, user_id bigint NOT NULL, session_start timestamptz NOT NULL
);
CREATE TABLE cleansed.touched_title_director (title_id text COLLATE "C" NOT NULL);
CREATE TABLE cleansed.touched_title_genre (title_id text COLLATE "C" NOT NULL);
CREATE TABLE cleansed.touched_user_version (user_id bigint NOT NULL, since timestamptz NOT NULL);
CREATE TABLE cleansed.touched_title_version (title_id text COLLATE "C" NOT NULL, since timestamptz NOT NULL);
CREATE TABLE cleansed.touched_plan_version (plan_id int NOT NULL, since timestamptz NOT NULL);
COMMENT ON TABLE cleansed.touched_plan IS 'Plans that dim_plan has to rebuild';
COMMENT ON TABLE cleansed.touched_user IS 'Users that dim_user has to rebuild';
COMMENT ON TABLE cleansed.touched_title IS 'Titles that dim_title has to rebuild';
COMMENT ON TABLE cleansed.touched_person IS 'People that dim_person has to rebuild';
COMMENT ON TABLE cleansed.touched_log IS 'Logs whose latest state cleansed.watch_session has to work out again';
COMMENT ON TABLE cleansed.touched_session IS 'Sessions that came, changed or went: as they were and as they are';
COMMENT ON TABLE cleansed.touched_title_director IS 'Titles whose directors bridge_title_director has to rebuild';
COMMENT ON TABLE cleansed.touched_title_genre IS 'Titles whose genres bridge_title_genre has to rebuild';
COMMENT ON TABLE cleansed.touched_user_version IS 'Users whose versions changed, and from when on facts must be pointed again';
COMMENT ON TABLE cleansed.touched_title_version IS 'Titles whose versions changed, and from when on facts must be pointed again';
COMMENT ON TABLE cleansed.touched_plan_version IS 'Plans whose versions changed, and from when on facts must be pointed again';
