-- What to watch next: personal, so only for users who consent, and only while they do.
-- Formulas, sources and figures: docs/recommendations.md.
-- Runs again after each versioned migration: the newest is ${newest}.

-- The two formulas, each defined once. `before` is the end of the as-of date; an evaluation moves it back.

CREATE OR REPLACE FUNCTION mart.movie_preference(before timestamptz)
  RETURNS TABLE (user_id bigint, title_id text, preference int, last_seen timestamptz)
  LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT s.user_id, s.title_id,
    greatest(0, least(200, round(100 * (
      coalesce(max(s.completion_ratio), 0.5)
      + 0.5 * coalesce(avg(s.reaction), 0)
      + 0.1 * coalesce(avg(s.rating - s.usual_rating), 0)))))::int,
    max(s.session_start)
  FROM (
    SELECT f.user_id, f.title_id, f.session_start, f.completion_ratio, f.rating, r.score AS reaction,
      avg(f.rating) OVER (PARTITION BY f.user_id) AS usual_rating
    FROM warehouse.fact_watch_session AS f
    JOIN mart.consenting_user AS u ON u.user_id = f.user_id
    JOIN mart.known_title AS t ON t.title_id = f.title_id AND t.is_movie
    JOIN warehouse.dim_reaction AS r ON r.reaction_code = f.reaction_code
    WHERE f.session_start < before
  ) AS s
  GROUP BY s.user_id, s.title_id
$$;
COMMENT ON FUNCTION mart.movie_preference IS 'How much consenting users liked each movie that they watched before an instant: 100 x (greatest completion ratio, 0.5 where none is known, + 0.5 x mean reaction + 0.1 x mean rating above the user''s usual), from 0 to 200; one row per user and movie';

-- Hours, not days: the length of a day must not depend on the session's time zone.
CREATE OR REPLACE FUNCTION mart.movie_popularity_at(before timestamptz)
  RETURNS TABLE (rank int, title_id text, popularity numeric)
  LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT (row_number() OVER (ORDER BY m.popularity DESC, m.imdb_votes DESC NULLS LAST, m.title_id))::int, m.title_id, m.popularity
  FROM (
    -- No join: what the planner does not know of this day's sessions yet would make it a nested loop.
    SELECT u.title_id, max(u.imdb_votes) AS imdb_votes, mart.share(round(coalesce(sum(u.weight), 0), 12), 28) AS popularity
    FROM (
      SELECT t.title_id, t.imdb_votes, NULL::numeric AS weight, true AS is_catalogue_movie
      FROM mart.known_title AS t
      WHERE t.is_movie AND t.in_catalog
      UNION ALL
      SELECT f.title_id, NULL,
        (28 - floor(extract(epoch FROM before - f.session_start) / 86400)) * coalesce(f.completion_ratio, 0.5), false
      FROM warehouse.fact_watch_session AS f
      WHERE f.session_start >= before - interval '672 hours' AND f.session_start < before
    ) AS u
    GROUP BY u.title_id
    HAVING bool_or(u.is_catalogue_movie)
  ) AS m
$$;
COMMENT ON FUNCTION mart.movie_popularity_at IS 'Catalogue movies by their popularity before an instant: the sum over the sessions of the last 28 days of (28 - age in whole days) / 28 x completion ratio (0.5 where it is not known); then by IMDb votes, then by title_id';

CREATE OR REPLACE VIEW mart.movie_popularity WITH (security_barrier) AS
SELECT rank, title_id, popularity
FROM aggregate.movie_popularity_edition
WHERE edition = (SELECT current_edition FROM aggregate.edition WHERE subject = 'movie_popularity')
ORDER BY rank;
COMMENT ON VIEW mart.movie_popularity IS 'Catalogue movies by how much they were watched lately; one row per catalogue movie';
COMMENT ON COLUMN mart.movie_popularity.rank IS 'Place, from 1: popularity desc, IMDb votes desc, title_id';
COMMENT ON COLUMN mart.movie_popularity.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_popularity.popularity IS 'Sum over the sessions of the 28 days up to the as-of date of (28 - age in whole days) / 28 x completion ratio (0.5 where it is not known)';

CREATE OR REPLACE VIEW mart.title_similarity WITH (security_barrier) AS
SELECT title_id, rank, similar_title_id, similarity
FROM aggregate.title_similarity_edition
WHERE edition = (SELECT current_edition FROM aggregate.edition WHERE subject = 'title_similarity')
ORDER BY title_id, rank;
COMMENT ON VIEW mart.title_similarity IS 'Which catalogue movies are liked by those who liked a movie, as it was when it was last made, which is once a week; up to 50 rows per movie';
COMMENT ON COLUMN mart.title_similarity.title_id IS 'IMDb title id of a movie';
COMMENT ON COLUMN mart.title_similarity.rank IS 'Place among those similar to it, from 1: similarity desc, similar_title_id';
COMMENT ON COLUMN mart.title_similarity.similar_title_id IS 'IMDb title id of a catalogue movie';
COMMENT ON COLUMN mart.title_similarity.similarity IS 'Cosine of the two movies'' preferences over consenting users x n / (n + 5), n the users who liked both (at least 2); of each user the 50 movies watched last count; 6 decimals';

-- Users who watched no movie have no titles of their own: each gets the popular movies here, except those watched since.
CREATE OR REPLACE VIEW mart.user_recommendation WITH (security_barrier) AS
SELECT c.user_id, r.rank, r.title_id, r.score, r.reason_title_id
FROM mart.consenting_user AS c
LEFT JOIN LATERAL (
  SELECT e.title_ids, e.scores, e.reason_title_ids
  FROM aggregate.user_recommendation_edition AS e
  WHERE e.user_id = c.user_id AND e.edition <= (SELECT current_edition FROM aggregate.edition WHERE subject = 'user_recommendation')
  ORDER BY e.edition DESC
  LIMIT 1
) AS own ON cardinality(own.title_ids) > 0
CROSS JOIN LATERAL (
  SELECT u.rank::int AS rank, u.title_id, u.score::numeric(12,6) AS score, u.reason_title_id
  FROM unnest(own.title_ids, own.scores, own.reason_title_ids) WITH ORDINALITY AS u (title_id, score, reason_title_id, rank)
  UNION ALL
  SELECT p.rank::int, p.title_id, 0.000000, NULL
  FROM (
    SELECT coalesce(array_agg(f.title_id), '{}') AS titles
    FROM warehouse.fact_watch_session AS f
    WHERE f.user_id = c.user_id AND own.title_ids IS NULL
  ) AS seen
  CROSS JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY m.rank) AS rank, m.title_id
    FROM aggregate.movie_popularity_edition AS m
    WHERE m.edition = (SELECT current_edition FROM aggregate.edition WHERE subject = 'movie_popularity') AND m.title_id <> ALL (seen.titles)
    ORDER BY m.rank
    LIMIT 10
  ) AS p
  WHERE own.title_ids IS NULL
) AS r
ORDER BY c.user_id, r.rank;
COMMENT ON VIEW mart.user_recommendation IS 'What users who consent to personalisation may like: catalogue movies that they have not watched; 10 rows per user, or as many as there are';
COMMENT ON COLUMN mart.user_recommendation.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation.rank IS 'Place, 1 to 10: score desc, title_id; movies of score 0 fill up by popularity';
COMMENT ON COLUMN mart.user_recommendation.title_id IS 'Recommended movie';
COMMENT ON COLUMN mart.user_recommendation.score IS 'Sum over the user''s 50 movies watched last of preference (0 to 2) x similarity; 0 for a movie that is only popular; 6 decimals';
COMMENT ON COLUMN mart.user_recommendation.reason_title_id IS 'Watched movie whose part of the score is the greatest (ties: lower title_id); null for a movie that is only popular';
