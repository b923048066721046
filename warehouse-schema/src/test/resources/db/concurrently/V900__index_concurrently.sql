CREATE INDEX CONCURRENTLY made_concurrently ON warehouse.dim_plan (plan_id);
