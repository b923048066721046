-- Titles of every type; the plan is that of then.
SELECT
  month,
  plan_name,
  count(*) AS sessions,
  reference.half_up(avg(completion_ratio), 4) AS avg_completion_ratio,
  reference.half_up(avg((completion_ratio >= 0.9)::integer), 4) AS completion_rate,
  reference.is_complete(month) AS is_complete
FROM reference.session
WHERE completion_ratio IS NOT NULL
GROUP BY month, plan_name
