-- Rows that the pipeline expects and never changes.

-- Each dimension's Unknown member -------------------------------------------------------------------------------------

INSERT INTO warehouse.dim_plan
  (plan_key, plan_id, plan_name, is_offered, valid_from, valid_to, is_current)
VALUES (-1, -1, 'Unknown', false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_user
  (user_key, user_id, region_code, consent_personalisation, is_deleted, is_inferred, valid_from, valid_to, is_current)
VALUES (-1, -1, -1, false, false, true, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_title
  (title_key, title_id, title_name, in_catalog, in_imdb, is_inferred, valid_from, valid_to, is_current)
VALUES (-1, 'Unknown', 'Unknown', false, false, true, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
INSERT INTO warehouse.dim_genre (genre_key, genre_name) VALUES (-1, 'Unknown');
INSERT INTO warehouse.dim_person (person_key, person_id, person_name, in_imdb, is_inferred)
VALUES (-1, 'Unknown', 'Unknown', false, true);

-- Fixed dimensions ----------------------------------------------------------------------------------------------------

-- A dislike is delivered as -1, so this one dimension's Unknown member needs another code; `score` is null there,
-- which keeps averages of reactions right.
INSERT INTO warehouse.dim_reaction (reaction_code, reaction_name, score)
VALUES (1, 'like', 1), (0, 'neutral', 0), (-1, 'dislike', -1), (-9, 'Unknown', NULL);

INSERT INTO warehouse.dim_region (region_code, region_name, iso_code) VALUES
  (-1, 'Unknown', NULL),
  (1, 'Alba', 'RO-AB'), (2, 'Arad', 'RO-AR'), (3, 'Argeș', 'RO-AG'), (4, 'Bacău', 'RO-BC'), (5, 'Bihor', 'RO-BH'),
  (6, 'Bistrița-Năsăud', 'RO-BN'), (7, 'Botoșani', 'RO-BT'), (8, 'Brașov', 'RO-BV'), (9, 'Brăila', 'RO-BR'),
  (10, 'Buzău', 'RO-BZ'), (11, 'Caraș-Severin', 'RO-CS'), (12, 'Călărași', 'RO-CL'), (13, 'Cluj', 'RO-CJ'),
  (14, 'Constanța', 'RO-CT'), (15, 'Covasna', 'RO-CV'), (16, 'Dâmbovița', 'RO-DB'), (17, 'Dolj', 'RO-DJ'),
  (18, 'Galați', 'RO-GL'), (19, 'Giurgiu', 'RO-GR'), (20, 'Gorj', 'RO-GJ'), (21, 'Harghita', 'RO-HR'),
  (22, 'Hunedoara', 'RO-HD'), (23, 'Ialomița', 'RO-IL'), (24, 'Iași', 'RO-IS'), (25, 'Ilfov', 'RO-IF'),
  (26, 'Maramureș', 'RO-MM'), (27, 'Mehedinți', 'RO-MH'), (28, 'Mureș', 'RO-MS'), (29, 'Neamț', 'RO-NT'),
  (30, 'Olt', 'RO-OT'), (31, 'Prahova', 'RO-PH'), (32, 'Satu Mare', 'RO-SM'), (33, 'Sălaj', 'RO-SJ'),
  (34, 'Sibiu', 'RO-SB'), (35, 'Suceava', 'RO-SV'), (36, 'Teleorman', 'RO-TR'), (37, 'Timiș', 'RO-TM'),
  (38, 'Tulcea', 'RO-TL'), (39, 'Vaslui', 'RO-VS'), (40, 'Vâlcea', 'RO-VL'), (41, 'Vrancea', 'RO-VN'),
  (42, 'București', 'RO-B');

-- The mart ------------------------------------------------------------------------------------------------------------

INSERT INTO mart.setting DEFAULT VALUES;

INSERT INTO mart.edition (subject)
VALUES ('movie_popularity'), ('title_similarity'), ('user_recommendation'), ('user_viewing_profile');

INSERT INTO mart.kpi_weight (kpi, component, weight, meaning) VALUES
  ('user_engagement_score', 'activity', 0.400, 'Share of the known users (of the plan now) with a session in the last 30 days'),
  ('user_engagement_score', 'frequency', 0.200, 'Sessions of the last 30 days (on the plan then) / (30 x known users (of the plan now) with a session in them), at most 1: a session a day each; not known where there is no such user'),
  ('user_engagement_score', 'completion', 0.250, 'Mean completion ratio of the sessions of the last 30 days (on the plan then) of known ratio'),
  ('user_engagement_score', 'satisfaction', 0.150, 'Mean rating given in the last 30 days (on the plan then) / 10'),
  ('subscription_tier_effectiveness', 'retention', 0.400, 'Share of the plan''s subscribers at the start of a month who did not churn in it, over the as-of date''s month and the one before it'),
  ('subscription_tier_effectiveness', 'activity', 0.300, 'Share of the known users of the plan now with a session in the last 30 days'),
  ('subscription_tier_effectiveness', 'price_realisation', 0.150, 'Net / gross revenue of the as-of date''s month; amounts of several currencies are added up as they are'),
  ('subscription_tier_effectiveness', 'adoption', 0.150, 'Share of the users subscribed on the as-of date who have the plan; 0 where none has'),
  ('movie_engagement_quality_index', 'completion', 0.350, 'Mean completion ratio of all sessions of known ratio'),
  ('movie_engagement_quality_index', 'completion_rate', 0.150, 'Share of those that were completed'),
  ('movie_engagement_quality_index', 'platform_rating', 0.250, 'Mean rating on the platform / 10'),
  ('movie_engagement_quality_index', 'reaction', 0.150, '(Mean of the reactions, 1 like to -1 dislike, + 1) / 2'),
  ('movie_engagement_quality_index', 'imdb_rating', 0.100, 'IMDb rating / 10; for all movies the mean of those viewed that have one'),
  ('genre_popularity_index', 'views', 0.400, 'Views / views of the most viewed genre'),
  ('genre_popularity_index', 'watch_time', 0.250, 'Watched minutes / those of the most watched genre'),
  ('genre_popularity_index', 'completion', 0.200, 'Mean completion ratio of all sessions of known ratio'),
  ('genre_popularity_index', 'reach', 0.150, 'Counties with a view of the genre / counties with a view of any genre; sessions without a county do not count');

INSERT INTO mart.dashboard (dashboard, position, report, title, kpi) VALUES
  ('User Engagement & Activity Overview', 1, 'kpi', 'User engagement score', 'user_engagement_score'),
  ('User Engagement & Activity Overview', 2, 'report_user_activity', 'Active and inactive users', NULL),
  ('User Engagement & Activity Overview', 3, 'report_active_users', 'Daily and monthly active users', NULL),
  ('User Engagement & Activity Overview', 4, 'report_session_duration', 'How long sessions are', NULL),
  ('User Engagement & Activity Overview', 5, 'report_inactive_users', 'Subscribers who stopped watching', NULL),
  ('Subscription Plan Performance Overview', 1, 'kpi', 'Subscription tier effectiveness', 'subscription_tier_effectiveness'),
  ('Subscription Plan Performance Overview', 2, 'report_user_distribution_by_plan', 'Subscribers by plan', NULL),
  ('Subscription Plan Performance Overview', 3, 'report_revenue_by_plan', 'Revenue by month and plan', NULL),
  ('Subscription Plan Performance Overview', 4, 'report_subscriber_growth', 'Subscribers who came and left', NULL),
  ('Subscription Plan Performance Overview', 5, 'report_churn_by_segment', 'Who left', NULL),
  ('Subscription Plan Performance Overview', 6, 'report_user_activity_by_plan', 'Active and inactive users by plan', NULL),
  ('Subscription Plan Performance Overview', 7, 'report_top_5_genres_by_plan', 'What subscribers of a plan watch', NULL),
  ('Movie Performance & Recommendation Insights', 1, 'kpi', 'Movie engagement quality', 'movie_engagement_quality_index'),
  ('Movie Performance & Recommendation Insights', 2, 'report_top_10_movies', 'Most watched movies', NULL),
  ('Movie Performance & Recommendation Insights', 3, 'report_bottom_10_movies', 'Least watched movies of the catalogue', NULL),
  ('Movie Performance & Recommendation Insights', 4, 'report_movie_completion', 'How much of a movie is watched', NULL),
  ('Movie Performance & Recommendation Insights', 5, 'report_rating_comparison', 'Ratings here and on IMDb', NULL),
  ('Movie Performance & Recommendation Insights', 6, 'user_recommendation', 'What to watch next', NULL),
  ('Genre Popularity Overview', 1, 'kpi', 'Genre popularity', 'genre_popularity_index'),
  ('Genre Popularity Overview', 2, 'report_genre_watch_share', 'Share of what is watched, by month', NULL),
  ('Genre Popularity Overview', 3, 'report_top_10_genres_by_region', 'Most watched genres by county', NULL),
  ('Genre Popularity Overview', 4, 'report_bottom_5_genres_by_region', 'Least watched genres by county', NULL),
  ('Genre Popularity Overview', 5, 'report_genre_completion_by_region', 'How much of a genre is watched, by county', NULL),
  ('Genre Popularity Overview', 6, 'report_top_5_genres_by_plan', 'Most watched genres by plan', NULL);
