-- One user in a hundred, others in each round, changes plan on :date; the product and both baselines load the change.
TRUNCATE bench.user_change;
INSERT INTO bench.user_change
SELECT user_id, :'date'::date + time '12:00' AT TIME ZONE 'UTC', :'date'::date, plan_id % 3 + 1, region_code,
  subscription_start_date, subscription_end_date, consent_personalisation, birth_year, is_deleted
FROM bench.user_source WHERE user_id % 100 = :round;
UPDATE bench.user_source AS s SET plan_id = c.plan_id FROM bench.user_change AS c WHERE c.user_id = s.user_id;
INSERT INTO cleansed.user_change SELECT * FROM bench.user_change;
INSERT INTO change_queue.changed_user SELECT user_id FROM bench.user_change;
VACUUM ANALYZE bench.user_change, bench.user_source;
