-- Every month from the cohort's own to that of the as-of date.
WITH member AS (
  SELECT user_id, date_trunc('month', first_day)::date AS cohort_month
  FROM reference.first_subscription
),
cohort AS (
  SELECT cohort_month, count(*) AS subscribers FROM member GROUP BY cohort_month
),
followed AS (
  SELECT
    cohort_month,
    month_end.month,
    subscribers,
    (
      SELECT count(*)
      FROM member
      JOIN reference.end_subscriber USING (user_id)
      WHERE member.cohort_month = cohort.cohort_month
        AND end_subscriber.month = month_end.month
    ) AS retained
  FROM cohort
  JOIN reference.month_end ON month_end.month >= cohort_month
)
SELECT
  cohort_month,
  (12 * (extract(year FROM month) - extract(year FROM cohort_month))
    + extract(month FROM month) - extract(month FROM cohort_month))::integer AS months_since,
  subscribers,
  retained,
  reference.half_up(retained::numeric / subscribers, 4) AS retention,
  reference.is_reconstructed(cohort_month) AS is_reconstructed
FROM followed
