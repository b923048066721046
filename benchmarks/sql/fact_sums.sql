-- Equal for equal facts.
SELECT count(*), sum(user_key), sum(title_key), sum(plan_key), sum(start_date_key), sum(start_hour), sum(watched_seconds), sum(viewed_seconds),
  round(sum(completion_ratio), 6), count(*) FILTER (WHERE is_completed), count(*) FILTER (WHERE is_open),
  count(*) FILTER (WHERE is_end_observed)
FROM :facts;
