-- As before the first load: all sessions are new, there is no fact, and the mart knows of none.
TRUNCATE warehouse.fact_watch_session, change_queue.changed_session, change_queue.session_delta, aggregate.title_engagement,
  aggregate.counted_title, aggregate.genre_viewing, aggregate.viewing_day, aggregate.session_minutes, aggregate.session_length,
  aggregate.session_duration, aggregate.session_ahead, aggregate.user_month, aggregate.active_month, aggregate.active_day;
INSERT INTO change_queue.changed_session SELECT log_id, user_id, session_start FROM cleansed.watch_session;
