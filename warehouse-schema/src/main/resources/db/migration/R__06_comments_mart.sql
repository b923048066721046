-- What the mart's tables and columns mean; the data dictionary is made from these.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA mart IS 'Reports and the business rules they share';

COMMENT ON FUNCTION mart.half_up IS 'Value rounded half up to so many decimals';
COMMENT ON FUNCTION mart.share IS 'part / whole, 4 decimals; null where whole is 0';
COMMENT ON FUNCTION mart.mean IS 'total / number, 2 decimals; null where number is 0';

COMMENT ON TABLE mart.as_of IS 'The date that every report speaks of; one row';
COMMENT ON COLUMN mart.as_of.as_of_date IS 'Latest logical date loaded; windows end with this day';
COMMENT ON COLUMN mart.as_of.only_row IS 'Keeps the table to one row';

COMMENT ON TABLE mart.setting IS 'What reports are told by the configuration, as of the last load; one row';
COMMENT ON COLUMN mart.setting.smallest_group IS 'Churn by county and age band says nothing of groups of fewer people (reports.smallest-group); 1: it tells everything';
COMMENT ON COLUMN mart.setting.only_row IS 'Keeps the table to one row';

COMMENT ON TABLE mart.kpi_weight IS 'What the KPIs are made of; one row per KPI and component';
COMMENT ON COLUMN mart.kpi_weight.kpi IS 'KPI';
COMMENT ON COLUMN mart.kpi_weight.component IS 'Component, 0 to 1';
COMMENT ON COLUMN mart.kpi_weight.weight IS 'Weight among the components that are known';
COMMENT ON COLUMN mart.kpi_weight.meaning IS 'How the component is worked out';

COMMENT ON TABLE mart.dashboard IS 'What dashboards are made of; one row per dashboard and place on it';
COMMENT ON COLUMN mart.dashboard.dashboard IS 'Name';
COMMENT ON COLUMN mart.dashboard.position IS 'Place on it, from 1';
COMMENT ON COLUMN mart.dashboard.report IS 'View of mart that it shows there';
COMMENT ON COLUMN mart.dashboard.title IS 'What to call it';
COMMENT ON COLUMN mart.dashboard.kpi IS 'Which KPI, where report is kpi; else null';

COMMENT ON TABLE mart.plan IS 'Plan versions, as the reports name them; one row per version';
COMMENT ON COLUMN mart.plan.plan_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN mart.plan.plan_id IS 'The platform''s plan number';
COMMENT ON COLUMN mart.plan.plan_name IS 'Name';
COMMENT ON COLUMN mart.plan.is_current IS 'Whether this is the latest version';

COMMENT ON TABLE mart.title_engagement IS 'How titles are watched, rated and liked; one row per title that was watched, is in the catalogue, or is among the movies with the lowest ids (those rank next where fewer than ten were watched)';
COMMENT ON COLUMN mart.title_engagement.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.title_engagement.title_name IS 'Primary title';
COMMENT ON COLUMN mart.title_engagement.is_known IS 'False for titles known only from sessions: no report has them';
COMMENT ON COLUMN mart.title_engagement.is_movie IS 'title_type is movie or tvMovie';
COMMENT ON COLUMN mart.title_engagement.in_catalog IS 'Whether the platform offers it';
COMMENT ON COLUMN mart.title_engagement.imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN mart.title_engagement.imdb_votes IS 'Votes behind it';
COMMENT ON COLUMN mart.title_engagement.views IS 'Sessions';
COMMENT ON COLUMN mart.title_engagement.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.title_engagement.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.title_engagement.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.title_engagement.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.title_engagement.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.title_engagement.rating_sum IS 'Sum of those ratings';
COMMENT ON COLUMN mart.title_engagement.reactions IS 'Sessions with a reaction';
COMMENT ON COLUMN mart.title_engagement.reaction_sum IS 'Sum of those reactions: 1 like, 0 neutral, -1 dislike';
COMMENT ON COLUMN mart.title_engagement.avg_completion_ratio IS 'ratio_sum / ratio_sessions, 4 decimals';
COMMENT ON COLUMN mart.title_engagement.completion_rate IS 'completed / ratio_sessions, 4 decimals';
COMMENT ON COLUMN mart.title_engagement.avg_rating IS 'rating_sum / ratings, 2 decimals; null where nobody rated it';
COMMENT ON COLUMN mart.title_engagement.quality_index IS 'movie_engagement_quality_index, 0 to 100; null for what is no viewed movie';
COMMENT ON COLUMN mart.title_engagement.quality_components IS 'What it is made of, as in mart.kpi_weight';

COMMENT ON TABLE mart.counted_title IS 'Under which genres the sessions of each title version are in genre_viewing, so that they can be taken out again when the genres change; one row per watched title version';
COMMENT ON COLUMN mart.counted_title.title_key IS 'Title version';
COMMENT ON COLUMN mart.counted_title.views IS 'Sessions';
COMMENT ON COLUMN mart.counted_title.genres IS 'Genres in order';

COMMENT ON TABLE mart.genre_viewing IS 'Viewing by genre; a session counts wholly for each genre of its title version; one row per month of session_start, county, plan version and genre';
COMMENT ON COLUMN mart.genre_viewing.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.genre_viewing.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN mart.genre_viewing.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.genre_viewing.genre IS 'Genre';
COMMENT ON COLUMN mart.genre_viewing.views IS 'Sessions';
COMMENT ON COLUMN mart.genre_viewing.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.genre_viewing.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.genre_viewing.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.genre_viewing.completed IS 'Those of them with a ratio of at least 0.9';

COMMENT ON TABLE mart.viewing_day IS 'Viewing by day; one row per day of session_start (Europe/Bucharest) and plan version';
COMMENT ON COLUMN mart.viewing_day.day IS 'Day';
COMMENT ON COLUMN mart.viewing_day.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.viewing_day.views IS 'Sessions';
COMMENT ON COLUMN mart.viewing_day.watched_minutes IS 'Sum of minutes watched';
COMMENT ON COLUMN mart.viewing_day.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN mart.viewing_day.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN mart.viewing_day.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN mart.viewing_day.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN mart.viewing_day.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE mart.session_minutes IS 'How many closed sessions lasted how long; one row per month of session_start, plan version and length';
COMMENT ON COLUMN mart.session_minutes.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.session_minutes.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN mart.session_minutes.watched_minutes IS 'Length in minutes';
COMMENT ON COLUMN mart.session_minutes.sessions IS 'Closed sessions of that length';

COMMENT ON TABLE mart.session_length IS 'How many closed sessions lasted how many whole minutes; one row per number of minutes';
COMMENT ON COLUMN mart.session_length.whole_minutes IS 'Length in minutes, rounded down';
COMMENT ON COLUMN mart.session_length.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.session_length.watched_minutes IS 'Sum of their minutes';

COMMENT ON TABLE mart.session_duration IS 'Length of closed sessions; one row per month of session_start and plan, and one of all';
COMMENT ON COLUMN mart.session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN mart.session_duration.plan_name IS 'Plan of the user then; null in the total';
COMMENT ON COLUMN mart.session_duration.sessions IS 'Closed sessions';
COMMENT ON COLUMN mart.session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN mart.session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN mart.session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';

COMMENT ON TABLE mart.session_ahead IS 'Sessions that start after the as-of date, which windows that end with it do not have yet; one row per user and start';
COMMENT ON COLUMN mart.session_ahead.user_id IS 'User number';
COMMENT ON COLUMN mart.session_ahead.session_start IS 'Start';
COMMENT ON COLUMN mart.session_ahead.sessions IS 'Sessions';

COMMENT ON TABLE mart.user_month IS 'Who was active when, up to the as-of date; one row per user and month with a session';
COMMENT ON COLUMN mart.user_month.user_id IS 'User number';
COMMENT ON COLUMN mart.user_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.user_month.sessions IS 'Sessions started';

COMMENT ON TABLE mart.active_month IS 'Monthly active users, up to the as-of date; one row per month with a session';
COMMENT ON COLUMN mart.active_month.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.active_month.active_users IS 'Users with a session';

COMMENT ON TABLE mart.active_day IS 'Daily active users, up to the as-of date; one row per day with a session';
COMMENT ON COLUMN mart.active_day.day IS 'Day (Europe/Bucharest)';
COMMENT ON COLUMN mart.active_day.active_users IS 'Users with a session';
COMMENT ON COLUMN mart.active_day.sessions IS 'Sessions started';

COMMENT ON TABLE mart.user_status IS 'Every user as of the as-of date, with county and year of birth; analysts read report_inactive_users instead; one row per user';
COMMENT ON COLUMN mart.user_status.user_id IS 'User number';
COMMENT ON COLUMN mart.user_status.last_session_at IS 'Start of the last session up to the as-of date; null: never';
COMMENT ON COLUMN mart.user_status.subscribed_plan_key IS 'Plan version on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN mart.user_status.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.user_status.birth_year IS 'Year of birth';
COMMENT ON COLUMN mart.user_status.region_code IS 'Current county; -1 unknown';
COMMENT ON COLUMN mart.user_status.subscribed_region_code IS 'County on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN mart.user_status.is_known IS 'Neither inferred nor deleted';
COMMENT ON COLUMN mart.user_status.last_session_date IS 'Date of last_session_at';

COMMENT ON TABLE mart.user_count IS 'Known users by plan and by how long ago they were active; one row per plan and date';
COMMENT ON COLUMN mart.user_count.plan_id IS 'Current plan';
COMMENT ON COLUMN mart.user_count.last_session_date IS 'Day of the last session up to the as-of date; null: never';
COMMENT ON COLUMN mart.user_count.users IS 'Users';

COMMENT ON TABLE mart.subscription_summary IS 'Subscriptions and revenue; one row per month, plan and currency';
COMMENT ON COLUMN mart.subscription_summary.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.subscription_summary.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN mart.subscription_summary.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN mart.subscription_summary.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN mart.subscription_summary.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN mart.subscription_summary.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN mart.subscription_summary.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN mart.subscription_summary.new_subscribers IS 'Users subscribed on the last date of this month (or the as-of date) and not of the previous one';
COMMENT ON COLUMN mart.subscription_summary.subscribers_at_end IS 'Users subscribed on the last date of the month, or on the as-of date';

COMMENT ON TABLE mart.subscription_churn IS 'Who stayed and who left, small groups included, so that analysts read report_churn_by_segment instead; one row per month, segment and value';
COMMENT ON COLUMN mart.subscription_churn.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN mart.subscription_churn.segment IS 'age_band, region or plan';
COMMENT ON COLUMN mart.subscription_churn.value IS 'Age band at the end of the month, or county or plan on the last date of the previous month';
COMMENT ON COLUMN mart.subscription_churn.subscribers_at_start IS 'Users subscribed on the last date of the previous month';
COMMENT ON COLUMN mart.subscription_churn.churned IS 'Those of them who are not on the last date of this one, or on the as-of date';

COMMENT ON TABLE mart.edition IS 'Which edition of each personal report readers see; all change in one statement, with the as-of date';
COMMENT ON COLUMN mart.edition.subject IS 'The view whose rows come in editions';
COMMENT ON COLUMN mart.edition.current_edition IS 'Edition that readers see';
COMMENT ON COLUMN mart.edition.next_edition IS 'Edition that becomes the current one when the day is published; the same where there is nothing new';
COMMENT ON COLUMN mart.edition.made_on IS 'As-of date that the latest edition was made for; null where it is made every day';

COMMENT ON TABLE mart.movie_popularity_edition IS 'Editions of movie_popularity; one row per edition and catalogue movie';
COMMENT ON COLUMN mart.movie_popularity_edition.edition IS 'Edition';
COMMENT ON COLUMN mart.movie_popularity_edition.rank IS 'Place, from 1';
COMMENT ON COLUMN mart.movie_popularity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.movie_popularity_edition.popularity IS 'Recent completed views, 4 decimals';

COMMENT ON TABLE mart.title_similarity_edition IS 'Editions of title_similarity; one row per edition, movie and similar movie';
COMMENT ON COLUMN mart.title_similarity_edition.edition IS 'Edition';
COMMENT ON COLUMN mart.title_similarity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN mart.title_similarity_edition.rank IS 'Place among those similar to it, from 1';
COMMENT ON COLUMN mart.title_similarity_edition.similar_title_id IS 'IMDb title id of the similar movie';
COMMENT ON COLUMN mart.title_similarity_edition.similarity IS 'From 0 to 1';

COMMENT ON TABLE mart.user_recommendation_edition IS 'Editions of user_recommendation; one row per consenting user and edition in which what is recommended changed';
COMMENT ON COLUMN mart.user_recommendation_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN mart.user_recommendation_edition.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation_edition.title_ids IS 'Up to 10 recommended movies, the best first; none where the user watched no movie';
COMMENT ON COLUMN mart.user_recommendation_edition.scores IS 'What speaks for each';
COMMENT ON COLUMN mart.user_recommendation_edition.reason_title_ids IS 'For each, the movie that spoke for it most';

COMMENT ON TABLE mart.user_viewing_profile_edition IS 'Editions of user_viewing_profile; one row per consenting user and edition in which the profile changed';
COMMENT ON COLUMN mart.user_viewing_profile_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN mart.user_viewing_profile_edition.user_id IS 'User number';
COMMENT ON COLUMN mart.user_viewing_profile_edition.sessions IS 'Sessions ever';
COMMENT ON COLUMN mart.user_viewing_profile_edition.watched_minutes IS 'Minutes of closed sessions';
COMMENT ON COLUMN mart.user_viewing_profile_edition.completion_rate IS 'Share of completed sessions among those of known ratio';
COMMENT ON COLUMN mart.user_viewing_profile_edition.avg_completion_ratio IS 'Mean completion ratio';
COMMENT ON COLUMN mart.user_viewing_profile_edition.longest_streak_days IS 'Most days in a row with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_streak_days IS 'Days in a row up to the last one with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_streak_end IS 'Last day with a session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.last_session_at IS 'Start of the last session';
COMMENT ON COLUMN mart.user_viewing_profile_edition.months IS 'Sessions and minutes by month';
COMMENT ON COLUMN mart.user_viewing_profile_edition.favourite_genres IS 'Up to 5 genres';
COMMENT ON COLUMN mart.user_viewing_profile_edition.favourite_directors IS 'Up to 5 directors';
COMMENT ON COLUMN mart.user_viewing_profile_edition.continue_watching IS 'Up to 10 titles';
