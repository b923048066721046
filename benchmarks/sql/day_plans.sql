COPY (
  SELECT plan_id, plan_name, monthly_price, currency_code, discount_percent FROM cleansed.plan_change ORDER BY plan_id
) TO STDOUT (FORMAT csv, HEADER);
