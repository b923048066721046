COPY (
  SELECT 'tt' || lpad(n::text, 7, '0') AS title_id, date '2025-01-01' AS available_from, NULL AS available_until
  FROM generate_series(1, 15000) AS n
) TO STDOUT (FORMAT csv, HEADER);
