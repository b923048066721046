-- Who the platform's users are. Nothing here is readable by analysts, and nothing of it is copied elsewhere.

CREATE TABLE pii.user_identity_change (
  user_id      bigint      NOT NULL,
  effective_at timestamptz NOT NULL,
  logical_date date        NOT NULL,
  first_name   text,
  last_name    text,
  email        text,
  birth_date   date,
  iban         text,
  PRIMARY KEY (user_id, effective_at, logical_date)
);
COMMENT ON TABLE pii.user_identity_change IS 'Identities as delivered, so that a delivery can be taken back';
CREATE INDEX ON pii.user_identity_change (logical_date);

CREATE VIEW pii.user_identity AS
SELECT DISTINCT ON (user_id) user_id, first_name, last_name, email, birth_date, iban, effective_at AS updated_at
FROM pii.user_identity_change
ORDER BY user_id, effective_at DESC, logical_date DESC;
COMMENT ON VIEW pii.user_identity IS 'Latest known identity of each user';
