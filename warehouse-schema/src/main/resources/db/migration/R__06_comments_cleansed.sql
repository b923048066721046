-- What staging, the change tables and the change queues mean.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA staging IS 'Raw text of the files being loaded, one file at a time; can be rebuilt from the landing zone';
COMMENT ON SCHEMA cleansed IS 'Typed, deduplicated change history of every source, and what each change still has to reach';

COMMENT ON TABLE cleansed.user_change IS 'Of two deliveries of the same instant the later counts; both are kept, so that one can be taken back';
COMMENT ON COLUMN cleansed.user_change.effective_nanoseconds IS 'Nanoseconds of effective_at below its microsecond, 0 to 999';

COMMENT ON TABLE cleansed.session_record IS 'Every state that was ever delivered of a viewing session''s log';
COMMENT ON COLUMN cleansed.session_record.is_closed_by_next IS 'The end is the start of the user''s next session; only of erased users, whose starts are no longer exact';
COMMENT ON COLUMN cleansed.session_record.emitted_nanoseconds IS 'Nanoseconds of emitted_at below its microsecond, 0 to 999';

COMMENT ON TABLE cleansed.watch_session IS 'Latest state of each log: of its records the one with the latest emitted_at, then of the later delivery';
COMMENT ON COLUMN cleansed.watch_session.is_closed_by_next IS 'The end is the start of the user''s next session; only of erased users, whose starts are no longer exact';

COMMENT ON COLUMN cleansed.plan_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON TABLE cleansed.plan_gap IS 'Plans that a snapshot has no valid record of, because it was refused: they keep their previous values';
COMMENT ON COLUMN cleansed.plan_gap.effective_at IS 'When the snapshot took effect';
COMMENT ON COLUMN cleansed.plan_gap.plan_id IS 'The plan; null: each that the snapshot does not have, since it cannot be read whose record was refused';

COMMENT ON COLUMN cleansed.catalog_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_rating_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_crew_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_episode_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.person_change.is_latest IS 'Whether no later change of the key is known';
