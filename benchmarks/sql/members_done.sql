-- No facts are there yet that would have to be pointed again.
TRUNCATE change_queue.changed_plan_version, change_queue.changed_user_version, change_queue.changed_title_version,
  change_queue.changed_title_genre, change_queue.changed_title_director, change_queue.changed_title_rating, change_queue.changed_subscriber,
  change_queue.changed_price;
VACUUM ANALYZE;
