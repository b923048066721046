-- What the aggregates' tables and columns mean.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA aggregate IS 'What the reports are computed from, kept up to date by one job each';

COMMENT ON TABLE aggregate.plan IS 'Plan versions, as the reports name them; one row per version';
COMMENT ON COLUMN aggregate.plan.plan_key IS 'Surrogate key of the version; -1 Unknown';
COMMENT ON COLUMN aggregate.plan.plan_id IS 'The platform''s plan number';
COMMENT ON COLUMN aggregate.plan.plan_name IS 'Name';

COMMENT ON TABLE aggregate.title_engagement IS 'How titles are watched, rated and liked; one row per title that was watched, is in the catalogue, or is among the movies with the lowest ids (those rank next where fewer than ten were watched)';
COMMENT ON COLUMN aggregate.title_engagement.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.title_engagement.title_name IS 'Primary title';
COMMENT ON COLUMN aggregate.title_engagement.is_known IS 'False for titles known only from sessions: no report has them';
COMMENT ON COLUMN aggregate.title_engagement.is_movie IS 'title_type is movie or tvMovie';
COMMENT ON COLUMN aggregate.title_engagement.in_catalog IS 'Whether the platform offers it';
COMMENT ON COLUMN aggregate.title_engagement.imdb_rating IS 'Latest IMDb rating';
COMMENT ON COLUMN aggregate.title_engagement.imdb_votes IS 'Votes behind it';
COMMENT ON COLUMN aggregate.title_engagement.views IS 'Sessions';
COMMENT ON COLUMN aggregate.title_engagement.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.title_engagement.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN aggregate.title_engagement.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN aggregate.title_engagement.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN aggregate.title_engagement.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.title_engagement.rating_sum IS 'Sum of those ratings';
COMMENT ON COLUMN aggregate.title_engagement.reactions IS 'Sessions with a reaction';
COMMENT ON COLUMN aggregate.title_engagement.reaction_sum IS 'Sum of those reactions: 1 like, 0 neutral, -1 dislike';
COMMENT ON COLUMN aggregate.title_engagement.avg_completion_ratio IS 'ratio_sum / ratio_sessions, 4 decimals';
COMMENT ON COLUMN aggregate.title_engagement.completion_rate IS 'completed / ratio_sessions, 4 decimals';
COMMENT ON COLUMN aggregate.title_engagement.avg_rating IS 'rating_sum / ratings, 2 decimals; null where nobody rated it';
COMMENT ON COLUMN aggregate.title_engagement.runtime_minutes IS 'Runtime';
COMMENT ON COLUMN aggregate.title_engagement.popularity IS 'Component of quality_index, as in mart.kpi_weight';
COMMENT ON COLUMN aggregate.title_engagement.completion IS 'Component of quality_index, as in mart.kpi_weight';
COMMENT ON COLUMN aggregate.title_engagement.platform_rating IS 'Component of quality_index, as in mart.kpi_weight';
COMMENT ON COLUMN aggregate.title_engagement.versus_imdb IS 'Component of quality_index, as in mart.kpi_weight';
COMMENT ON COLUMN aggregate.title_engagement.reaction IS 'Component of quality_index, as in mart.kpi_weight';
COMMENT ON COLUMN aggregate.title_engagement.quality_index IS 'movie_engagement_quality_index, 0 to 100; null for what is no viewed movie';

COMMENT ON TABLE aggregate.counted_title IS 'Under which genres the sessions of each title version are in genre_viewing, so that they can be taken out again when the genres change; one row per watched title version';
COMMENT ON COLUMN aggregate.counted_title.title_key IS 'Title version';
COMMENT ON COLUMN aggregate.counted_title.views IS 'Sessions';
COMMENT ON COLUMN aggregate.counted_title.genres IS 'Genres in order';

COMMENT ON TABLE aggregate.user_period IS 'Who was active when, up to the as-of date; one row per user, week or month, plan of the user then and county with a session';
COMMENT ON COLUMN aggregate.user_period.user_id IS 'User number';
COMMENT ON COLUMN aggregate.user_period.period_type IS 'week or month';
COMMENT ON COLUMN aggregate.user_period.period_start IS 'Monday of the week, or first day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.user_period.plan_id IS 'Plan of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.user_period.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.user_period.sessions IS 'Sessions started';

COMMENT ON TABLE aggregate.active_users IS 'Daily, weekly and monthly active users, up to the as-of date; one row per period, plan or all, and county or all with a session';
COMMENT ON COLUMN aggregate.active_users.period_type IS 'day, week or month';
COMMENT ON COLUMN aggregate.active_users.period_start IS 'The day, Monday of the week, or first day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.active_users.plan_id IS 'Plan of the user at session_start, -1 unknown; null: all plans';
COMMENT ON COLUMN aggregate.active_users.region_code IS 'County where it was watched, -1 unknown; null: all counties';
COMMENT ON COLUMN aggregate.active_users.active_users IS 'Users with a session';
COMMENT ON COLUMN aggregate.active_users.sessions IS 'Sessions started';

COMMENT ON TABLE aggregate.shown_segment IS 'Counties that have enough people in a month for figures of their own; one row per month, plan or all, and county';
COMMENT ON COLUMN aggregate.shown_segment.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.shown_segment.plan_id IS 'Plan; null: all plans';
COMMENT ON COLUMN aggregate.shown_segment.region_code IS 'County; -1 unknown';

COMMENT ON TABLE aggregate.subscription_summary IS 'Subscriptions and revenue; one row per month, plan, currency and county';
COMMENT ON COLUMN aggregate.subscription_summary.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.subscription_summary.plan_id IS 'Number of the plan; -1 unknown';
COMMENT ON COLUMN aggregate.subscription_summary.region_code IS 'County of the user on that date; -1 unknown';
COMMENT ON COLUMN aggregate.subscription_summary.plan_name IS 'Plan on the user''s last subscribed date of the month';
COMMENT ON COLUMN aggregate.subscription_summary.currency_code IS 'ISO 4217 code of the amounts; null where the plan is unknown';
COMMENT ON COLUMN aggregate.subscription_summary.subscribers IS 'Users subscribed on any date of the month';
COMMENT ON COLUMN aggregate.subscription_summary.gross_amount IS 'Sum of list prices';
COMMENT ON COLUMN aggregate.subscription_summary.discount_amount IS 'gross_amount - net_amount';
COMMENT ON COLUMN aggregate.subscription_summary.net_amount IS 'Sum of prices less discount, each rounded half up to cents';
COMMENT ON COLUMN aggregate.subscription_summary.new_subscribers IS 'Users subscribed on the last date of this month (or the as-of date) and not of the previous one';
COMMENT ON COLUMN aggregate.subscription_summary.mrr_at_end IS 'Sum of the net monthly prices of those';
COMMENT ON COLUMN aggregate.subscription_summary.subscribers_at_end IS 'Users subscribed on the last date of the month, or on the as-of date';

COMMENT ON TABLE aggregate.subscription_churn IS 'Who stayed and who left, small groups included, so that analysts read report_churn_by_segment instead; one row per month, segment and value';
COMMENT ON COLUMN aggregate.subscription_churn.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.subscription_churn.segment IS 'age_band, region or plan';
COMMENT ON COLUMN aggregate.subscription_churn.value IS 'Age band at the end of the month, or county or plan on the last date of the previous month';
COMMENT ON COLUMN aggregate.subscription_churn.subscribers_at_start IS 'Users subscribed on the last date of the previous month';
COMMENT ON COLUMN aggregate.subscription_churn.churned IS 'Those of them who are not on the last date of this one, or on the as-of date';

COMMENT ON TABLE aggregate.edition IS 'Which edition of each personal report readers see; all change in one statement, with the as-of date';
COMMENT ON COLUMN aggregate.edition.subject IS 'The view whose rows come in editions';
COMMENT ON COLUMN aggregate.edition.current_edition IS 'Edition that readers see';
COMMENT ON COLUMN aggregate.edition.next_edition IS 'Edition that becomes the current one when the day is published; the same where there is nothing new';
COMMENT ON COLUMN aggregate.edition.made_on IS 'As-of date that the latest edition was made for; null where it is made every day';

COMMENT ON TABLE aggregate.movie_popularity_edition IS 'Editions of movie_popularity; one row per edition and catalogue movie';
COMMENT ON COLUMN aggregate.movie_popularity_edition.edition IS 'Edition';
COMMENT ON COLUMN aggregate.movie_popularity_edition.rank IS 'Place, from 1';
COMMENT ON COLUMN aggregate.movie_popularity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.movie_popularity_edition.popularity IS 'Recent completed views, 4 decimals';

COMMENT ON TABLE aggregate.title_similarity_edition IS 'Editions of title_similarity; one row per edition, movie and similar movie';
COMMENT ON COLUMN aggregate.title_similarity_edition.edition IS 'Edition';
COMMENT ON COLUMN aggregate.title_similarity_edition.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.title_similarity_edition.rank IS 'Place among those similar to it, from 1';
COMMENT ON COLUMN aggregate.title_similarity_edition.similar_title_id IS 'IMDb title id of the similar movie';
COMMENT ON COLUMN aggregate.title_similarity_edition.similarity IS 'From 0 to 1';

COMMENT ON TABLE aggregate.user_recommendation_edition IS 'Editions of user_recommendation; one row per consenting user and edition in which what is recommended changed';
COMMENT ON COLUMN aggregate.user_recommendation_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN aggregate.user_recommendation_edition.user_id IS 'User number';
COMMENT ON COLUMN aggregate.user_recommendation_edition.title_ids IS 'Up to 10 recommended movies, the best first; none where the user watched no movie';
COMMENT ON COLUMN aggregate.user_recommendation_edition.scores IS 'What speaks for each';
COMMENT ON COLUMN aggregate.user_recommendation_edition.reason_title_ids IS 'For each, the movie that spoke for it most';

COMMENT ON TABLE aggregate.user_viewing_profile_edition IS 'Editions of user_viewing_profile; one row per consenting user and edition in which the profile changed';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.user_id IS 'User number';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.sessions IS 'Sessions ever';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.viewed_minutes IS 'Minutes viewed, 2 decimals';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.completion_rate IS 'Share of completed sessions among those of known ratio';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.avg_completion_ratio IS 'Mean completion ratio';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.longest_streak_days IS 'Most days in a row with a session';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.last_streak_days IS 'Days in a row up to the last one with a session';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.last_streak_end IS 'Last day with a session';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.last_session_at IS 'Start of the last session';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.months IS 'Sessions and minutes by month';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.favourite_genres IS 'Up to 5 genres';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.favourite_directors IS 'Up to 5 directors';
COMMENT ON COLUMN aggregate.user_viewing_profile_edition.continue_watching IS 'Up to 10 titles';

COMMENT ON TABLE aggregate.genre_week IS 'Viewing by genre, as in genre_viewing; one row per week of session_start, county, plan and genre';
COMMENT ON COLUMN aggregate.genre_week.week IS 'Monday of the week (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.genre_week.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.genre_week.plan_id IS 'Plan of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.genre_week.genre IS 'Genre';
COMMENT ON COLUMN aggregate.genre_week.views IS 'Sessions';
COMMENT ON COLUMN aggregate.genre_week.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.genre_week.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN aggregate.genre_week.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN aggregate.genre_week.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN aggregate.genre_week.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.genre_week.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE aggregate.genre_viewing IS 'Viewing by genre; a session counts wholly for each genre of its title version; one row per month of session_start, county, plan version and genre';
COMMENT ON COLUMN aggregate.genre_viewing.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.genre_viewing.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.genre_viewing.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.genre_viewing.genre IS 'Genre';
COMMENT ON COLUMN aggregate.genre_viewing.views IS 'Sessions';
COMMENT ON COLUMN aggregate.genre_viewing.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.genre_viewing.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN aggregate.genre_viewing.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN aggregate.genre_viewing.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN aggregate.genre_viewing.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.genre_viewing.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE aggregate.genre_viewer IS 'Who watched which genre where; one row per user, genre and county';
COMMENT ON COLUMN aggregate.genre_viewer.user_id IS 'User number';
COMMENT ON COLUMN aggregate.genre_viewer.genre IS 'Genre';
COMMENT ON COLUMN aggregate.genre_viewer.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.genre_viewer.views IS 'Sessions';

COMMENT ON TABLE aggregate.genre_audience IS 'How many users watched a genre, from genre_viewer; one row per genre and county, and one per genre';
COMMENT ON COLUMN aggregate.genre_audience.genre IS 'Genre';
COMMENT ON COLUMN aggregate.genre_audience.region_code IS 'County where it was watched; -1 unknown; null: all together';
COMMENT ON COLUMN aggregate.genre_audience.viewers IS 'Users';

COMMENT ON TABLE aggregate.viewing_day IS 'Viewing by day; one row per day of session_start (Europe/Bucharest), plan version and county';
COMMENT ON COLUMN aggregate.viewing_day.day IS 'Day';
COMMENT ON COLUMN aggregate.viewing_day.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.viewing_day.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.viewing_day.views IS 'Sessions';
COMMENT ON COLUMN aggregate.viewing_day.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.viewing_day.unobserved IS 'Sessions that the next one closed';
COMMENT ON COLUMN aggregate.viewing_day.ratio_sessions IS 'Sessions of known completion ratio';
COMMENT ON COLUMN aggregate.viewing_day.ratio_sum IS 'Sum of their completion ratios';
COMMENT ON COLUMN aggregate.viewing_day.completed IS 'Those of them with a ratio of at least 0.9';
COMMENT ON COLUMN aggregate.viewing_day.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.viewing_day.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE aggregate.viewing_hour IS 'When sessions start; one row per month, plan version, weekday and hour (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.viewing_hour.month IS 'First day of the month';
COMMENT ON COLUMN aggregate.viewing_hour.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.viewing_hour.weekday IS '1 Monday to 7 Sunday';
COMMENT ON COLUMN aggregate.viewing_hour.hour IS 'Hour of the start, 0 to 23';
COMMENT ON COLUMN aggregate.viewing_hour.sessions IS 'Sessions';
COMMENT ON COLUMN aggregate.viewing_hour.viewed_seconds IS 'Sum of seconds viewed';

COMMENT ON TABLE aggregate.session_seconds IS 'How many sessions with an observed end lasted how long; one row per month of session_start, plan version and length';
COMMENT ON COLUMN aggregate.session_seconds.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.session_seconds.plan_key IS 'Plan version of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.session_seconds.seconds IS 'Length in seconds';
COMMENT ON COLUMN aggregate.session_seconds.sessions IS 'Sessions of that length';

COMMENT ON TABLE aggregate.session_length IS 'How many sessions with an observed end lasted how many whole minutes; one row per number of minutes';
COMMENT ON COLUMN aggregate.session_length.whole_minutes IS 'Length in minutes, rounded down';
COMMENT ON COLUMN aggregate.session_length.sessions IS 'Sessions';
COMMENT ON COLUMN aggregate.session_length.seconds IS 'Sum of their seconds';

COMMENT ON TABLE aggregate.session_duration IS 'Length of sessions with an observed end; one row per month of session_start and plan, one per month, and one of all';
COMMENT ON COLUMN aggregate.session_duration.period_month IS 'First day of the month; null in the total';
COMMENT ON COLUMN aggregate.session_duration.plan_name IS 'Plan of the user then; null in totals';
COMMENT ON COLUMN aggregate.session_duration.sessions IS 'Sessions with an observed end';
COMMENT ON COLUMN aggregate.session_duration.avg_minutes IS 'Mean, minutes, 2 decimals';
COMMENT ON COLUMN aggregate.session_duration.median_minutes IS 'Continuous median, minutes, 2 decimals';
COMMENT ON COLUMN aggregate.session_duration.p90_minutes IS 'Continuous 90th percentile, minutes, 2 decimals';
COMMENT ON COLUMN aggregate.session_duration.p25_minutes IS 'Continuous 25th percentile, minutes, 2 decimals';
COMMENT ON COLUMN aggregate.session_duration.p75_minutes IS 'Continuous 75th percentile, minutes, 2 decimals';
COMMENT ON COLUMN aggregate.session_duration.unobserved_sessions IS 'Sessions that the next one closed';

COMMENT ON TABLE aggregate.user_status IS 'Every user as of the as-of date, with county and year of birth; one row per user';
COMMENT ON COLUMN aggregate.user_status.user_id IS 'User number';
COMMENT ON COLUMN aggregate.user_status.last_session_at IS 'Start of the last session up to the as-of date; null: never';
COMMENT ON COLUMN aggregate.user_status.last_session_date IS 'Date of last_session_at';
COMMENT ON COLUMN aggregate.user_status.subscribed_plan_key IS 'Plan version on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN aggregate.user_status.subscribed_region_code IS 'County on the as-of date; null where not subscribed on it';
COMMENT ON COLUMN aggregate.user_status.first_subscribed_month IS 'Month of the first subscribed date; null: never';
COMMENT ON COLUMN aggregate.user_status.first_plan_id IS 'Plan of that month; -1 unknown';
COMMENT ON COLUMN aggregate.user_status.birth_year IS 'Year of birth';
COMMENT ON COLUMN aggregate.user_status.is_known IS 'Neither inferred nor deleted on the as-of date';

COMMENT ON TABLE aggregate.user_count IS 'Known users by plan and by how long ago they were active; one row per plan version and date';
COMMENT ON COLUMN aggregate.user_count.plan_key IS 'Plan version on the as-of date; null: not subscribed on it';
COMMENT ON COLUMN aggregate.user_count.last_session_date IS 'Date of the last session up to the as-of date; null: never';
COMMENT ON COLUMN aggregate.user_count.users IS 'Users';

COMMENT ON TABLE aggregate.mrr_movement IS 'Why monthly recurring revenue changed; one row per month, plan, currency, county and movement';
COMMENT ON COLUMN aggregate.mrr_movement.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.mrr_movement.plan_id IS 'Number of the plan; -1 unknown';
COMMENT ON COLUMN aggregate.mrr_movement.region_code IS 'County of the user at the end, of churn at the start; -1 unknown';
COMMENT ON COLUMN aggregate.mrr_movement.plan_name IS 'Plan at the end; of churn the one at the start';
COMMENT ON COLUMN aggregate.mrr_movement.currency_code IS 'ISO 4217 code; null where the plan is unknown';
COMMENT ON COLUMN aggregate.mrr_movement.movement IS 'new, reactivation, expansion, contraction or churn';
COMMENT ON COLUMN aggregate.mrr_movement.users IS 'Users';
COMMENT ON COLUMN aggregate.mrr_movement.mrr_change IS 'Sum of what they add';

COMMENT ON TABLE aggregate.plan_change IS 'Users who changed their plan; one row per month and pair of plans';
COMMENT ON COLUMN aggregate.plan_change.month IS 'First day of the month (Europe/Bucharest)';
COMMENT ON COLUMN aggregate.plan_change.from_plan IS 'Plan on the last date of the month before';
COMMENT ON COLUMN aggregate.plan_change.to_plan IS 'Plan on the last date of the month, or on the as-of date';
COMMENT ON COLUMN aggregate.plan_change.users IS 'Users';

COMMENT ON TABLE aggregate.cohort_month IS 'How many of those who first subscribed in a month were subscribed in another; one row per pair of months and first plan';
COMMENT ON COLUMN aggregate.cohort_month.cohort_month IS 'Month of the first subscribed date';
COMMENT ON COLUMN aggregate.cohort_month.month IS 'Month';
COMMENT ON COLUMN aggregate.cohort_month.plan_id IS 'Plan of the month of the first subscribed date; -1 unknown';
COMMENT ON COLUMN aggregate.cohort_month.users IS 'Users of the cohort subscribed on any date of the month';
COMMENT ON COLUMN aggregate.cohort_month.subscribers_at_end IS 'Those subscribed on its last date, or on the as-of date';

COMMENT ON TABLE aggregate.genre_birth_year IS 'Views of a genre by the year of birth of who watched; one row per genre and year';
COMMENT ON COLUMN aggregate.genre_birth_year.genre IS 'Genre';
COMMENT ON COLUMN aggregate.genre_birth_year.birth_year IS 'Year of birth; null: unknown';
COMMENT ON COLUMN aggregate.genre_birth_year.views IS 'Sessions';

COMMENT ON TABLE aggregate.title_window IS 'Viewing in the windows that end with the as-of date; one row per window, title, plan and county with a session in it';
COMMENT ON COLUMN aggregate.title_window.activity_window IS 'last_7_days, last_28_days, last_90_days: with the as-of date as last day; ever';
COMMENT ON COLUMN aggregate.title_window.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.title_window.plan_id IS 'Plan of the user at session_start; -1 unknown';
COMMENT ON COLUMN aggregate.title_window.region_code IS 'County where it was watched; -1 unknown';
COMMENT ON COLUMN aggregate.title_window.views IS 'Sessions';
COMMENT ON COLUMN aggregate.title_window.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.title_window.completed IS 'Sessions with a completion ratio of at least 0.9';
COMMENT ON COLUMN aggregate.title_window.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.title_window.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE aggregate.title_day IS 'Viewing by day and title; one row per day of session_start (Europe/Bucharest) and title';
COMMENT ON COLUMN aggregate.title_day.day IS 'Day';
COMMENT ON COLUMN aggregate.title_day.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.title_day.views IS 'Sessions';
COMMENT ON COLUMN aggregate.title_day.viewed_seconds IS 'Sum of seconds viewed';
COMMENT ON COLUMN aggregate.title_day.completed IS 'Sessions with a completion ratio of at least 0.9';
COMMENT ON COLUMN aggregate.title_day.ratings IS 'Sessions that gave a rating';
COMMENT ON COLUMN aggregate.title_day.rating_sum IS 'Sum of those ratings';

COMMENT ON TABLE aggregate.movie_ranking IS 'mart.report_movie_ranking as of the as-of date; one row per window and place';
COMMENT ON COLUMN aggregate.movie_ranking.activity_window IS 'last_7_days, last_28_days, last_90_days: with the as-of date as last day; ever';
COMMENT ON COLUMN aggregate.movie_ranking.rank IS 'Place, from 1: views desc, avg_rating desc, title_id';
COMMENT ON COLUMN aggregate.movie_ranking.title_id IS 'IMDb title id';
COMMENT ON COLUMN aggregate.movie_ranking.title_name IS 'Primary title';
COMMENT ON COLUMN aggregate.movie_ranking.views IS 'Sessions in the window';
COMMENT ON COLUMN aggregate.movie_ranking.viewers IS 'Users with a session in the window';
COMMENT ON COLUMN aggregate.movie_ranking.viewed_minutes IS 'Minutes viewed in the window, 2 decimals';
COMMENT ON COLUMN aggregate.movie_ranking.views_equivalent IS 'viewed_minutes / runtime, 4 decimals: how often it was watched in full; null where the runtime is unknown';
COMMENT ON COLUMN aggregate.movie_ranking.completers IS 'Sessions in the window with a completion ratio of at least 0.9';
COMMENT ON COLUMN aggregate.movie_ranking.avg_rating IS 'Mean rating in the window, 2 decimals; null where nobody rated';
COMMENT ON COLUMN aggregate.movie_ranking.previous_rank IS 'Place in the window of the same length just before; null where it was not among the 50, and in the window ever';

COMMENT ON TABLE aggregate.kpi_history IS 'KPIs as they were published; one row per as-of date, KPI and segment';
COMMENT ON COLUMN aggregate.kpi_history.as_of_date IS 'As-of date';
COMMENT ON COLUMN aggregate.kpi_history.kpi IS 'KPI';
COMMENT ON COLUMN aggregate.kpi_history.segment IS 'all, a plan or a genre';
COMMENT ON COLUMN aggregate.kpi_history.value IS '0 to 100, 2 decimals';
COMMENT ON COLUMN aggregate.kpi_history.components IS 'The components';
