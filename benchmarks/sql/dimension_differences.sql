-- Rows that the product and SQL by hand do not have in common.
WITH product AS (
  SELECT user_id, plan_id, region_code, subscription_start_date, is_deleted, valid_from, valid_to, is_current
  FROM warehouse.dim_user
),
by_hand AS (
  SELECT user_id, plan_id, region_code, subscription_start_date, is_deleted, valid_from, valid_to, is_current
  FROM bench.dim_user
)
SELECT count(*)
FROM ((TABLE product EXCEPT ALL TABLE by_hand) UNION ALL (TABLE by_hand EXCEPT ALL TABLE product)) AS differences;
