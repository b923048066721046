-- Every accepted value fits every column derived from it. Prices up to 9999999999.99 are accepted, so a sum of more than a
-- hundred of them did not fit numeric(14,2); a session may last longer than an int counts minutes in a warehouse that
-- accepted any instant; and a line of title.crew has room for more directors than a smallint counts.

ALTER TABLE warehouse.bridge_title_director ALTER COLUMN director_order TYPE int;

-- Nothing but these reads whole_minutes.
DROP VIEW mart.total_duration;
DROP FUNCTION mart.minutes_at(numeric);
ALTER TABLE mart.session_length ALTER COLUMN whole_minutes TYPE bigint;

CREATE FUNCTION mart.minutes_at(place numeric) RETURNS numeric
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT s.watched_minutes
    FROM (
      SELECT whole_minutes, sessions, sum(sessions) OVER (ORDER BY whole_minutes) AS upto FROM mart.session_length
    ) AS l
    CROSS JOIN LATERAL (
      SELECT m.watched_minutes, l.upto - l.sessions + sum(sum(m.sessions)) OVER (ORDER BY m.watched_minutes) AS upto
      FROM mart.session_minutes AS m
      WHERE m.watched_minutes >= l.whole_minutes AND m.watched_minutes < l.whole_minutes + 1
      GROUP BY m.watched_minutes
    ) AS s
    WHERE l.upto > minutes_at.place AND l.upto - l.sessions <= minutes_at.place AND s.upto > minutes_at.place
    ORDER BY s.watched_minutes
    LIMIT 1
  );
COMMENT ON FUNCTION mart.minutes_at IS 'Minutes of the session at a place, from 0, among all closed sessions from the shortest on';

CREATE VIEW mart.total_duration AS
SELECT total.sessions, mart.half_up(total.watched_minutes / nullif(total.sessions, 0), 2) AS avg_minutes,
  max(CASE WHEN p.fraction = 0.5 THEN v.minutes END) AS median_minutes,
  max(CASE WHEN p.fraction = 0.9 THEN v.minutes END) AS p90_minutes
FROM (SELECT coalesce(sum(sessions), 0)::bigint AS sessions, sum(watched_minutes) AS watched_minutes FROM mart.session_length) AS total
CROSS JOIN LATERAL (SELECT fraction, fraction * (total.sessions - 1) AS place FROM (VALUES (0.5), (0.9)) AS f (fraction)) AS p
CROSS JOIN LATERAL (SELECT mart.minutes_at(floor(p.place)) AS lower, mart.minutes_at(ceil(p.place)) AS upper) AS around
CROSS JOIN LATERAL (SELECT mart.half_up(lower + (p.place - floor(p.place)) * (upper - lower), 2) AS minutes) AS v
GROUP BY total.sessions, total.watched_minutes;
COMMENT ON VIEW mart.total_duration IS 'Length of all closed sessions, from session_length and session_minutes; one row';
COMMENT ON COLUMN mart.total_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.total_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.total_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

-- The views over the sums of money are put back exactly as they are found, with their options, comments and grants: the
-- type of a column that a view reads cannot change under it.
DO $$
DECLARE
  reader record;
  statement text;
  dropped text[] := '{}';
  restored text[] := '{}';
BEGIN
  FOR reader IN
    WITH RECURSIVE reading (oid, depth) AS (
      SELECT 'mart.subscription_summary'::regclass::oid, 0
      UNION
      SELECT rule.ev_class, reading.depth + 1
      FROM reading
      JOIN pg_depend AS used ON used.refobjid = reading.oid AND used.refclassid = 'pg_class'::regclass
        AND used.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite AS rule ON rule.oid = used.objid AND rule.ev_class <> reading.oid
    )
    SELECT view.oid, view.oid::regclass::text AS name, view.reloptions, view.relacl, max(reading.depth) AS depth
    FROM reading
    JOIN pg_class AS view ON view.oid = reading.oid AND view.relkind = 'v'
    GROUP BY view.oid, view.oid::regclass::text, view.reloptions, view.relacl
    ORDER BY max(reading.depth)
  LOOP
    restored := restored || format('CREATE VIEW %s %s AS %s', reader.name,
      'WITH (' || array_to_string(reader.reloptions, ', ') || ')', pg_get_viewdef(reader.oid));
    restored := restored || ARRAY(
      SELECT format('COMMENT ON %s %s IS %L',
        CASE objsubid WHEN 0 THEN 'VIEW' ELSE 'COLUMN' END,
        reader.name || coalesce('.' || quote_ident(attname), ''), description)
      FROM pg_description
      LEFT JOIN pg_attribute ON attrelid = objoid AND attnum = objsubid AND objsubid > 0
      WHERE objoid = reader.oid AND classoid = 'pg_class'::regclass
      ORDER BY objsubid);
    restored := restored || format('REVOKE ALL ON %s FROM wow_analyst, wow_pipeline', reader.name);
    restored := restored || ARRAY(
      SELECT format('GRANT %s ON %s TO %s', privilege_type, reader.name, grantee::regrole)
      FROM aclexplode(reader.relacl)
      WHERE grantee <> 0 AND grantee::regrole <> 'wow_owner'::regrole);
    dropped := dropped || reader.name;
  END LOOP;
  EXECUTE format('DROP VIEW %s', array_to_string(dropped, ', '));
  ALTER TABLE mart.subscription_summary
    ALTER COLUMN gross_amount TYPE numeric(38,2),
    ALTER COLUMN discount_amount TYPE numeric(38,2),
    ALTER COLUMN net_amount TYPE numeric(38,2);
  FOREACH statement IN ARRAY restored LOOP
    EXECUTE statement;
  END LOOP;
END
$$;
