-- Of the genres with a view in the region.
SELECT region_name, least_viewed AS rank, genre, views, viewed_minutes, viewers, affinity
FROM reference.region_genre
WHERE least_viewed <= 5
ORDER BY region_name, rank
