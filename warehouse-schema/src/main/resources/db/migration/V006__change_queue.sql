-- What one job hands to the next: changed keys are enqueued in the transaction that changed them and consumed in the transaction that applies them, so that a
-- failure in between loses nothing and applies nothing twice. `since`: from when on.

CREATE TABLE change_queue.changed_plan (plan_id int NOT NULL);
CREATE TABLE change_queue.changed_user (user_id bigint NOT NULL);
CREATE TABLE change_queue.changed_title (title_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_person (person_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_log (log_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_session (
  log_id text COLLATE "C" NOT NULL, user_id bigint NOT NULL, session_start timestamptz NOT NULL
);

-- For bridges and facts
CREATE TABLE change_queue.changed_title_director (title_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_title_genre (title_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_user_version (user_id bigint NOT NULL, since timestamptz NOT NULL);
CREATE TABLE change_queue.changed_title_version (title_id text COLLATE "C" NOT NULL, since timestamptz NOT NULL);
CREATE TABLE change_queue.changed_plan_version (plan_id int NOT NULL, since timestamptz NOT NULL);
CREATE TABLE change_queue.changed_subscriber (user_id bigint NOT NULL, since timestamptz NOT NULL);
CREATE TABLE change_queue.changed_price (plan_id int NOT NULL, since timestamptz NOT NULL);
CREATE TABLE change_queue.changed_title_rating (title_id text COLLATE "C" NOT NULL, since timestamptz NOT NULL);

-- For the mart
CREATE TABLE change_queue.session_delta (
  user_id          bigint      NOT NULL,
  title_key        bigint      NOT NULL,
  plan_key         bigint      NOT NULL,
  session_start    timestamptz NOT NULL,
  sign             smallint    NOT NULL CHECK (sign IN (-1, 1)),
  region_code      smallint    NOT NULL,
  reaction_code    smallint    NOT NULL,
  is_completed     boolean,
  title_id         text COLLATE "C" NOT NULL,
  close_reason     text        NOT NULL,
  viewed_seconds   numeric(16,6),
  completion_ratio numeric(16,15),
  rating           numeric(12,10)
);
CREATE TABLE change_queue.changed_subscription_month (month date NOT NULL);
CREATE TABLE change_queue.changed_user_status (user_id bigint NOT NULL);
CREATE TABLE change_queue.changed_profile (user_id bigint NOT NULL);
CREATE TABLE change_queue.changed_profile_title (title_id text COLLATE "C" NOT NULL);
CREATE TABLE change_queue.changed_taste (user_id bigint NOT NULL);
