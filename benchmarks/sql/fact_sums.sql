-- Equal for equal facts.
SELECT count(*), sum(user_key), sum(title_key), sum(plan_key), sum(start_date_key), round(sum(watched_minutes), 6),
  round(sum(completion_ratio), 6), count(*) FILTER (WHERE is_completed), count(*) FILTER (WHERE is_open)
FROM :facts;
