-- What people read is in the repeatable migrations; here is what the reports share and what stored columns are computed with.

-- The arithmetic of stored columns ------------------------------------------------------------------------------------
-- A change of these would leave stored columns as they are, so they are part of the tables and not repeatable.
-- All round half up, and once: div() cuts exactly, where a quotient would already be rounded to some twenty digits.

CREATE FUNCTION mart.share(part numeric, whole numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sign(part) * div(20000 * abs(part) + nullif(whole, 0), 2 * nullif(whole, 0)) * 0.0001;

CREATE FUNCTION mart.mean(total numeric, number numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sign(total) * div(200 * abs(total) + nullif(number, 0), 2 * nullif(number, 0)) * 0.01;

CREATE FUNCTION mart.minutes(seconds numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.mean(seconds, 60);

-- Completion ratios are stored with 15 decimals, since a third has no end: 12 are left of a sum of them.
CREATE FUNCTION mart.mean_ratio(ratio_sum numeric, sessions numeric) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN mart.share(round(ratio_sum, 12), sessions);

-- What reports are about and how they are shown -----------------------------------------------------------------------

CREATE TABLE mart.as_of (
  as_of_date   date  NOT NULL,
  history_from date  NOT NULL,
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);

-- Beside the reports, so that queries of their views give the same as the report files.
CREATE TABLE mart.setting (
  smallest_group  int    NOT NULL DEFAULT 5 CHECK (smallest_group > 0),
  smallest_sample int    NOT NULL DEFAULT 10 CHECK (smallest_sample > 0),
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

-- A figure is a column of a report, under its name, or under the report's and its own where that means something else there.
CREATE TABLE mart.definition (
  figure     text COLLATE "C" PRIMARY KEY,
  name_en    text NOT NULL,
  name_ro    text NOT NULL,
  text_en    text NOT NULL,
  text_ro    text NOT NULL,
  formula    text NOT NULL,
  unit       text NOT NULL CHECK (unit IN ('count', 'minutes', 'share', 'ratio', 'amount', 'rating', 'index', 'days', 'rank', 'instant', 'flag')),
  additivity text NOT NULL,
  source     text NOT NULL
);
