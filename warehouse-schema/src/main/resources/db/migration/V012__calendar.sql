-- dim_date, 2000-2050. Public holidays as of the year each became one (Codul muncii, art. 139, and its amendments).
-- Orthodox Easter: Meeus, Astronomical Algorithms, Julian calendar, plus the 13 days to the Gregorian one (1900-2099).

INSERT INTO warehouse.dim_date
WITH
years AS (SELECT year FROM generate_series(2000, 2050) AS year),
moons AS (SELECT year, (19 * (year % 19) + 15) % 30 AS d FROM years),
weekdays AS (SELECT year, d, (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7 AS e FROM moons),
easters AS (
  SELECT year, make_date(year, (d + e + 114) / 31, (d + e + 114) % 31 + 1) + 13 AS easter FROM weekdays
),
movable AS (
  SELECT year, easter + days AS holiday, name_en, name_ro
  FROM easters
  CROSS JOIN (VALUES
    (-2, 2018, 'Good Friday', 'Vinerea Mare'),
    (0, 2000, 'Easter Sunday', 'Paștele'),
    (1, 2000, 'Easter Monday', 'A doua zi de Paști'),
    (49, 2009, 'Pentecost', 'Rusaliile'),
    (50, 2009, 'Whit Monday', 'A doua zi de Rusalii')) AS h (days, since, name_en, name_ro)
  WHERE year >= since
),
fixed AS (
  SELECT year, make_date(year, month, day) AS holiday, name_en, name_ro
  FROM years
  CROSS JOIN (VALUES
    (1, 1, 2000, 'New Year''s Day', 'Anul Nou'),
    (1, 2, 2000, 'Day after New Year''s Day', 'A doua zi de Anul Nou'),
    (1, 6, 2024, 'Epiphany', 'Boboteaza'),
    (1, 7, 2024, 'Saint John the Baptist', 'Sfântul Ioan Botezătorul'),
    (1, 24, 2017, 'Unification Day', 'Ziua Unirii Principatelor Române'),
    (5, 1, 2000, 'Labour Day', 'Ziua Muncii'),
    (6, 1, 2017, 'Children''s Day', 'Ziua Copilului'),
    (8, 15, 2009, 'Dormition of the Mother of God', 'Adormirea Maicii Domnului'),
    (11, 30, 2012, 'Saint Andrew''s Day', 'Sfântul Andrei'),
    (12, 1, 2000, 'National Day', 'Ziua Națională a României'),
    (12, 25, 2000, 'Christmas Day', 'Crăciunul'),
    (12, 26, 2000, 'Second Day of Christmas', 'A doua zi de Crăciun')) AS h (month, day, since, name_en, name_ro)
  WHERE year >= since
),
holidays AS (
  -- Two holidays can share a day (Whit Monday and Children's Day in 2026): one row, both names.
  SELECT holiday, string_agg(name_en, ', ' ORDER BY name_en) AS name_en, string_agg(name_ro, ', ' ORDER BY name_en) AS name_ro
  FROM (SELECT * FROM movable UNION ALL SELECT * FROM fixed) AS h
  GROUP BY holiday
)
SELECT
  to_char(day, 'YYYYMMDD')::int,
  day,
  extract(year FROM day),
  extract(quarter FROM day),
  extract(month FROM day),
  extract(day FROM day),
  date_trunc('month', day::timestamp)::date,
  extract(isoyear FROM day),
  extract(week FROM day),
  extract(isodow FROM day),
  ('{January,February,March,April,May,June,July,August,September,October,November,December}'::text[])[extract(month FROM day)::int],
  ('{ianuarie,februarie,martie,aprilie,mai,iunie,iulie,august,septembrie,octombrie,noiembrie,decembrie}'::text[])[extract(month FROM day)::int],
  ('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[])[extract(isodow FROM day)::int],
  ('{luni,marți,miercuri,joi,vineri,sâmbătă,duminică}'::text[])[extract(isodow FROM day)::int],
  extract(isodow FROM day) >= 6,
  h.holiday IS NOT NULL,
  h.name_en,
  h.name_ro
FROM (SELECT day::date AS day FROM generate_series(timestamp '2000-01-01', '2050-12-31', interval '1 day') AS day) AS days
LEFT JOIN holidays AS h ON h.holiday = days.day
ORDER BY day;

-- Tools that take the table for their calendar refuse one with a date that is null: the Unknown member has one before all others.
INSERT INTO warehouse.dim_date
  (date_key, calendar_date, month_start, month_name_en, month_name_ro, weekday_name_en, weekday_name_ro, is_weekend, is_public_holiday)
VALUES (-1, '1900-01-01', '1900-01-01', 'Unknown', 'Unknown', 'Unknown', 'Unknown', false, false);
