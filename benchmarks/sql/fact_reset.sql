-- As before the first load: all sessions are new, and there is no fact.
TRUNCATE warehouse.fact_watch_session, cleansed.touched_session;
INSERT INTO cleansed.touched_session SELECT log_id, user_id, session_start FROM cleansed.watch_session;
