-- mart.kpi has a row for each viewed movie. Working out a hundred thousand of them at each reading took a second: each is
-- kept beside the sums that it is made of, and follows them and the weights.

CREATE FUNCTION mart.movie_component(
  ratio_sum numeric, ratio_sessions numeric, completed numeric, rating_sum numeric, ratings numeric,
  reaction_sum numeric, reactions numeric, imdb_rating numeric, imdb_ratings numeric)
RETURNS TABLE (component text, value numeric)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  VALUES
    ('completion', mart.share(ratio_sum, ratio_sessions)),
    ('completion_rate', mart.share(completed, ratio_sessions)),
    ('platform_rating', mart.share(rating_sum, 10 * ratings)),
    ('reaction', mart.share(reaction_sum + reactions, 2 * reactions)),
    ('imdb_rating', mart.share(imdb_rating, 10 * imdb_ratings))
$$;
COMMENT ON FUNCTION mart.movie_component(numeric, numeric, numeric, numeric, numeric, numeric, numeric, numeric, numeric) IS
  'Components of movie_engagement_quality_index, of sums of one movie or of several';

CREATE OR REPLACE VIEW mart.movie_engagement AS
WITH movie AS NOT MATERIALIZED (
  SELECT title_id, ratio_sessions, ratio_sum, completed, ratings, rating_sum, reactions, reaction_sum,
    imdb_rating, (imdb_rating IS NOT NULL)::int AS imdb_ratings
  FROM mart.title_engagement
  WHERE is_known AND is_movie AND views > 0
), measured AS (
  SELECT * FROM movie
  UNION ALL
  SELECT 'all', sum(ratio_sessions), sum(ratio_sum), sum(completed), sum(ratings), sum(rating_sum), sum(reactions),
    sum(reaction_sum), sum(imdb_rating), sum(imdb_ratings)
  FROM movie
  HAVING count(*) > 0
)
SELECT m.title_id AS segment, c.component, c.value
FROM measured AS m
CROSS JOIN LATERAL mart.movie_component(m.ratio_sum, m.ratio_sessions, m.completed, m.rating_sum, m.ratings,
  m.reaction_sum, m.reactions, m.imdb_rating, m.imdb_ratings) AS c;

ALTER TABLE mart.title_engagement ADD COLUMN quality_index numeric, ADD COLUMN quality_components jsonb;
COMMENT ON COLUMN mart.title_engagement.quality_index IS 'movie_engagement_quality_index, 0 to 100; null for what is no viewed movie';
COMMENT ON COLUMN mart.title_engagement.quality_components IS 'What it is made of, as in mart.kpi_weight';

CREATE FUNCTION mart.weigh_movie() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.quality_index := NULL;
  NEW.quality_components := NULL;
  IF NEW.is_known AND NEW.is_movie AND NEW.views > 0 THEN
    SELECT mart.half_up(100 * sum(w.weight * c.value) / sum(w.weight) FILTER (WHERE c.value IS NOT NULL), 2),
      jsonb_object_agg(c.component, c.value)
    INTO NEW.quality_index, NEW.quality_components
    FROM mart.movie_component(NEW.ratio_sum, NEW.ratio_sessions, NEW.completed, NEW.rating_sum, NEW.ratings,
      NEW.reaction_sum, NEW.reactions, NEW.imdb_rating, (NEW.imdb_rating IS NOT NULL)::int) AS c
    JOIN mart.kpi_weight AS w ON w.kpi = 'movie_engagement_quality_index' AND w.component = c.component;
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION mart.weigh_movie() IS 'Works a movie''s index out of its sums and the weights';

CREATE FUNCTION mart.weigh_movies() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE mart.title_engagement SET quality_index = NULL WHERE is_known AND is_movie AND views > 0;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION mart.weigh_movies() IS 'Works every movie''s index out anew';

CREATE TRIGGER weigh_movie BEFORE INSERT OR UPDATE ON mart.title_engagement
FOR EACH ROW EXECUTE FUNCTION mart.weigh_movie();
CREATE TRIGGER weigh_movies AFTER INSERT OR UPDATE OR DELETE ON mart.kpi_weight
FOR EACH STATEMENT EXECUTE FUNCTION mart.weigh_movies();

UPDATE mart.title_engagement SET quality_index = NULL WHERE is_known AND is_movie AND views > 0;

CREATE OR REPLACE VIEW mart.kpi AS
SELECT kpi, segment,
  mart.half_up(100 * sum(w.weight * c.value) / sum(w.weight) FILTER (WHERE c.value IS NOT NULL), 2) AS value,
  jsonb_object_agg(component, c.value) AS components
FROM (
  SELECT 'user_engagement_score' AS kpi, segment, component, value FROM mart.user_engagement
  UNION ALL
  SELECT 'subscription_tier_effectiveness', segment, component, value FROM mart.tier_effectiveness
  UNION ALL
  SELECT 'movie_engagement_quality_index', segment, component, value FROM mart.movie_engagement WHERE segment = 'all'
  UNION ALL
  SELECT 'genre_popularity_index', segment, component, value FROM mart.genre_popularity
) AS c
JOIN mart.kpi_weight AS w USING (kpi, component)
GROUP BY kpi, segment
UNION ALL
SELECT 'movie_engagement_quality_index', title_id, quality_index, quality_components
FROM mart.title_engagement
WHERE is_known AND is_movie AND views > 0
ORDER BY kpi, segment;
