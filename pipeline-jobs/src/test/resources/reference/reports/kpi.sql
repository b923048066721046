-- Weights as in docs/data-dictionary.md. The index is made of the components as they are shown; one
-- that is not known drops out with its weight.
WITH component (kpi, segment, component, weight, exact) AS (
  SELECT 'user_engagement_score', segment, part.*
  FROM reference.user_engagement
  CROSS JOIN LATERAL (VALUES
    ('activity', 0.40, activity),
    ('frequency', 0.20, frequency),
    ('completion', 0.25, completion),
    ('satisfaction', 0.15, satisfaction)) AS part
  UNION ALL
  SELECT 'subscription_tier_effectiveness', segment, part.*
  FROM reference.tier_effectiveness
  CROSS JOIN LATERAL (VALUES
    ('retention', 0.40, retention),
    ('activity', 0.30, activity),
    ('price_realisation', 0.15, price_realisation),
    ('adoption', 0.15, adoption)) AS part
  UNION ALL
  SELECT 'movie_engagement_quality_index', segment, part.*
  FROM reference.movie_engagement
  CROSS JOIN LATERAL (VALUES
    ('completion', 0.35, completion),
    ('completion_rate', 0.15, completion_rate),
    ('platform_rating', 0.25, platform_rating),
    ('reaction', 0.15, reaction),
    ('imdb_rating', 0.10, imdb_rating)) AS part
  UNION ALL
  SELECT 'genre_popularity_index', segment, part.*
  FROM reference.genre_popularity
  CROSS JOIN LATERAL (VALUES
    ('views', 0.40, views),
    ('watch_time', 0.25, watch_time),
    ('completion', 0.20, completion),
    ('reach', 0.15, reach)) AS part
),
shown AS (
  SELECT kpi, segment, component, weight, reference.half_up(exact, 4) AS value FROM component
)
SELECT
  kpi,
  segment,
  reference.half_up(
    100 * (sum(weight * value) / sum(weight) FILTER (WHERE value IS NOT NULL)), 2
  ) AS value,
  jsonb_object_agg(component, value) AS components
FROM shown
GROUP BY kpi, segment
