-- What every table, view and column that analysts see means. The data dictionary is made from these.

COMMENT ON TABLE warehouse.dim_date IS 'Calendar days 2000 to 2050 with Romanian public holidays; one row per day';
COMMENT ON COLUMN warehouse.dim_date.date_key IS 'Day as YYYYMMDD; -1 for dates outside the calendar';
COMMENT ON COLUMN warehouse.dim_date.calendar_date IS 'The day';
COMMENT ON COLUMN warehouse.dim_date.year IS 'Calendar year';
COMMENT ON COLUMN warehouse.dim_date.quarter IS 'Calendar quarter, 1 to 4';
COMMENT ON COLUMN warehouse.dim_date.month IS 'Month, 1 to 12';
COMMENT ON COLUMN warehouse.dim_date.day_of_month IS 'Day of the month, 1 to 31';
COMMENT ON COLUMN warehouse.dim_date.month_start IS 'First day of the month';
COMMENT ON COLUMN warehouse.dim_date.iso_year IS 'ISO 8601 week-numbering year';
COMMENT ON COLUMN warehouse.dim_date.iso_week IS 'ISO 8601 week, 1 to 53';
COMMENT ON COLUMN warehouse.dim_date.weekday IS 'ISO weekday, 1 Monday to 7 Sunday';
COMMENT ON COLUMN warehouse.dim_date.month_name_en IS 'Month in English';
COMMENT ON COLUMN warehouse.dim_date.month_name_ro IS 'Month in Romanian';
COMMENT ON COLUMN warehouse.dim_date.weekday_name_en IS 'Weekday in English';
COMMENT ON COLUMN warehouse.dim_date.weekday_name_ro IS 'Weekday in Romanian';
COMMENT ON COLUMN warehouse.dim_date.is_weekend IS 'Saturday or Sunday';
COMMENT ON COLUMN warehouse.dim_date.is_public_holiday IS 'Public holiday in Romania in that year';
COMMENT ON COLUMN warehouse.dim_date.holiday_name_en IS 'Holiday in English, if one';
COMMENT ON COLUMN warehouse.dim_date.holiday_name_ro IS 'Holiday in Romanian, if one';

COMMENT ON TABLE warehouse.dim_region IS 'Counties of Romania; one row per county';
COMMENT ON COLUMN warehouse.dim_region.region_code IS 'The platform''s code, 1 to 42; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_region.region_name IS 'County in Romanian';
COMMENT ON COLUMN warehouse.dim_region.iso_code IS 'ISO 3166-2 code';

COMMENT ON TABLE warehouse.dim_reaction IS 'What a viewer thought of a title; one row per reaction';
COMMENT ON COLUMN warehouse.dim_reaction.reaction_code IS '1 like, 0 neutral, -1 dislike; -9 Unknown, since -1 is taken';
COMMENT ON COLUMN warehouse.dim_reaction.reaction_name IS 'Reaction in English';
COMMENT ON COLUMN warehouse.dim_reaction.score IS '1, 0 or -1; null for Unknown, so that averages leave it out';

COMMENT ON TABLE warehouse.dim_plan IS 'Subscription plans; one row per version of a plan (SCD2)';
COMMENT ON COLUMN warehouse.dim_plan.plan_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_plan.plan_id IS 'The platform''s plan number';
COMMENT ON COLUMN warehouse.dim_plan.plan_name IS 'Name (tracked)';
COMMENT ON COLUMN warehouse.dim_plan.monthly_price IS 'List price of a month (tracked)';
COMMENT ON COLUMN warehouse.dim_plan.currency_code IS 'ISO 4217 code of the price (tracked)';
COMMENT ON COLUMN warehouse.dim_plan.discount_percent IS 'Discount on the price in percent; 0 where none was delivered (tracked)';
COMMENT ON COLUMN warehouse.dim_plan.net_monthly_price IS 'monthly_price x (1 - discount_percent / 100), rounded half up to cents';
COMMENT ON COLUMN warehouse.dim_plan.is_offered IS 'Whether the latest plan list still has it (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_plan.valid_from IS 'Start of this version''s validity, inclusive; 1900-01-01T00:00Z for the first known version';
COMMENT ON COLUMN warehouse.dim_plan.valid_to IS 'End of this version''s validity, exclusive; 9999-12-31T00:00Z for the current version';
COMMENT ON COLUMN warehouse.dim_plan.is_current IS 'Whether this is the latest version';

COMMENT ON TABLE warehouse.dim_user IS 'Users of the platform, without anything that identifies a person; one row per version of a user (SCD2)';
COMMENT ON COLUMN warehouse.dim_user.user_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_user.user_id IS 'The platform''s user number';
COMMENT ON COLUMN warehouse.dim_user.plan_id IS 'Plan of the user (tracked)';
COMMENT ON COLUMN warehouse.dim_user.region_code IS 'County of the user; -1 unknown (tracked)';
COMMENT ON COLUMN warehouse.dim_user.subscription_start_date IS 'First day of the subscription (tracked)';
COMMENT ON COLUMN warehouse.dim_user.subscription_end_date IS 'Day on which the subscription no longer holds; null while open (tracked)';
COMMENT ON COLUMN warehouse.dim_user.consent_personalisation IS 'Whether the user agreed to personalisation; false where not said (tracked)';
COMMENT ON COLUMN warehouse.dim_user.birth_year IS 'Year of birth (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_user.is_deleted IS 'Whether the platform deleted the user (tracked)';
COMMENT ON COLUMN warehouse.dim_user.is_inferred IS 'Known only from sessions so far';
COMMENT ON COLUMN warehouse.dim_user.valid_from IS 'Start of this version''s validity, inclusive; 1900-01-01T00:00Z for the first known version';
COMMENT ON COLUMN warehouse.dim_user.valid_to IS 'End of this version''s validity, exclusive; 9999-12-31T00:00Z for the current version';
COMMENT ON COLUMN warehouse.dim_user.is_current IS 'Whether this is the latest version';

COMMENT ON TABLE warehouse.dim_title IS 'Films, series, episodes and everything else in IMDb, and titles known only from sessions; one row per version of a title (SCD2)';
COMMENT ON COLUMN warehouse.dim_title.title_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_title.title_id IS 'IMDb title id (tconst)';
COMMENT ON COLUMN warehouse.dim_title.title_name IS 'Primary title (tracked)';
COMMENT ON COLUMN warehouse.dim_title.original_title IS 'Original title (tracked)';
COMMENT ON COLUMN warehouse.dim_title.title_type IS 'IMDb title type: movie, tvMovie, short, tvSeries, tvEpisode ... (tracked)';
COMMENT ON COLUMN warehouse.dim_title.is_adult IS 'IMDb adult flag; null where unreadable (tracked)';
COMMENT ON COLUMN warehouse.dim_title.start_year IS 'Release year, or first year of a series (tracked)';
COMMENT ON COLUMN warehouse.dim_title.end_year IS 'Last year of a series (tracked)';
COMMENT ON COLUMN warehouse.dim_title.runtime_minutes IS 'Runtime in minutes; null where unknown (tracked)';
COMMENT ON COLUMN warehouse.dim_title.parent_title_id IS 'Series that an episode belongs to (tracked)';
COMMENT ON COLUMN warehouse.dim_title.season_number IS 'Season of an episode (tracked)';
COMMENT ON COLUMN warehouse.dim_title.episode_number IS 'Number of an episode in its season (tracked)';
COMMENT ON COLUMN warehouse.dim_title.genres IS 'Comma-separated genres as published (tracked); bridge_title_genre has them one by one';
COMMENT ON COLUMN warehouse.dim_title.imdb_rating IS 'Latest IMDb rating, 0 to 10; null while in_imdb is false (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.imdb_votes IS 'Votes behind imdb_rating (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.in_catalog IS 'Whether the platform offers it (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.available_from IS 'First day in the catalogue, as delivered (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.available_until IS 'Last day in the catalogue, as delivered (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.in_imdb IS 'Whether the latest IMDb snapshot has it (overwritten on all versions)';
COMMENT ON COLUMN warehouse.dim_title.is_inferred IS 'Known only from sessions so far';
COMMENT ON COLUMN warehouse.dim_title.valid_from IS 'Start of this version''s validity, inclusive; 1900-01-01T00:00Z for the first known version';
COMMENT ON COLUMN warehouse.dim_title.valid_to IS 'End of this version''s validity, exclusive; 9999-12-31T00:00Z for the current version';
COMMENT ON COLUMN warehouse.dim_title.is_current IS 'Whether this is the latest version';

COMMENT ON TABLE warehouse.dim_genre IS 'Genres; one row per genre';
COMMENT ON COLUMN warehouse.dim_genre.genre_key IS 'Surrogate key; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_genre.genre_name IS 'Genre as published by IMDb';

COMMENT ON TABLE warehouse.bridge_title_genre IS 'Genres of each title version; one row per version and genre';
COMMENT ON COLUMN warehouse.bridge_title_genre.title_key IS 'Title version';
COMMENT ON COLUMN warehouse.bridge_title_genre.genre_key IS 'Genre';
COMMENT ON COLUMN warehouse.bridge_title_genre.title_id IS 'IMDb title id';

COMMENT ON TABLE warehouse.dim_person IS 'People of IMDb; one row per person';
COMMENT ON COLUMN warehouse.dim_person.person_key IS 'Surrogate key; -1 Unknown';
COMMENT ON COLUMN warehouse.dim_person.person_id IS 'IMDb name id (nconst)';
COMMENT ON COLUMN warehouse.dim_person.person_name IS 'Name';
COMMENT ON COLUMN warehouse.dim_person.birth_year IS 'Year of birth';
COMMENT ON COLUMN warehouse.dim_person.death_year IS 'Year of death';
COMMENT ON COLUMN warehouse.dim_person.primary_profession IS 'Comma-separated professions as published';
COMMENT ON COLUMN warehouse.dim_person.in_imdb IS 'Whether the latest IMDb snapshot has this person';
COMMENT ON COLUMN warehouse.dim_person.is_inferred IS 'Known only as a director of a title so far';

COMMENT ON TABLE warehouse.bridge_title_director IS 'Directors of each title version, as of the latest IMDb snapshot; one row per version and director';
COMMENT ON COLUMN warehouse.bridge_title_director.title_key IS 'Title version';
COMMENT ON COLUMN warehouse.bridge_title_director.person_key IS 'Director';
COMMENT ON COLUMN warehouse.bridge_title_director.director_order IS 'Place in IMDb''s list, from 1';
COMMENT ON COLUMN warehouse.bridge_title_director.title_id IS 'IMDb title id';

COMMENT ON TABLE warehouse.fact_watch_session IS 'Viewing sessions, accumulating: opened, later closed; one row per session log';
COMMENT ON COLUMN warehouse.fact_watch_session.session_id IS 'Log id of the session';
COMMENT ON COLUMN warehouse.fact_watch_session.user_key IS 'User version valid at session_start';
COMMENT ON COLUMN warehouse.fact_watch_session.user_id IS 'User number';
COMMENT ON COLUMN warehouse.fact_watch_session.title_key IS 'Title version valid at session_start';
COMMENT ON COLUMN warehouse.fact_watch_session.title_id IS 'IMDb title id';
COMMENT ON COLUMN warehouse.fact_watch_session.plan_key IS 'Plan version valid at session_start of the plan that the user then had';
COMMENT ON COLUMN warehouse.fact_watch_session.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN warehouse.fact_watch_session.reaction_code IS 'Reaction; -9 none';
COMMENT ON COLUMN warehouse.fact_watch_session.start_date_key IS 'Calendar day of session_start in Europe/Bucharest';
COMMENT ON COLUMN warehouse.fact_watch_session.session_start IS 'Start of the session';
COMMENT ON COLUMN warehouse.fact_watch_session.session_end IS 'End of the session; null while open';
COMMENT ON COLUMN warehouse.fact_watch_session.is_open IS 'Whether the session has no end yet';
COMMENT ON COLUMN warehouse.fact_watch_session.close_reason IS 'explicit: the log has an end; next_session: ended by the user''s next session; open: not ended';
COMMENT ON COLUMN warehouse.fact_watch_session.watched_minutes IS 'session_end - session_start in minutes; null while open';
COMMENT ON COLUMN warehouse.fact_watch_session.completion_ratio IS 'least(1, watched_minutes / runtime_minutes) of the title version; null while open or where the runtime is null or 0';
COMMENT ON COLUMN warehouse.fact_watch_session.is_completed IS 'completion_ratio >= 0.9; null where that is null';
COMMENT ON COLUMN warehouse.fact_watch_session.rating IS 'Rating that the user gave, 0 to 10';

COMMENT ON TABLE mart.as_of IS 'The date that every report speaks of; one row';
COMMENT ON COLUMN mart.as_of.as_of_date IS 'Latest logical date loaded; windows end with this day';
COMMENT ON COLUMN mart.as_of.only_row IS 'Keeps the table to one row';

COMMENT ON VIEW mart.known_user IS 'Users that are neither inferred nor deleted, as they are now; one row per user';
COMMENT ON COLUMN mart.known_user.user_id IS 'User number';
COMMENT ON COLUMN mart.known_user.user_key IS 'Current version';
COMMENT ON COLUMN mart.known_user.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.known_user.region_code IS 'Current county';
COMMENT ON COLUMN mart.known_user.birth_year IS 'Year of birth';

COMMENT ON VIEW mart.known_title IS 'Titles that are not inferred, as they are now; one row per title';
COMMENT ON COLUMN mart.known_title.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.known_title.title_key IS 'Current version';
COMMENT ON COLUMN mart.known_title.title_name IS 'Primary title';
COMMENT ON COLUMN mart.known_title.title_type IS 'IMDb title type';
COMMENT ON COLUMN mart.known_title.is_movie IS 'title_type is movie or tvMovie';
COMMENT ON COLUMN mart.known_title.in_catalog IS 'Whether the platform offers it';
COMMENT ON COLUMN mart.known_title.imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN mart.known_title.imdb_votes IS 'Votes behind it';

COMMENT ON VIEW mart.title_viewing IS 'How often each title was watched and how it was rated on the platform; one row per watched title';
COMMENT ON COLUMN mart.title_viewing.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.title_viewing.views IS 'Sessions';
COMMENT ON COLUMN mart.title_viewing.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.title_viewing.avg_rating IS 'Mean of those ratings, 2 decimals';

COMMENT ON VIEW mart.subscription_period IS 'Dates on which a user version was subscribed, up to the as-of date; one row per version with at least one such date';
COMMENT ON COLUMN mart.subscription_period.user_key IS 'User version';
COMMENT ON COLUMN mart.subscription_period.user_id IS 'User number';
COMMENT ON COLUMN mart.subscription_period.plan_id IS 'Plan of the version';
COMMENT ON COLUMN mart.subscription_period.region_code IS 'County of the version';
COMMENT ON COLUMN mart.subscription_period.first_date IS 'First subscribed date';
COMMENT ON COLUMN mart.subscription_period.last_date IS 'Last subscribed date, inclusive';

COMMENT ON VIEW mart.current_subscriber IS 'Users subscribed on the as-of date; one row per user';
COMMENT ON COLUMN mart.current_subscriber.user_id IS 'User number';
COMMENT ON COLUMN mart.current_subscriber.user_key IS 'Version valid at the end of the as-of date';
COMMENT ON COLUMN mart.current_subscriber.plan_id IS 'Plan';
COMMENT ON COLUMN mart.current_subscriber.region_code IS 'County';

COMMENT ON VIEW mart.current_plan IS 'Plans as they are now; one row per plan';
COMMENT ON COLUMN mart.current_plan.plan_id IS 'Plan number';
COMMENT ON COLUMN mart.current_plan.plan_key IS 'Current version';
COMMENT ON COLUMN mart.current_plan.plan_name IS 'Name';

COMMENT ON VIEW mart.subscription_month IS 'Months in which a user was subscribed on any date up to the as-of date; one row per user and month';
COMMENT ON COLUMN mart.subscription_month.month IS 'First day of the month';
COMMENT ON COLUMN mart.subscription_month.user_id IS 'User number';
COMMENT ON COLUMN mart.subscription_month.user_key IS 'User version valid on last_date';
COMMENT ON COLUMN mart.subscription_month.last_date IS 'Last subscribed date of the month';
COMMENT ON COLUMN mart.subscription_month.plan_key IS 'Plan version valid on last_date';
COMMENT ON COLUMN mart.subscription_month.plan_name IS 'Name of that plan';
COMMENT ON COLUMN mart.subscription_month.currency_code IS 'Currency of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.subscription_month.gross_amount IS 'Price of the plan';
COMMENT ON COLUMN mart.subscription_month.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.subscription_month.net_amount IS 'Price less discount, rounded half up to cents';

COMMENT ON VIEW mart.user_activity IS 'Whether each known user started a session in each window; one row per user and window';
COMMENT ON COLUMN mart.user_activity.user_id IS 'User number';
COMMENT ON COLUMN mart.user_activity.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.user_activity.activity_window IS 'ever, or last_30_days: the as-of date and the 29 days before';
COMMENT ON COLUMN mart.user_activity.status IS 'active or inactive';

COMMENT ON VIEW mart.report_movie_completion IS 'How much of each movie its viewers watch; one row per movie with at least one session of known ratio';
COMMENT ON COLUMN mart.report_movie_completion.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_movie_completion.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_movie_completion.sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.report_movie_completion.avg_completion_ratio IS 'Mean completion ratio, 4 decimals';
COMMENT ON COLUMN mart.report_movie_completion.completion_rate IS 'Share of sessions with a ratio of at least 0.9, 4 decimals';

COMMENT ON VIEW mart.report_session_duration IS 'Length of closed sessions by month of session_start and plan of the user then; the row with null month and plan is the total';
COMMENT ON COLUMN mart.report_session_duration.period_month IS 'First day of the month';
COMMENT ON COLUMN mart.report_session_duration.plan_name IS 'Plan';
COMMENT ON COLUMN mart.report_session_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.report_session_duration.avg_minutes IS 'Mean, minutes';
COMMENT ON COLUMN mart.report_session_duration.median_minutes IS 'Continuous median, minutes';
COMMENT ON COLUMN mart.report_session_duration.p90_minutes IS 'Continuous 90th percentile, minutes';

COMMENT ON VIEW mart.report_user_activity IS 'Known users by whether they watched; one row per window and status';
COMMENT ON COLUMN mart.report_user_activity.activity_window IS 'ever or last_30_days';
COMMENT ON COLUMN mart.report_user_activity.status IS 'active or inactive';
COMMENT ON COLUMN mart.report_user_activity.users IS 'Users';

COMMENT ON VIEW mart.report_user_distribution_by_plan IS 'Users subscribed on the as-of date; one row per plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.plan_name IS 'Plan';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.users IS 'Subscribed users';
COMMENT ON COLUMN mart.report_user_distribution_by_plan.share IS 'Their share of all subscribed users, 4 decimals';

COMMENT ON VIEW mart.report_user_activity_by_plan IS 'The known users of report_user_activity by their current plan; one row per plan, window and status';
COMMENT ON COLUMN mart.report_user_activity_by_plan.plan_name IS 'Current plan';
COMMENT ON COLUMN mart.report_user_activity_by_plan.activity_window IS 'ever or last_30_days';
COMMENT ON COLUMN mart.report_user_activity_by_plan.status IS 'active or inactive';
COMMENT ON COLUMN mart.report_user_activity_by_plan.users IS 'Users';

COMMENT ON VIEW mart.report_revenue_by_plan IS 'Subscription revenue; one row per month, plan and currency';
COMMENT ON COLUMN mart.report_revenue_by_plan.month IS 'First day of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.currency_code IS 'Currency of the amounts';
COMMENT ON COLUMN mart.report_revenue_by_plan.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.report_revenue_by_plan.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN mart.report_revenue_by_plan.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN mart.report_revenue_by_plan.net_per_user IS 'net_amount / subscribers, 2 decimals';

COMMENT ON VIEW mart.report_top_10_movies IS 'The ten most watched movies';
COMMENT ON COLUMN mart.report_top_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_top_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_top_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_top_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_top_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

COMMENT ON VIEW mart.report_bottom_10_movies IS 'The ten least watched movies of the catalogue, those never watched included';
COMMENT ON COLUMN mart.report_bottom_10_movies.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_bottom_10_movies.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_bottom_10_movies.views IS 'Sessions';
COMMENT ON COLUMN mart.report_bottom_10_movies.avg_rating IS 'Mean rating on the platform, 2 decimals; null where nobody rated';

COMMENT ON VIEW mart.report_rating_comparison IS 'Ratings on IMDb and on the platform; one row per known catalogue title';
COMMENT ON COLUMN mart.report_rating_comparison.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.report_rating_comparison.title_name IS 'Primary title';
COMMENT ON COLUMN mart.report_rating_comparison.imdb_rating IS 'IMDb rating; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.platform_rating IS 'Mean rating on the platform, 2 decimals; null where unrated';
COMMENT ON COLUMN mart.report_rating_comparison.ratings IS 'Ratings on the platform';
COMMENT ON COLUMN mart.report_rating_comparison.difference IS 'platform_rating - imdb_rating; null where either is';
