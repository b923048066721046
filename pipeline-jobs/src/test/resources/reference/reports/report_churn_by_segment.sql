-- By what subscribers were on the last date of the month before; their age is that of this month.
WITH segmented AS (
  SELECT month, has_left, 'plan' AS segment, plan_name AS value FROM reference.start_subscriber
  UNION ALL
  SELECT month, has_left, 'region', region_name FROM reference.start_subscriber
  UNION ALL
  SELECT
    month, has_left, 'age_band',
    reference.age_band(age)
  FROM reference.start_subscriber
),
counted AS (
  SELECT
    month,
    segment,
    value,
    count(*) AS subscribers_at_start,
    count(*) FILTER (WHERE has_left) AS churned
  FROM segmented
  GROUP BY month, segment, value
),
totals AS (
  SELECT
    month,
    segment,
    count(*) AS groups,
    sum(subscribers_at_start) AS people,
    sum(churned) AS churned,
    count(*) FILTER (WHERE subscribers_at_start < smallest_group) AS small_groups
  FROM counted
  CROSS JOIN reference.setting
  GROUP BY month, segment
),
-- The subscribers of today whom the list of inactive users names, by county.
named AS (
  SELECT end_subscriber.month, end_subscriber.region_name AS value, count(*) AS users
  FROM reference.end_subscriber
  JOIN reference.setting ON end_subscriber.month = date_trunc('month', setting.as_of)::date
  WHERE NOT EXISTS (
    SELECT FROM reference.session
    WHERE session.user_id = end_subscriber.user_id
      AND session.day > setting.as_of - 15)
  GROUP BY end_subscriber.month, end_subscriber.region_name
),
-- From the smallest on. Plans are no groups of people.
ranked AS (
  SELECT
    counted.*,
    row_number() OVER (
      PARTITION BY month, segment ORDER BY subscribers_at_start, value COLLATE "C") AS place,
    subscribers_at_start - churned AS stayed,
    round(churned / subscribers_at_start::numeric, 4) AS rate,
    CASE
      WHEN segment = 'region'
        THEN least(subscribers_at_start - churned, coalesce(named.users, 0))
      ELSE 0
    END AS named,
    coalesce(subscribers_at_start > greatest(1, (
      SELECT before.subscribers_at_start - before.churned
      FROM counted AS before
      WHERE before.segment = counted.segment
        AND before.value = counted.value
        AND before.month = (counted.month - interval '1 month')::date)), subscribers_at_start > 1)
      AND churned > 0 AS is_short_stay
  FROM counted
  LEFT JOIN named USING (month, value)
  WHERE segment IN ('region', 'age_band')
),
-- What the first n groups would be to the reader, were they silent.
candidate AS (
  SELECT
    last.month,
    last.segment,
    last.place AS silent_groups,
    bool_or(silent.is_short_stay) OR totals.churned = 0 AS is_preferred,
    last.place >= totals.small_groups
      AND sum(silent.subscribers_at_start) >= setting.smallest_group
      AND NOT EXISTS (
        SELECT FROM ranked AS shown
        WHERE shown.month = last.month AND shown.segment = last.segment
          AND shown.place > last.place
          AND shown.subscribers_at_start = last.subscribers_at_start)
      AND count(DISTINCT silent.subscribers_at_start) > 1
      AND (totals.churned = 0 OR totals.churned = totals.people
        OR (count(DISTINCT silent.churned) > 1 AND count(DISTINCT silent.rate) > 1))
      AND sum(silent.subscribers_at_start) > sum(greatest(silent.named, 1))
      AND (totals.churned = totals.people OR min(silent.named) > 0
        OR sum(silent.stayed) > sum(silent.named)) AS is_open
  FROM ranked AS last
  JOIN ranked AS silent
    ON silent.month = last.month AND silent.segment = last.segment AND silent.place <= last.place
  JOIN totals ON totals.month = last.month AND totals.segment = last.segment
  CROSS JOIN reference.setting
  GROUP BY last.month, last.segment, last.place, last.subscribers_at_start, totals.small_groups,
    totals.churned, totals.people, setting.smallest_group
),
-- As few as possible, preferably with a short stay; where no number is enough, all.
silence AS (
  SELECT
    month,
    segment,
    coalesce(
      min(silent_groups) FILTER (WHERE is_open AND is_preferred),
      min(silent_groups) FILTER (WHERE is_open),
      totals.groups) AS silent_groups
  FROM candidate
  JOIN totals USING (month, segment)
  WHERE small_groups > 0
  GROUP BY month, segment, totals.groups
)
SELECT
  month,
  segment,
  value,
  CASE WHEN is_silent THEN NULL ELSE counted.subscribers_at_start END AS subscribers_at_start,
  CASE WHEN is_silent AND totals.churned > 0 THEN NULL ELSE counted.churned END AS churned,
  CASE
    WHEN is_silent AND totals.churned > 0 AND totals.churned < totals.people THEN NULL
    ELSE round(counted.churned / counted.subscribers_at_start::numeric, 4)
  END AS churn_rate,
  is_silent AS is_suppressed,
  reference.is_complete(month) AS is_complete,
  reference.is_reconstructed(month) AS is_reconstructed
FROM counted
JOIN totals USING (month, segment)
LEFT JOIN ranked USING (month, segment, value)
LEFT JOIN silence USING (month, segment)
CROSS JOIN LATERAL (SELECT coalesce(place <= silent_groups, false) AS is_silent) AS said
-- Alone it would be the total; one person each, or persons who are named, follow from the rows.
WHERE NOT is_silent
  OR (totals.groups > 1 AND EXISTS (
    SELECT FROM ranked AS everybody
    WHERE everybody.month = counted.month AND everybody.segment = counted.segment
    HAVING sum(everybody.subscribers_at_start) > sum(greatest(everybody.named, 1))
      AND (totals.churned = totals.people OR min(everybody.named) > 0
        OR sum(everybody.stayed) > sum(everybody.named))))
