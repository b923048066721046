ALTER TABLE warehouse.dim_plan ADD COLUMN added_later int;
