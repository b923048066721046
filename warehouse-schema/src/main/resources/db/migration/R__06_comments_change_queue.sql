-- What is enqueued where. Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA change_queue IS 'What one job hands to the next: keys and rows that changed, until the job that applies them consumes them';

COMMENT ON TABLE change_queue.changed_plan IS 'Plans that dim_plan has to rebuild';
COMMENT ON TABLE change_queue.changed_user IS 'Users that dim_user has to rebuild';
COMMENT ON TABLE change_queue.changed_title IS 'Titles that dim_title has to rebuild';
COMMENT ON TABLE change_queue.changed_person IS 'People that dim_person has to rebuild';
COMMENT ON TABLE change_queue.changed_log IS 'Logs whose latest state cleansed.watch_session has to recompute';
COMMENT ON TABLE change_queue.changed_session IS 'Sessions that were inserted, changed or deleted: as they were and as they are';
COMMENT ON TABLE change_queue.changed_title_director IS 'Titles whose directors bridge_title_director has to rebuild';
COMMENT ON TABLE change_queue.changed_title_genre IS 'Titles whose genres bridge_title_genre has to rebuild';
COMMENT ON TABLE change_queue.changed_user_version IS 'Users whose versions changed, and from when on facts must be pointed again';
COMMENT ON TABLE change_queue.changed_title_version IS 'Titles whose versions changed, and from when on facts must be pointed again';
COMMENT ON TABLE change_queue.changed_plan_version IS 'Plans whose versions changed, and from when on facts must be pointed again';
COMMENT ON TABLE change_queue.changed_subscriber IS 'Users whose versions changed, and from when on their subscription months must be recomputed';
COMMENT ON TABLE change_queue.changed_price IS 'Plans whose versions changed, and from when on the subscription months of their users must be recomputed';
COMMENT ON TABLE change_queue.changed_title_rating IS 'Titles whose rating, presence in title.basics or versions changed, and from when on fact_title_rating must be recomputed';
COMMENT ON TABLE change_queue.session_delta IS 'Rows of fact_watch_session that the aggregates of mart do not have yet (sign 1), or still have (sign -1)';
COMMENT ON TABLE change_queue.changed_subscription_month IS 'Months whose rows in fact_subscription_month were inserted, changed or deleted';
COMMENT ON TABLE change_queue.changed_user_status IS 'Users whose row in aggregate.user_status must be recomputed';
COMMENT ON TABLE change_queue.changed_profile IS 'Users whose versions or sessions changed, and whose viewing profile has to be recomputed';
COMMENT ON TABLE change_queue.changed_profile_title IS 'Titles that changed, and whose viewers'' profiles have to be recomputed';
COMMENT ON TABLE change_queue.changed_taste IS 'Users whose versions or sessions changed, and whose recommendations have to be recomputed; everybody who watched movies, after title_similarity was';
