-- A plan whose record was refused keeps what it had, also where an earlier snapshot is corrected later.
CREATE TABLE cleansed.plan_gap (
  effective_at timestamptz NOT NULL,
  plan_id int,
  UNIQUE NULLS NOT DISTINCT (effective_at, plan_id)
);
COMMENT ON TABLE cleansed.plan_gap IS 'Plans of which a snapshot says nothing, because their records were refused: they keep what they had';
COMMENT ON COLUMN cleansed.plan_gap.effective_at IS 'When the snapshot took effect';
COMMENT ON COLUMN cleansed.plan_gap.plan_id IS 'The plan; null: each that the snapshot does not have, since it cannot be read whose record was refused';
