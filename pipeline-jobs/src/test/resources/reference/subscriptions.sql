-- Who was subscribed on which day, by the version valid at its end, and the plan and price then. A
-- plan that no plans.csv told of is the Unknown one, and its price is not known.
CREATE TABLE reference.subscribed_day AS
SELECT
  day.day,
  day.month,
  user_version.user_id,
  user_version.region_code,
  user_version.birth_year,
  plan_version.plan_id,
  coalesce(plan_version.plan_name, 'Unknown') AS plan_name,
  plan_version.currency_code,
  plan_version.monthly_price AS gross_amount,
  round(
    plan_version.monthly_price * (1 - coalesce(plan_version.discount_percent, 0) / 100), 2
  ) AS net_amount
FROM reference.day
JOIN reference.user_version
  ON user_version.valid_from < day.ends_at
  AND day.ends_at <= user_version.valid_to
LEFT JOIN reference.plan_version
  ON plan_version.plan_id = user_version.plan_id
  AND plan_version.valid_from < day.ends_at
  AND day.ends_at <= plan_version.valid_to
WHERE NOT user_version.is_deleted
  AND user_version.subscription_start_date <= day.day
  AND (
    user_version.subscription_end_date IS NULL
    OR day.day < user_version.subscription_end_date);

-- Each user of a month once, with the plan and the price of the last day.
CREATE TABLE reference.subscription_month AS
SELECT DISTINCT ON (month, user_id)
  month, user_id, plan_name, currency_code, gross_amount, net_amount
FROM reference.subscribed_day
ORDER BY month, user_id, day DESC;

-- The known users (not inferred, not deleted) and their plan now, and when they were active.
CREATE TABLE reference.known_user AS
SELECT
  user_version.user_id,
  coalesce(plan_version.plan_name, 'Unknown') AS plan_name,
  EXISTS (
    SELECT FROM reference.subscribed_day
    WHERE subscribed_day.user_id = user_version.user_id
      AND subscribed_day.day = setting.as_of
  ) AS is_subscribed,
  EXISTS (
    SELECT FROM reference.session
    WHERE session.user_id = user_version.user_id
  ) AS active_ever,
  EXISTS (
    SELECT FROM reference.session
    WHERE session.user_id = user_version.user_id
      AND session.day > setting.as_of - 30
  ) AS active_last_30_days
FROM reference.user_version
CROSS JOIN reference.setting
LEFT JOIN reference.plan_version
  ON plan_version.plan_id = user_version.plan_id
  AND plan_version.valid_from < reference.now_at()
  AND reference.now_at() <= plan_version.valid_to
WHERE user_version.valid_from < reference.now_at()
  AND reference.now_at() <= user_version.valid_to
  AND NOT user_version.is_deleted;

-- The last date of each month; the as-of date's month ends with it.
CREATE TABLE reference.month_end AS
SELECT
  month,
  (month - interval '1 month')::date AS previous_month,
  max(day) AS last_day
FROM reference.day
GROUP BY month;

-- Who was subscribed on the last date of a month, and what they were then.
CREATE TABLE reference.end_subscriber AS
SELECT
  month_end.month,
  subscribed_day.user_id,
  subscribed_day.plan_id,
  subscribed_day.plan_name,
  subscribed_day.currency_code,
  subscribed_day.net_amount,
  dim_region.region_name,
  subscribed_day.birth_year
FROM reference.month_end
JOIN reference.subscribed_day ON subscribed_day.day = month_end.last_day
JOIN warehouse.dim_region ON dim_region.region_code = subscribed_day.region_code;

-- Who was subscribed on the last date of the month before: what they were then, how old they get
-- this year, and whether they have left by the end of this month.
CREATE TABLE reference.start_subscriber AS
SELECT
  this_month.month,
  before.user_id,
  before.plan_name,
  before.region_name,
  extract(year FROM this_month.month)::integer - before.birth_year AS age,
  NOT EXISTS (
    SELECT FROM reference.end_subscriber AS later
    WHERE later.user_id = before.user_id AND later.month = this_month.month
  ) AS has_left
FROM reference.end_subscriber AS before
JOIN reference.month_end AS this_month ON this_month.previous_month = before.month;

-- The first date on which a user was ever subscribed.
CREATE VIEW reference.first_subscription AS
SELECT user_id, min(day) AS first_day FROM reference.subscribed_day GROUP BY user_id;
