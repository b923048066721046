-- As before the first load: all sessions are new, there is no fact, and the mart knows of none.
TRUNCATE warehouse.fact_watch_session, cleansed.touched_session, cleansed.changed_session, mart.title_engagement,
  mart.counted_title, mart.genre_viewing, mart.viewing_day, mart.session_minutes, mart.session_length,
  mart.session_duration, mart.session_ahead, mart.user_month, mart.active_month, mart.active_day;
INSERT INTO cleansed.touched_session SELECT log_id, user_id, session_start FROM cleansed.watch_session;
