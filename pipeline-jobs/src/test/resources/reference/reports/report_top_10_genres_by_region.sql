SELECT region_name, most_viewed AS rank, genre, views, viewed_minutes, viewers, affinity
FROM reference.region_genre
WHERE most_viewed <= 10
ORDER BY region_name, rank
