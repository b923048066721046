-- Reports of the dashboard "Subscription Plan Performance Overview". Columns and orders are the contract's.
-- Runs again after each versioned migration: the newest is ${newest}.

CREATE OR REPLACE VIEW mart.report_user_distribution_by_plan WITH (security_barrier) AS
SELECT plan_name, users, mart.share(users, sum(users) OVER ()) AS share
FROM (
  SELECT s.plan_name, sum(s.subscribers_at_end)::bigint AS users
  FROM aggregate.subscription_summary AS s
  JOIN mart.as_of AS a ON s.month = mart.month_of(a.as_of_date)
  WHERE s.subscribers_at_end > 0
  GROUP BY s.plan_name
) AS of_plan
ORDER BY plan_name;
COMMENT ON VIEW mart.report_user_distribution_by_plan IS 'Users subscribed on the as-of date; one row per plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.plan_name IS 'Plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.users IS 'Subscribed users';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.share IS 'Their share of all subscribed users, 4 decimals';

CREATE OR REPLACE VIEW mart.report_revenue_by_plan WITH (security_barrier) AS
SELECT s.month, s.plan_name, s.currency_code, s.subscribers, s.gross_amount, s.discount_amount, s.net_amount,
  mart.mean(s.net_amount, s.subscribers) AS net_per_user, s.mrr_at_end, p.is_complete, p.is_reconstructed
FROM (
  SELECT month, plan_name, currency_code, sum(subscribers)::bigint AS subscribers, sum(gross_amount)::numeric(38,2) AS gross_amount,
    sum(discount_amount)::numeric(38,2) AS discount_amount, sum(net_amount)::numeric(38,2) AS net_amount,
    sum(mrr_at_end)::numeric(38,2) AS mrr_at_end
  FROM aggregate.subscription_summary
  GROUP BY month, plan_name, currency_code
) AS s
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(s.month, a.history_from, a.as_of_date) AS p
ORDER BY s.month, s.plan_name, s.currency_code;
COMMENT ON VIEW mart.report_revenue_by_plan IS 'Subscription revenue; one row per month, plan and currency';
COMMENT ON COLUMN mart.report_revenue_by_plan.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_revenue_by_plan.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.report_revenue_by_plan.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN mart.report_revenue_by_plan.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_per_user IS 'net_amount / subscribers, 2 decimals';
COMMENT ON COLUMN mart.report_revenue_by_plan.mrr_at_end IS 'Monthly recurring revenue: net monthly prices of the users subscribed on the last date of the month, or on the as-of date';
COMMENT ON COLUMN mart.report_revenue_by_plan.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.report_revenue_by_plan.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';

-- A subscriber at the end of a month was one at its start and did not churn, or is new.
CREATE OR REPLACE VIEW mart.report_subscriber_growth WITH (security_barrier) AS
SELECT growth.month,
  new_subscribers,
  at_start + new_subscribers - subscribers_at_end AS churned_subscribers,
  subscribers_at_end - at_start AS net_growth,
  subscribers_at_end,
  p.is_complete,
  p.is_reconstructed
FROM (
  SELECT m.month::date AS month, a.history_from, a.as_of_date,
    coalesce(s.new_subscribers, 0) AS new_subscribers,
    coalesce(s.subscribers_at_end, 0) AS subscribers_at_end,
    coalesce(lag(s.subscribers_at_end) OVER (ORDER BY m.month), 0) AS at_start
  FROM mart.as_of AS a
  CROSS JOIN LATERAL generate_series(
    (SELECT min(month) FROM aggregate.subscription_summary)::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
  LEFT JOIN (
    SELECT month, sum(new_subscribers)::bigint AS new_subscribers, sum(subscribers_at_end)::bigint AS subscribers_at_end
    FROM aggregate.subscription_summary
    GROUP BY month
  ) AS s ON s.month = m.month
) AS growth
CROSS JOIN LATERAL mart.reported_month(growth.month, growth.history_from, growth.as_of_date) AS p
ORDER BY growth.month;
COMMENT ON VIEW mart.report_subscriber_growth IS 'Subscribers who came and left; one row per month from the first subscription to the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_subscriber_growth.new_subscribers IS 'Subscribed on the last date of this month and not of the previous one; the current month ends with the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.churned_subscribers IS 'The other way round';
COMMENT ON COLUMN mart.report_subscriber_growth.net_growth IS 'new_subscribers - churned_subscribers';
COMMENT ON COLUMN mart.report_subscriber_growth.subscribers_at_end IS 'Subscribed on the last date of the month, or on the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.report_subscriber_growth.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';

-- No suppressed figure can be computed from what the reports publish (docs/privacy.md). Readers know the month's totals and
-- this rule. They cannot distinguish the suppressed groups of a month and segment if these are not all alike and are smaller
-- than every shown one: exchange the figures of two of them, and the same is published. So groups are suppressed from the
-- smallest on until that holds. Plans are products, not groups of people, and are never suppressed.
CREATE OR REPLACE VIEW mart.report_churn_by_segment WITH (security_barrier) AS
-- A user named in report_inactive_users stayed, in a county that is shown there.
WITH listed AS (
  SELECT mart.month_of(a.as_of_date) AS month, r.region_name, u.users
  FROM mart.as_of AS a
  CROSS JOIN LATERAL (
    SELECT subscribed_region_code, count(*) AS users
    FROM aggregate.user_status
    WHERE user_id > 0 AND subscribed_plan_key IS NOT NULL
      AND (last_session_date IS NULL OR last_session_date <= a.as_of_date - 15)
    GROUP BY subscribed_region_code
  ) AS u
  JOIN warehouse.dim_region AS r ON r.region_code = u.subscribed_region_code
),
counted AS (
  SELECT c.month, c.segment, c.value, c.subscribers_at_start, c.churned,
    mart.share(c.churned, c.subscribers_at_start) AS churn_rate,
    c.subscribers_at_start - c.churned AS stayed,
    least(c.subscribers_at_start - c.churned, coalesce(l.users, 0)) AS named,
    coalesce(p.subscribers_at_start - p.churned, 0) AS stayed_before,
    s.smallest_group
  FROM aggregate.subscription_churn AS c
  CROSS JOIN mart.setting AS s
  LEFT JOIN aggregate.subscription_churn AS p
    ON p.month = (c.month - interval '1 month')::date AND p.segment = c.segment AND p.value = c.value
  LEFT JOIN listed AS l ON c.segment = 'region' AND l.month = c.month AND l.region_name = c.value
),
-- Of the row's group and those smaller than it, and of the whole month and segment.
summed AS (
  SELECT month, segment, value, subscribers_at_start, churned, churn_rate, smallest_group,
    row_number() OVER smallest_first AS groups,
    sum(subscribers_at_start) OVER smallest_first AS people,
    lead(subscribers_at_start) OVER smallest_first AS next_people,
    min(subscribers_at_start) OVER smallest_first AS least_people,
    min(churned) OVER smallest_first AS least_churned,
    max(churned) OVER smallest_first AS most_churned,
    min(churn_rate) OVER smallest_first AS least_rate,
    max(churn_rate) OVER smallest_first AS most_rate,
    sum(stayed - named) OVER smallest_first AS unnamed_stayers,
    min(named) OVER smallest_first AS least_named,
    sum(subscribers_at_start - greatest(named, 1)) OVER smallest_first AS movable,
    -- A user who joined in the month before and left in this one can belong to any group, whatever other months show.
    bool_or(churned > 0 AND subscribers_at_start > greatest(stayed_before, 1)) OVER smallest_first AS has_short_stay,
    count(*) FILTER (WHERE subscribers_at_start < smallest_group) OVER whole AS small_groups,
    count(*) OVER whole AS all_groups,
    sum(subscribers_at_start) OVER whole AS all_people,
    sum(churned) OVER whole AS all_churned,
    sum(stayed - named) OVER whole AS all_unnamed_stayers,
    min(named) OVER whole AS all_least_named,
    sum(subscribers_at_start - greatest(named, 1)) OVER whole AS all_movable
  FROM counted
  WINDOW whole AS (PARTITION BY month, segment),
    smallest_first AS (
      PARTITION BY month, segment ORDER BY subscribers_at_start, value ROWS UNBOUNDED PRECEDING)
),
-- Whether nothing is known of the row's group and all smaller ones if they are suppressed. The totals show whether nobody left,
-- or everybody.
judged AS (
  SELECT *,
    groups >= small_groups AND people >= smallest_group
      AND (next_people IS NULL OR next_people > subscribers_at_start)
      AND least_people < subscribers_at_start
      AND (all_churned IN (0, all_people) OR (least_churned < most_churned AND least_rate < most_rate))
      AND movable > 0 AND (all_churned = all_people OR unnamed_stayers > 0 OR least_named > 0) AS is_open
  FROM summed
),
decided AS (
  SELECT *,
    segment <> 'plan' AND small_groups > 0 AND groups <= coalesce(
      min(groups) FILTER (WHERE is_open AND (all_churned = 0 OR has_short_stay)) OVER whole,
      min(groups) FILTER (WHERE is_open) OVER whole,
      all_groups) AS is_suppressed
  FROM judged
  WINDOW whole AS (PARTITION BY month, segment)
)
SELECT decided.month, segment, value,
  CASE WHEN NOT is_suppressed THEN subscribers_at_start END AS subscribers_at_start,
  CASE WHEN NOT is_suppressed OR all_churned = 0 THEN churned END AS churned,
  CASE WHEN NOT is_suppressed OR all_churned IN (0, all_people) THEN churn_rate END AS churn_rate,
  is_suppressed,
  p.is_complete,
  p.is_reconstructed
FROM decided
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(decided.month, a.history_from, a.as_of_date) AS p
-- One group is the total; groups of one person each, or of named people only, would be known by their rows.
WHERE NOT is_suppressed
  OR (all_groups > 1 AND all_movable > 0
    AND (all_churned = all_people OR all_unnamed_stayers > 0 OR all_least_named > 0))
ORDER BY decided.month, segment, value;
COMMENT ON VIEW mart.report_churn_by_segment IS 'Who left; one row per month, segment and value with a subscriber at the start. Measures of counties and age bands with fewer than mart.setting.smallest_group subscribers at the start are null. Where there is one, those of the next smallest are null as well, until no suppressed figure follows from the totals (report_subscriber_growth) and the users named in report_inactive_users: the suppressed groups are smallest_group people at least, fewer each than in every shown group, not all with the same subscribers, churn or churn rate, and somebody stayed who is not named, unless every one of them has a named user; if possible, one of them also has a leaver and somebody who joined in the month before. Where nothing less is enough, the whole segment is suppressed in the month. What the totals give away is shown: churned and churn_rate where nobody left, churn_rate where everybody did. A segment with small groups has no rows in a month where it is one group, or groups of one person each, or where names account for everybody';
COMMENT ON COLUMN mart.report_churn_by_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_churn_by_segment.segment IS 'age_band, region or plan';
COMMENT ON COLUMN mart.report_churn_by_segment.value IS 'Age band at the end of the month, or county or plan on the last date of the previous month';
COMMENT ON COLUMN mart.report_churn_by_segment.subscribers_at_start IS 'Users subscribed on the last date of the previous month; null where is_suppressed';
COMMENT ON COLUMN mart.report_churn_by_segment.churned IS 'Those of them who are not on the last date of this one, or on the as-of date; null where is_suppressed, unless nobody left in the month';
COMMENT ON COLUMN mart.report_churn_by_segment.churn_rate IS 'churned / subscribers_at_start, 4 decimals; null where is_suppressed, unless nobody or everybody left in the month';
COMMENT ON COLUMN mart.report_churn_by_segment.is_suppressed IS 'Whether measures are left out, because the group is too small, or would give away one that is';
COMMENT ON COLUMN mart.report_churn_by_segment.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.report_churn_by_segment.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';

CREATE OR REPLACE VIEW mart.report_user_activity_by_plan WITH (security_barrier) AS
SELECT plan_name, activity_window, status, users
FROM mart.user_activity
WHERE plan_name IS NOT NULL
ORDER BY plan_name, activity_window, status;
COMMENT ON VIEW mart.report_user_activity_by_plan IS 'Users subscribed on the as-of date by their plan on it; one row per plan, window and status';
COMMENT ON COLUMN mart.report_user_activity_by_plan.plan_name IS 'Plan on the as-of date';
COMMENT ON COLUMN mart.report_user_activity_by_plan.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.report_user_activity_by_plan.status IS 'active: started a session in the window; inactive';
COMMENT ON COLUMN mart.report_user_activity_by_plan.users IS 'Users';

CREATE OR REPLACE VIEW mart.report_mrr_movement WITH (security_barrier) AS
SELECT m.month, m.plan_name, m.currency_code, m.movement, m.users, m.mrr_change, p.is_complete, p.is_reconstructed
FROM (
  SELECT month, plan_name, currency_code, movement, sum(users)::bigint AS users, sum(mrr_change)::numeric(38,2) AS mrr_change
  FROM aggregate.mrr_movement
  GROUP BY month, plan_name, currency_code, movement
) AS m
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(m.month, a.history_from, a.as_of_date) AS p
ORDER BY m.month, m.plan_name, m.currency_code, m.movement;
COMMENT ON VIEW mart.report_mrr_movement IS 'Why monthly recurring revenue changed from the last date of the month before to the last date of the month, or the as-of date; one row per month, plan, currency and movement';
COMMENT ON COLUMN mart.report_mrr_movement.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_mrr_movement.plan_name IS 'Plan at the end; of churn the one at the start';
COMMENT ON COLUMN mart.report_mrr_movement.currency_code IS 'ISO 4217 code; null where the plan is unknown';
COMMENT ON COLUMN mart.report_mrr_movement.movement IS 'new: never subscribed before; reactivation: subscribed again; expansion: pays more; contraction: pays less; churn. A change of currency is churn in one and new in the other';
COMMENT ON COLUMN mart.report_mrr_movement.users IS 'Users';
COMMENT ON COLUMN mart.report_mrr_movement.mrr_change IS 'What they add to monthly recurring revenue';
COMMENT ON COLUMN mart.report_mrr_movement.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.report_mrr_movement.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';

CREATE OR REPLACE VIEW mart.report_plan_changes WITH (security_barrier) AS
SELECT month, from_plan, to_plan, users
FROM aggregate.plan_change
ORDER BY month, from_plan, to_plan;
COMMENT ON VIEW mart.report_plan_changes IS 'Users who changed their plan: subscribed on the last date of the month before and on that of the month (or the as-of date), with another plan; one row per month and pair of plans';
COMMENT ON COLUMN mart.report_plan_changes.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.report_plan_changes.from_plan IS 'Plan at the start';
COMMENT ON COLUMN mart.report_plan_changes.to_plan IS 'Plan at the end';
COMMENT ON COLUMN mart.report_plan_changes.users IS 'Users';

-- Plans are products, not groups of people: a cohort is not suppressed by them.
-- Somebody is in a cohort's own month, subscribed at its end or not.
CREATE OR REPLACE VIEW mart.retention_by_plan WITH (security_barrier) AS
SELECT c.cohort_month,
  mart.months_between(c.cohort_month, m.month::date) AS months_since,
  c.plan_id,
  c.users AS subscribers,
  coalesce(r.subscribers_at_end, 0) AS retained,
  mart.share(coalesce(r.subscribers_at_end, 0), c.users) AS retention,
  c.cohort_month < a.history_from AS is_reconstructed
FROM aggregate.cohort_month AS c
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL generate_series(c.cohort_month::timestamp, a.as_of_date::timestamp, interval '1 month') AS m (month)
LEFT JOIN aggregate.cohort_month AS r ON r.cohort_month = c.cohort_month AND r.plan_id = c.plan_id AND r.month = m.month
WHERE c.month = c.cohort_month
ORDER BY c.cohort_month, months_since, c.plan_id;
COMMENT ON VIEW mart.retention_by_plan IS 'How many of the users who first subscribed in a month, with a plan, still do, with whatever plan; one row per month of first subscription, month since, and first plan';
COMMENT ON COLUMN mart.retention_by_plan.cohort_month IS 'Month of the users'' first subscribed date';
COMMENT ON COLUMN mart.retention_by_plan.months_since IS 'Months after it, from 0';
COMMENT ON COLUMN mart.retention_by_plan.plan_id IS 'Plan on their last subscribed date of that first month; -1 unknown';
COMMENT ON COLUMN mart.retention_by_plan.subscribers IS 'Users of the cohort with the plan';
COMMENT ON COLUMN mart.retention_by_plan.retained IS 'Those subscribed on the last date of that month, or on the as-of date';
COMMENT ON COLUMN mart.retention_by_plan.retention IS 'retained / subscribers, 4 decimals';
COMMENT ON COLUMN mart.retention_by_plan.is_reconstructed IS 'Whether the cohort''s month begins before the first delivery, and so is projected back from it';

CREATE OR REPLACE VIEW mart.report_cohort_retention WITH (security_barrier) AS
SELECT cohort_month, months_since, sum(subscribers)::bigint AS subscribers, sum(retained)::bigint AS retained,
  mart.share(sum(retained), sum(subscribers)) AS retention, is_reconstructed
FROM mart.retention_by_plan
GROUP BY cohort_month, months_since, is_reconstructed
ORDER BY cohort_month, months_since;
COMMENT ON VIEW mart.report_cohort_retention IS 'How many of the users who first subscribed in a month still do; one row per month of first subscription and month since';
COMMENT ON COLUMN mart.report_cohort_retention.cohort_month IS 'Month of the users'' first subscribed date';
COMMENT ON COLUMN mart.report_cohort_retention.months_since IS 'Months after it, from 0';
COMMENT ON COLUMN mart.report_cohort_retention.subscribers IS 'Users of the cohort';
COMMENT ON COLUMN mart.report_cohort_retention.retained IS 'Those subscribed on the last date of that month, or on the as-of date';
COMMENT ON COLUMN mart.report_cohort_retention.retention IS 'retained / subscribers, 4 decimals';
COMMENT ON COLUMN mart.report_cohort_retention.is_reconstructed IS 'Whether the cohort''s month begins before the first delivery, and so is projected back from it';
