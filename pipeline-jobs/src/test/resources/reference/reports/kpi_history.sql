-- Of the as-of date only. Movies are too many for a history; all of them together are not.
SELECT as_of AS as_of_date, kpi, segment, value, components
FROM reference.kpi
CROSS JOIN reference.setting
WHERE kpi <> 'movie_engagement_quality_index' OR segment = 'all'
