-- What the star's tables and columns mean; the data dictionary is made from these.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA warehouse IS 'The star: dimensions and facts';

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
COMMENT ON COLUMN warehouse.dim_title.is_movie IS 'Whether title_type is movie or tvMovie';
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
COMMENT ON COLUMN warehouse.dim_title.in_catalog IS 'Whether the platform offers it now (set on all versions by the catalogue)';
COMMENT ON COLUMN warehouse.dim_title.available_from IS 'First day in the catalogue, as delivered (set on all versions by the catalogue)';
COMMENT ON COLUMN warehouse.dim_title.available_until IS 'Last day in the catalogue, as delivered (set on all versions by the catalogue)';
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
COMMENT ON COLUMN warehouse.bridge_title_genre.weight IS '1 / number of the title version''s genres, so that sums over genres add up';

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
COMMENT ON COLUMN warehouse.bridge_title_director.weight IS '1 / number of the title version''s directors, so that sums over directors add up';

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
COMMENT ON COLUMN warehouse.fact_watch_session.start_hour IS 'Hour of session_start in Europe/Bucharest, 0 to 23';
COMMENT ON COLUMN warehouse.fact_watch_session.is_end_observed IS 'Whether the end was delivered; where the next session closed the log, nobody saw it';
COMMENT ON COLUMN warehouse.fact_watch_session.watched_seconds IS 'Elapsed time, session_end - session_start, exact; null while open';
COMMENT ON COLUMN warehouse.fact_watch_session.viewed_seconds IS 'Elapsed time where the end was observed; where it was not, at most the runtime; null where that is unknown, and while open. What everything that adds up time uses';
COMMENT ON COLUMN warehouse.fact_watch_session.watched_minutes IS 'watched_seconds / 60, 6 decimals';
COMMENT ON COLUMN warehouse.fact_watch_session.viewed_minutes IS 'viewed_seconds / 60, 6 decimals';
COMMENT ON COLUMN warehouse.fact_watch_session.completion_ratio IS 'Elapsed time / runtime of the title version, at most 1; null where the end was not observed or the runtime is null or 0';
COMMENT ON COLUMN warehouse.fact_watch_session.is_completed IS 'completion_ratio >= 0.9; null with it';
COMMENT ON COLUMN warehouse.fact_watch_session.rating IS 'Rating that the user gave, 0 to 10';

COMMENT ON TABLE warehouse.fact_subscription_month IS 'Subscriptions: what each user was subscribed to, and pays; one row per user and calendar month in which the user was subscribed on any date up to the as-of date';
COMMENT ON COLUMN warehouse.fact_subscription_month.user_key IS 'User version valid on the last subscribed date of the month';
COMMENT ON COLUMN warehouse.fact_subscription_month.user_id IS 'User number';
COMMENT ON COLUMN warehouse.fact_subscription_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN warehouse.fact_subscription_month.month_date_key IS 'First day of the month as YYYYMMDD';
COMMENT ON COLUMN warehouse.fact_subscription_month.plan_key IS 'Plan version valid on the last subscribed date of the plan that the user then had';
COMMENT ON COLUMN warehouse.fact_subscription_month.region_code IS 'County of the user on that date; -1 unknown';
COMMENT ON COLUMN warehouse.fact_subscription_month.gross_amount IS 'Monthly price of that plan version; null where the plan is unknown';
COMMENT ON COLUMN warehouse.fact_subscription_month.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN warehouse.fact_subscription_month.net_amount IS 'gross_amount x (1 - discount_percent / 100), rounded half up to cents';
COMMENT ON COLUMN warehouse.fact_subscription_month.currency_code IS 'ISO 4217 code of the amounts';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_subscribed_at_end IS 'Whether the user is subscribed on the last date of the month; the as-of date''s month ends with it';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_new IS 'Subscribed on the last date of this month and not of the previous one';
COMMENT ON COLUMN warehouse.fact_subscription_month.is_churned IS 'Subscribed on the last date of the previous month and not of this one; who left exactly between two months has no row in the second: count those by is_subscribed_at_end of the first';

COMMENT ON TABLE warehouse.fact_title_rating IS 'How IMDb''s ratings of titles in title.basics moved; one row per title and delivery in which its rating or votes changed';
COMMENT ON COLUMN warehouse.fact_title_rating.title_key IS 'Title version valid from the start of the delivery date';
COMMENT ON COLUMN warehouse.fact_title_rating.title_id IS 'IMDb title id';
COMMENT ON COLUMN warehouse.fact_title_rating.delivery_date IS 'Logical date of the delivery that brought the change';
COMMENT ON COLUMN warehouse.fact_title_rating.delivery_date_key IS 'The same as YYYYMMDD';
COMMENT ON COLUMN warehouse.fact_title_rating.imdb_rating IS 'Mean rating from then on, 0 to 10; null where title.ratings no longer has the title';
COMMENT ON COLUMN warehouse.fact_title_rating.imdb_votes IS 'Votes behind it';
