-- No facts are there yet that would have to be pointed again.
TRUNCATE cleansed.touched_plan_version, cleansed.touched_user_version, cleansed.touched_title_version,
  cleansed.touched_title_genre, cleansed.touched_title_director, cleansed.touched_title_rating, cleansed.touched_subscriber,
  cleansed.touched_price;
VACUUM ANALYZE;
