-- As before the first load: all sessions are new, there is no fact, and the aggregates have none.
TRUNCATE warehouse.fact_watch_session, change_queue.changed_session, change_queue.session_delta, aggregate.title_engagement,
  aggregate.counted_title, aggregate.genre_viewing, aggregate.genre_viewer, aggregate.genre_audience, aggregate.genre_birth_year,
  aggregate.title_day, aggregate.movie_ranking, aggregate.viewing_day, aggregate.viewing_hour, aggregate.session_seconds,
  aggregate.session_length, aggregate.session_duration, aggregate.user_month, aggregate.active_month, aggregate.active_day;
INSERT INTO change_queue.changed_session SELECT log_id, user_id, session_start FROM cleansed.watch_session;
