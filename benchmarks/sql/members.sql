-- :members users, one in ten changed plan once; :titles titles; three plans; all waiting for the dimensions.
INSERT INTO cleansed.plan_change
SELECT n, timestamptz '2025-01-01 00:00+00', 'Plan ' || n, 20 + 10 * n, 'RON', NULL, false, true FROM generate_series(1, 3) AS n;
INSERT INTO change_queue.changed_plan SELECT plan_id FROM cleansed.plan_change;

INSERT INTO cleansed.user_change
SELECT n, timestamptz '2025-01-01 00:00+00', date '2025-01-01', n % 3 + 1, n % 42 + 1, date '2026-06-01' + (n % 29)::int,
  NULL, n % 2 = 0, (1950 + n % 55)::int, false
FROM generate_series(1, :members) AS n;
INSERT INTO cleansed.user_change
SELECT user_id, timestamptz '2026-01-01 00:00+00', date '2026-01-01', plan_id % 3 + 1, region_code,
  subscription_start_date, NULL, consent_personalisation, birth_year, false
FROM cleansed.user_change WHERE user_id % 10 = 0;
INSERT INTO change_queue.changed_user SELECT DISTINCT user_id FROM cleansed.user_change;

INSERT INTO cleansed.title_change
SELECT 'tt' || lpad(n::text, 7, '0'), timestamptz '2025-01-01 00:00+00', 'movie', 'Title ' || n, 'Title ' || n, false,
  (1950 + n % 75)::int, NULL, (60 + n % 90)::int,
  (ARRAY['Drama', 'Comedy', 'Drama,Romance', 'Action,Crime,Thriller', 'Documentary'])[1 + n % 5], false, true
FROM generate_series(1, :titles) AS n;
INSERT INTO change_queue.changed_title SELECT title_id FROM cleansed.title_change;
INSERT INTO cleansed.title_crew_change
SELECT title_id, effective_at, 'nm' || right(title_id, 6), NULL, false, true FROM cleansed.title_change;
VACUUM ANALYZE cleansed.plan_change, cleansed.user_change, cleansed.title_change, cleansed.title_crew_change;
