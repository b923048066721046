-- report_inactive_users compares dates that are worked out when a user's last session changes; working them out for each
-- user at each reading took half of its time.
ALTER TABLE mart.user_status ADD COLUMN last_session_date date;
UPDATE mart.user_status SET last_session_date = mart.bucharest_date(last_session_at) WHERE last_session_at IS NOT NULL;

COMMENT ON COLUMN mart.user_status.last_session_date IS 'Date of last_session_at';

CREATE OR REPLACE VIEW mart.report_inactive_users AS
SELECT u.user_id, p.plan_name, r.region_name, u.last_session_at,
  (SELECT as_of_date FROM mart.as_of) - u.last_session_date AS days_inactive,
  CASE
    WHEN u.last_session_date IS NULL THEN 'never'
    WHEN u.last_session_date >= (SELECT as_of_date - 30 FROM mart.as_of) THEN '15_30'
    ELSE 'over_30'
  END AS bucket
FROM mart.user_status AS u
JOIN mart.plan AS p ON p.plan_key = u.subscribed_plan_key
JOIN warehouse.dim_region AS r ON r.region_code = u.subscribed_region_code
WHERE u.user_id > 0
  AND (u.last_session_date IS NULL OR u.last_session_date <= (SELECT as_of_date - 15 FROM mart.as_of))
ORDER BY u.user_id;
