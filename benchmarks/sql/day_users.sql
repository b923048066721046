-- 5000 users, others on each day, who change plan.
SELECT extract(day FROM :'date'::date)::int AS day
\gset
COPY (
  SELECT 1 + (n * 10007 + :day * 101) % :members AS user_id, 'Ana' AS first_name, 'Pop' AS last_name,
    'ana' || n || '@example.net' AS email, '1980-01-01' AS birth_date, NULL AS iban, 1 + n % 42 AS region_code,
    1 + (n + :day) % 3 AS plan_id, '2024-06-01' AS subscription_start_date, NULL AS subscription_end_date,
    true AS consent_personalisation, :'date' || 'T10:00:00+03:00' AS updated_at, false AS is_deleted
  FROM generate_series(1, 5000) AS n
) TO STDOUT (FORMAT csv, HEADER);
