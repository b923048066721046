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

COMMENT ON TABLE cleansed.plan_gap IS 'Plans of which a snapshot says nothing, because their records were refused: they keep what they had';
COMMENT ON COLUMN cleansed.plan_gap.effective_at IS 'When the snapshot took effect';
COMMENT ON COLUMN cleansed.plan_gap.plan_id IS 'The plan; null: each that the snapshot does not have, since it cannot be read whose record was refused';

COMMENT ON COLUMN cleansed.catalog_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_rating_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_crew_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.title_episode_change.is_latest IS 'Whether no later change of the key is known';

COMMENT ON COLUMN cleansed.person_change.is_latest IS 'Whether no later change of the key is known';

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

COMMENT ON TABLE cleansed.touched_subscriber IS 'Users whose versions changed, and from when on their subscription months must be worked out again';

COMMENT ON TABLE cleansed.touched_price IS 'Plans whose versions changed, and from when on the subscription months of their users must be worked out again';

COMMENT ON TABLE cleansed.touched_title_rating IS 'Titles whose rating, presence in title.basics or versions changed, and from when on fact_title_rating must be worked out again';

COMMENT ON TABLE cleansed.changed_session IS 'Rows of fact_watch_session that the aggregates of mart do not have yet (sign 1), or still have (sign -1)';

COMMENT ON TABLE cleansed.touched_subscription_month IS 'Months of which rows of fact_subscription_month came, changed or went';

COMMENT ON TABLE cleansed.touched_user_status IS 'Users whose row in mart.user_status must be worked out again';

COMMENT ON TABLE cleansed.touched_profile IS 'Users whose versions or sessions changed, and whose viewing profile has to be worked out again';

COMMENT ON TABLE cleansed.touched_profile_title IS 'Titles that changed, and whose viewers'' profiles have to be worked out again';

COMMENT ON TABLE cleansed.touched_taste IS 'Users whose versions or sessions changed, and whose recommendations have to be worked out again; everybody who watched movies, after title_similarity was';
