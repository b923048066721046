-- Figures that can be filtered by period, plan and county, from aggregates alone. A null plan_id stands for all plans together, a
-- null region_code for all counties.
-- Runs again after each versioned migration: the newest is ${newest}.

-- A county with few subscribers has no figures of its own. A reader knows this rule, the figures of all counties together and those
-- of each plan, so further counties are left out, from the smallest on, until what is left out has smallest_group subscribers at
-- least, is not all alike, and is smaller than every shown county (as in report_churn_by_segment). Those of a plan in a county are
-- left out where the county is, and where a plan has too few in the county, or in the counties that are left out. The decision holds
-- for a whole month, so that no day or week of it follows from others.
CREATE OR REPLACE VIEW mart.current_shown_segment WITH (security_barrier) AS
WITH segment AS (
  SELECT month, plan_id, region_code, sum(subscribers) AS people
  FROM aggregate.subscription_summary
  GROUP BY month, plan_id, region_code
), county AS (
  SELECT month, region_code, sum(people) AS people
  FROM segment
  GROUP BY month, region_code
), placed AS (
  SELECT c.*, g.smallest_group,
    row_number() OVER smallest_first AS place,
    sum(c.people) OVER (smallest_first ROWS UNBOUNDED PRECEDING) AS people_so_far,
    min(c.people) OVER (smallest_first ROWS UNBOUNDED PRECEDING) AS least_people,
    lead(c.people) OVER smallest_first AS next_people,
    count(*) FILTER (WHERE c.people < g.smallest_group) OVER (PARTITION BY c.month) AS small_counties
  FROM county AS c
  CROSS JOIN mart.setting AS g
  WINDOW smallest_first AS (PARTITION BY c.month ORDER BY c.people, c.region_code)
), of_plan AS (
  SELECT p.month, p.place, p.smallest_group, s.people,
    sum(coalesce(s.people, 0)) OVER (PARTITION BY p.month, m.plan_id ORDER BY p.place) AS people_so_far
  FROM placed AS p
  JOIN (SELECT DISTINCT month, plan_id FROM segment) AS m USING (month)
  LEFT JOIN segment AS s USING (month, plan_id, region_code)
), of_plans AS (
  SELECT month, place,
    coalesce(bool_or(people < smallest_group), false) AS has_small_plan,
    bool_and(people_so_far = 0 OR people_so_far >= smallest_group) AS are_plans_open
  FROM of_plan
  GROUP BY month, place
), judged AS (
  SELECT p.month, p.region_code, p.place, p.small_counties, o.are_plans_open,
    p.people_so_far >= p.smallest_group AND p.least_people < p.people
      AND (p.next_people IS NULL OR p.next_people > p.people) AS is_open,
    coalesce(max(p.place) FILTER (WHERE o.has_small_plan) OVER (PARTITION BY p.month), 0) AS last_small_plan,
    count(*) OVER (PARTITION BY p.month) AS counties
  FROM placed AS p
  JOIN of_plans AS o USING (month, place)
), left_out AS (
  SELECT *,
    CASE WHEN small_counties > 0
      THEN coalesce(min(place) FILTER (WHERE is_open AND place >= small_counties) OVER (PARTITION BY month), counties)
      ELSE 0 END AS counties_left_out
  FROM judged
), left_out_by_plan AS (
  SELECT *,
    CASE WHEN greatest(counties_left_out, last_small_plan) > 0
      THEN coalesce(
        min(place) FILTER (WHERE is_open AND are_plans_open AND place >= greatest(counties_left_out, last_small_plan))
          OVER (PARTITION BY month),
        counties)
      ELSE 0 END AS left_out_by_plan
  FROM left_out
)
SELECT month, NULL::int AS plan_id, region_code
FROM left_out
WHERE place > counties_left_out
UNION ALL
SELECT l.month, m.plan_id, l.region_code
FROM left_out_by_plan AS l
JOIN (SELECT DISTINCT month, plan_id FROM segment) AS m USING (month)
WHERE l.place > l.left_out_by_plan;
COMMENT ON VIEW mart.current_shown_segment IS 'Which counties have enough subscribers in a month for figures of their own, computed; one row per month, plan (null: all together) and county';
COMMENT ON COLUMN mart.current_shown_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.current_shown_segment.plan_id IS 'Plan; null: all plans together';
COMMENT ON COLUMN mart.current_shown_segment.region_code IS 'County';

-- What is shown -----------------------------------------------------------------------------------------------------------

CREATE OR REPLACE VIEW mart.viewing_by_segment WITH (security_barrier) AS
SELECT v.day, v.plan_id, v.region_code, v.region_code IS NOT NULL AND s.month IS NULL AS is_suppressed, shown.*
FROM (
  SELECT d.day, r.plan_id, r.region_code, sum(d.views)::bigint AS sessions, sum(d.viewed_seconds) AS viewed_seconds,
    sum(d.unobserved)::bigint AS unobserved_sessions, sum(d.ratio_sessions)::bigint AS ratio_sessions, sum(d.ratio_sum) AS ratio_sum,
    sum(d.completed)::bigint AS completed, sum(d.ratings)::bigint AS ratings, sum(d.rating_sum) AS rating_sum
  FROM aggregate.viewing_day AS d
  JOIN aggregate.plan AS p ON p.plan_key = d.plan_key
  CROSS JOIN LATERAL mart.segments_of(p.plan_id, d.region_code) AS r
  GROUP BY d.day, r.plan_id, r.region_code
) AS v
LEFT JOIN aggregate.shown_segment AS s
  ON s.month = mart.month_of(v.day) AND s.plan_id IS NOT DISTINCT FROM v.plan_id AND s.region_code = v.region_code
LEFT JOIN LATERAL (
  SELECT v.sessions, v.viewed_seconds, v.unobserved_sessions, v.ratio_sessions, v.ratio_sum, v.completed, v.ratings, v.rating_sum
  WHERE v.region_code IS NULL OR s.month IS NOT NULL
) AS shown ON true;
COMMENT ON VIEW mart.viewing_by_segment IS 'Viewing of each day, plan or all, and county or all; measures add up over days, and are null where is_suppressed; one row per day, plan and county with a session, and for all of each';
COMMENT ON COLUMN mart.viewing_by_segment.day IS 'Day of session_start (Europe/Bucharest)';
COMMENT ON COLUMN mart.viewing_by_segment.plan_id IS 'Plan of the user at session_start, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.viewing_by_segment.region_code IS 'County where it was watched, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.viewing_by_segment.is_suppressed IS 'Whether measures are left out: too few subscribed there in the month (mart.setting.smallest_group), or the figure would reveal that of those who are too few';
COMMENT ON COLUMN mart.viewing_by_segment.sessions IS 'Sessions';
COMMENT ON COLUMN mart.viewing_by_segment.viewed_seconds IS 'Seconds viewed';
COMMENT ON COLUMN mart.viewing_by_segment.unobserved_sessions IS 'Sessions that the next one closed';
COMMENT ON COLUMN mart.viewing_by_segment.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.viewing_by_segment.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.viewing_by_segment.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.viewing_by_segment.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.viewing_by_segment.rating_sum IS 'Sum of those ratings';

CREATE OR REPLACE VIEW mart.active_users_by_segment WITH (security_barrier) AS
SELECT u.period_type, u.period_start, u.plan_id, u.region_code, c.is_suppressed,
  CASE WHEN NOT c.is_suppressed THEN u.active_users END AS active_users,
  CASE WHEN NOT c.is_suppressed THEN u.sessions END AS sessions,
  p.last_day <= a.as_of_date AS is_complete
FROM aggregate.active_users AS u
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL (
  SELECT CASE u.period_type
    WHEN 'day' THEN u.period_start
    WHEN 'week' THEN u.period_start + 6
    ELSE mart.last_day_of(u.period_start) END AS last_day
) AS p
LEFT JOIN aggregate.shown_segment AS f
  ON f.month = mart.month_of(u.period_start) AND f.plan_id IS NOT DISTINCT FROM u.plan_id AND f.region_code = u.region_code
LEFT JOIN aggregate.shown_segment AS l
  ON l.month = mart.month_of(least(p.last_day, a.as_of_date)) AND l.plan_id IS NOT DISTINCT FROM u.plan_id
    AND l.region_code = u.region_code
CROSS JOIN LATERAL (SELECT u.region_code IS NOT NULL AND (f.month IS NULL OR l.month IS NULL) AS is_suppressed) AS c;
COMMENT ON VIEW mart.active_users_by_segment IS 'Daily, weekly and monthly active users of each plan or all, and county or all, which do not add up; one row per period, plan and county with a session, and for all of each';
COMMENT ON COLUMN mart.active_users_by_segment.period_type IS 'day, week or month';
COMMENT ON COLUMN mart.active_users_by_segment.period_start IS 'The day, Monday of the week, or first day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.active_users_by_segment.plan_id IS 'Plan of the user at session_start, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.active_users_by_segment.region_code IS 'County where it was watched, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.active_users_by_segment.is_suppressed IS 'As in viewing_by_segment, for the months that the period is in';
COMMENT ON COLUMN mart.active_users_by_segment.active_users IS 'Users with a session';
COMMENT ON COLUMN mart.active_users_by_segment.sessions IS 'Sessions started';
COMMENT ON COLUMN mart.active_users_by_segment.is_complete IS 'Whether the period ends by the as-of date';

CREATE OR REPLACE VIEW mart.genre_viewing_by_segment WITH (security_barrier) AS
SELECT v.week, v.plan_id, v.region_code, v.genre, v.region_code IS NOT NULL AND (f.month IS NULL OR l.month IS NULL) AS is_suppressed,
  shown.*
FROM (
  SELECT g.week, r.plan_id, r.region_code, g.genre, sum(g.views)::bigint AS sessions, sum(g.viewed_seconds) AS viewed_seconds,
    sum(g.ratio_sessions)::bigint AS ratio_sessions, sum(g.ratio_sum) AS ratio_sum, sum(g.completed)::bigint AS completed,
    sum(g.ratings)::bigint AS ratings, sum(g.rating_sum) AS rating_sum
  FROM aggregate.genre_week AS g
  CROSS JOIN LATERAL mart.segments_of(g.plan_id, g.region_code) AS r
  GROUP BY g.week, r.plan_id, r.region_code, g.genre
) AS v
CROSS JOIN mart.as_of AS a
LEFT JOIN aggregate.shown_segment AS f
  ON f.month = mart.month_of(v.week) AND f.plan_id IS NOT DISTINCT FROM v.plan_id AND f.region_code = v.region_code
LEFT JOIN aggregate.shown_segment AS l
  ON l.month = mart.month_of(least(v.week + 6, a.as_of_date)) AND l.plan_id IS NOT DISTINCT FROM v.plan_id
    AND l.region_code = v.region_code
LEFT JOIN LATERAL (
  SELECT v.sessions, v.viewed_seconds, v.ratio_sessions, v.ratio_sum, v.completed, v.ratings, v.rating_sum
  WHERE v.region_code IS NULL OR (f.month IS NOT NULL AND l.month IS NOT NULL)
) AS shown ON true;
COMMENT ON VIEW mart.genre_viewing_by_segment IS 'Viewing of each genre by week, plan or all, and county or all; a session counts for each genre of its title; measures add up over weeks, and are null where is_suppressed; one row per week, genre, plan and county with a session, and for all of each';
COMMENT ON COLUMN mart.genre_viewing_by_segment.week IS 'Monday of the week of session_start (Europe/Bucharest)';
COMMENT ON COLUMN mart.genre_viewing_by_segment.plan_id IS 'Plan of the user at session_start, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.genre_viewing_by_segment.region_code IS 'County where it was watched, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.genre_viewing_by_segment.genre IS 'Genre';
COMMENT ON COLUMN mart.genre_viewing_by_segment.is_suppressed IS 'As in viewing_by_segment, for the months that the week is in';
COMMENT ON COLUMN mart.genre_viewing_by_segment.sessions IS 'Sessions';
COMMENT ON COLUMN mart.genre_viewing_by_segment.viewed_seconds IS 'Seconds viewed';
COMMENT ON COLUMN mart.genre_viewing_by_segment.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.genre_viewing_by_segment.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.genre_viewing_by_segment.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.genre_viewing_by_segment.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.genre_viewing_by_segment.rating_sum IS 'Sum of those ratings';

-- One branch for each roll-up, so that a filter leaves the others out, and reaches the aggregate. A ranking over a window needs every
-- month of the window; over all time, of the last 90 days.
CREATE OR REPLACE VIEW mart.movie_ranking_by_segment WITH (security_barrier) AS
WITH movie_window AS NOT MATERIALIZED (
  SELECT w.*
  FROM aggregate.title_window AS w
  JOIN aggregate.title_engagement AS t ON t.title_id = w.title_id AND t.is_known AND t.is_movie
), ranked AS NOT MATERIALIZED (
  SELECT w.activity_window, NULL::int AS plan_id, NULL::smallint AS region_code, w.title_id,
    row_number() OVER (
      PARTITION BY w.activity_window ORDER BY sum(w.views) DESC, mart.mean(sum(w.rating_sum), sum(w.ratings)) DESC NULLS LAST, w.title_id) AS rank,
    sum(w.views)::bigint AS views, sum(w.viewed_seconds) AS viewed_seconds, sum(w.completed)::bigint AS completers,
    mart.mean(sum(w.rating_sum), sum(w.ratings)) AS avg_rating
  FROM movie_window AS w
  GROUP BY w.activity_window, w.title_id
  UNION ALL
  SELECT w.activity_window, w.plan_id, NULL::smallint AS region_code, w.title_id,
    row_number() OVER (
      PARTITION BY w.activity_window, w.plan_id ORDER BY sum(w.views) DESC, mart.mean(sum(w.rating_sum), sum(w.ratings)) DESC NULLS LAST, w.title_id) AS rank,
    sum(w.views)::bigint AS views, sum(w.viewed_seconds) AS viewed_seconds, sum(w.completed)::bigint AS completers,
    mart.mean(sum(w.rating_sum), sum(w.ratings)) AS avg_rating
  FROM movie_window AS w
  GROUP BY w.activity_window, w.plan_id, w.title_id
  UNION ALL
  SELECT w.activity_window, NULL::int AS plan_id, w.region_code, w.title_id,
    row_number() OVER (
      PARTITION BY w.activity_window, w.region_code ORDER BY sum(w.views) DESC, mart.mean(sum(w.rating_sum), sum(w.ratings)) DESC NULLS LAST, w.title_id) AS rank,
    sum(w.views)::bigint AS views, sum(w.viewed_seconds) AS viewed_seconds, sum(w.completed)::bigint AS completers,
    mart.mean(sum(w.rating_sum), sum(w.ratings)) AS avg_rating
  FROM movie_window AS w
  GROUP BY w.activity_window, w.region_code, w.title_id
  UNION ALL
  SELECT w.activity_window, w.plan_id, w.region_code, w.title_id,
    row_number() OVER (
      PARTITION BY w.activity_window, w.plan_id, w.region_code ORDER BY sum(w.views) DESC, mart.mean(sum(w.rating_sum), sum(w.ratings)) DESC NULLS LAST, w.title_id) AS rank,
    sum(w.views)::bigint AS views, sum(w.viewed_seconds) AS viewed_seconds, sum(w.completed)::bigint AS completers,
    mart.mean(sum(w.rating_sum), sum(w.ratings)) AS avg_rating
  FROM movie_window AS w
  GROUP BY w.activity_window, w.plan_id, w.region_code, w.title_id
)
SELECT r.activity_window, r.plan_id, r.region_code, r.rank, r.title_id, t.title_name, r.views, mart.minutes(r.viewed_seconds) AS viewed_minutes,
  r.completers, r.avg_rating
FROM ranked AS r
JOIN aggregate.title_engagement AS t ON t.title_id = r.title_id
WHERE r.rank <= 50
  AND (r.region_code IS NULL OR NOT EXISTS (
    SELECT FROM mart.as_of AS a
    JOIN mart.ranking_window AS w ON w.activity_window = r.activity_window
    CROSS JOIN LATERAL generate_series(
      mart.month_of(a.as_of_date - coalesce(w.days, (SELECT max(days) FROM mart.ranking_window)) + 1)::timestamp,
      a.as_of_date::timestamp, interval '1 month') AS m (month)
    LEFT JOIN aggregate.shown_segment AS s
      ON s.month = m.month AND s.plan_id IS NOT DISTINCT FROM r.plan_id AND s.region_code = r.region_code
    WHERE s.month IS NULL AND m.month >= mart.month_of(a.history_from)
  ));
COMMENT ON VIEW mart.movie_ranking_by_segment IS 'The 50 most viewed known movies of each window, plan or all, and county or all; no row of a county that viewing_by_segment suppresses in a month of the window (from the first delivery on; of the window ever: of the last 90 days); one row per window, plan, county and place';
COMMENT ON COLUMN mart.movie_ranking_by_segment.activity_window IS 'last_7_days, last_28_days, last_90_days: with the as-of date as last day; ever';
COMMENT ON COLUMN mart.movie_ranking_by_segment.plan_id IS 'Plan of the user at session_start, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.movie_ranking_by_segment.region_code IS 'County where it was watched, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.movie_ranking_by_segment.rank IS 'Place, from 1: views desc, avg_rating desc, title_id';
COMMENT ON COLUMN mart.movie_ranking_by_segment.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_ranking_by_segment.title_name IS 'Primary title';
COMMENT ON COLUMN mart.movie_ranking_by_segment.views IS 'Sessions in the window';
COMMENT ON COLUMN mart.movie_ranking_by_segment.viewed_minutes IS 'Minutes viewed in the window, 2 decimals';
COMMENT ON COLUMN mart.movie_ranking_by_segment.completers IS 'Sessions in the window with a completion ratio of at least 0.9';
COMMENT ON COLUMN mart.movie_ranking_by_segment.avg_rating IS 'Mean rating in the window, 2 decimals; null where nobody rated';

CREATE OR REPLACE VIEW mart.subscriptions_by_segment WITH (security_barrier) AS
SELECT v.month, v.plan_id, v.region_code, v.currency_code, v.region_code IS NOT NULL AND s.month IS NULL AS is_suppressed, shown.*,
  m.is_complete, m.is_reconstructed
FROM (
  SELECT s.month, r.plan_id, r.region_code, s.currency_code, sum(s.subscribers)::bigint AS subscribers,
    sum(s.new_subscribers)::bigint AS new_subscribers, sum(s.subscribers_at_end)::bigint AS subscribers_at_end,
    sum(s.net_amount) AS net_amount, sum(s.mrr_at_end) AS mrr_at_end
  FROM aggregate.subscription_summary AS s
  CROSS JOIN LATERAL mart.segments_of(s.plan_id, s.region_code) AS r
  GROUP BY s.month, r.plan_id, r.region_code, s.currency_code
) AS v
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(v.month, a.history_from, a.as_of_date) AS m
LEFT JOIN aggregate.shown_segment AS s
  ON s.month = v.month AND s.plan_id IS NOT DISTINCT FROM v.plan_id AND s.region_code = v.region_code
LEFT JOIN LATERAL (
  SELECT v.subscribers, v.new_subscribers, v.subscribers_at_end, v.net_amount, v.mrr_at_end
  WHERE v.region_code IS NULL OR s.month IS NOT NULL
) AS shown ON true;
COMMENT ON VIEW mart.subscriptions_by_segment IS 'Subscribers and revenue of each month, plan or all, county or all, and currency; measures are null where is_suppressed; one row per month, plan, county and currency with a subscriber, and for all plans and counties';
COMMENT ON COLUMN mart.subscriptions_by_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.subscriptions_by_segment.plan_id IS 'Plan on the user''s last subscribed date of the month, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.subscriptions_by_segment.region_code IS 'County of the user on that date, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.subscriptions_by_segment.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.subscriptions_by_segment.is_suppressed IS 'As in viewing_by_segment';
COMMENT ON COLUMN mart.subscriptions_by_segment.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.subscriptions_by_segment.new_subscribers IS 'Those of them who are subscribed on its last date (or the as-of date) and were not on that of the month before';
COMMENT ON COLUMN mart.subscriptions_by_segment.subscribers_at_end IS 'Users subscribed on the last date of the month, or on the as-of date';
COMMENT ON COLUMN mart.subscriptions_by_segment.net_amount IS 'Revenue: prices less discount';
COMMENT ON COLUMN mart.subscriptions_by_segment.mrr_at_end IS 'Monthly recurring revenue at the end of the month, or of the as-of date';
COMMENT ON COLUMN mart.subscriptions_by_segment.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.subscriptions_by_segment.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';

-- Who left is counted where they were: both months must be shown.
CREATE OR REPLACE VIEW mart.mrr_movement_by_segment WITH (security_barrier) AS
SELECT v.month, v.plan_id, v.region_code, v.currency_code, v.movement, c.is_suppressed,
  CASE WHEN NOT c.is_suppressed THEN v.users END AS users,
  CASE WHEN NOT c.is_suppressed THEN v.mrr_change END AS mrr_change,
  m.is_complete, m.is_reconstructed
FROM (
  SELECT d.month, r.plan_id, r.region_code, d.currency_code, d.movement, sum(d.users)::bigint AS users, sum(d.mrr_change) AS mrr_change
  FROM aggregate.mrr_movement AS d
  CROSS JOIN LATERAL mart.segments_of(d.plan_id, d.region_code) AS r
  GROUP BY d.month, r.plan_id, r.region_code, d.currency_code, d.movement
) AS v
CROSS JOIN mart.as_of AS a
CROSS JOIN LATERAL mart.reported_month(v.month, a.history_from, a.as_of_date) AS m
LEFT JOIN aggregate.shown_segment AS b
  ON b.month = (v.month - interval '1 month')::date AND b.plan_id IS NOT DISTINCT FROM v.plan_id AND b.region_code = v.region_code
LEFT JOIN aggregate.shown_segment AS s
  ON s.month = v.month AND s.plan_id IS NOT DISTINCT FROM v.plan_id AND s.region_code = v.region_code
CROSS JOIN LATERAL (SELECT v.region_code IS NOT NULL AND (b.month IS NULL OR s.month IS NULL) AS is_suppressed) AS c;
COMMENT ON VIEW mart.mrr_movement_by_segment IS 'Why monthly recurring revenue changed in a month, by plan or all, county or all; one row per month, plan, county, currency and movement, and for all plans and counties';
COMMENT ON COLUMN mart.mrr_movement_by_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.mrr_movement_by_segment.plan_id IS 'Plan at the end, of churn the one at the start, -1 unknown; null: all plans';
COMMENT ON COLUMN mart.mrr_movement_by_segment.region_code IS 'County at the end, of churn the one at the start, -1 unknown; null: all counties';
COMMENT ON COLUMN mart.mrr_movement_by_segment.currency_code IS 'ISO 4217 code; null where the plan is unknown';
COMMENT ON COLUMN mart.mrr_movement_by_segment.movement IS 'new, reactivation, expansion, contraction or churn, as in report_mrr_movement';
COMMENT ON COLUMN mart.mrr_movement_by_segment.is_suppressed IS 'As in viewing_by_segment, for the month and the one before';
COMMENT ON COLUMN mart.mrr_movement_by_segment.users IS 'Users';
COMMENT ON COLUMN mart.mrr_movement_by_segment.mrr_change IS 'What they add to monthly recurring revenue';
COMMENT ON COLUMN mart.mrr_movement_by_segment.is_complete IS 'Whether the month ends by the as-of date';
COMMENT ON COLUMN mart.mrr_movement_by_segment.is_reconstructed IS 'Whether the month begins before the first delivery, and so is projected back from it';
