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

INSERT INTO aggregate.edition (subject)
VALUES ('movie_popularity'), ('title_similarity'), ('user_recommendation'), ('user_viewing_profile');

INSERT INTO mart.kpi_weight (kpi, component, weight, meaning) VALUES
  ('user_engagement_score', 'activity', 0.400, 'Share of the subscribers (on the plan now) with a session in the last 30 days'),
  ('user_engagement_score', 'frequency', 0.200, 'Sessions of the last 30 days (on the plan then) / (30 x active subscribers), at most 1: a session a day each; not known where nobody is active'),
  ('user_engagement_score', 'completion', 0.250, 'Mean completion ratio of the sessions of the last 30 days (on the plan then) of known ratio'),
  ('user_engagement_score', 'satisfaction', 0.150, 'Mean rating given in the last 30 days (on the plan then) / 10'),
  ('subscription_tier_effectiveness', 'revenue', 0.300, 'Monthly recurring revenue per subscriber / that of the best plan in the same currency'),
  ('subscription_tier_effectiveness', 'retention', 0.350, 'Share of the plan''s subscribers at the start of a month who did not churn in it, over the as-of date''s month and the one before it'),
  ('subscription_tier_effectiveness', 'activity', 0.200, 'Share of the plan''s subscribers with a session in the last 30 days'),
  ('subscription_tier_effectiveness', 'completion', 0.150, 'Mean completion ratio of the sessions of the last 30 days on the plan then'),
  ('movie_engagement_quality_index', 'popularity', 0.250, 'ln(1 + views) / ln(1 + views of the most viewed movie)'),
  ('movie_engagement_quality_index', 'completion', 0.300, 'Mean completion ratio, shrunk towards that of all movies'' sessions'),
  ('movie_engagement_quality_index', 'platform_rating', 0.200, 'Mean rating on the platform, shrunk towards that of all movies'' sessions, / 10'),
  ('movie_engagement_quality_index', 'versus_imdb', 0.100, '0.5 + (shrunk platform rating - IMDb rating) / 10, from 0 to 1'),
  ('movie_engagement_quality_index', 'reaction', 0.150, '(Mean of the reactions, 1 like to -1 dislike, shrunk towards that of all movies'' sessions, + 1) / 2'),
  ('genre_popularity_index', 'views', 0.250, 'Views / views of the most viewed genre'),
  ('genre_popularity_index', 'viewers', 0.250, 'Users / users of the genre with the most'),
  ('genre_popularity_index', 'completion', 0.150, 'Mean completion ratio, shrunk towards that of all sessions'),
  ('genre_popularity_index', 'rating', 0.100, 'Mean rating, shrunk towards that of all sessions, / 10'),
  ('genre_popularity_index', 'regions', 0.100, 'How evenly its views are spread over the 42 counties: Shannon entropy / ln 42'),
  ('genre_popularity_index', 'age_bands', 0.150, 'How evenly its views are spread over the 7 known age bands: Shannon entropy / ln 7');

INSERT INTO mart.dashboard (dashboard, position, report, title, kpi) VALUES
  ('User Engagement & Activity Overview', 1, 'kpi', 'User engagement score', 'user_engagement_score'),
  ('User Engagement & Activity Overview', 2, 'report_user_activity', 'Active and inactive users', NULL),
  ('User Engagement & Activity Overview', 3, 'report_active_users', 'Daily and monthly active users', NULL),
  ('User Engagement & Activity Overview', 4, 'report_session_duration', 'How long sessions are', NULL),
  ('User Engagement & Activity Overview', 5, 'report_inactive_users', 'Subscribers who stopped watching', NULL),
  ('User Engagement & Activity Overview', 6, 'report_completion_by_plan', 'How much is watched to the end, by plan', NULL),
  ('User Engagement & Activity Overview', 7, 'report_viewing_by_hour', 'When people watch', NULL),
  ('User Engagement & Activity Overview', 8, 'kpi_history', 'How the KPIs moved', NULL),
  ('User Engagement & Activity Overview', 9, 'kpi_component', 'What the KPIs are made of', NULL),
  ('Subscription Plan Performance Overview', 1, 'kpi', 'Subscription tier effectiveness', 'subscription_tier_effectiveness'),
  ('Subscription Plan Performance Overview', 2, 'report_user_distribution_by_plan', 'Subscribers by plan', NULL),
  ('Subscription Plan Performance Overview', 3, 'report_revenue_by_plan', 'Revenue by month and plan', NULL),
  ('Subscription Plan Performance Overview', 4, 'report_subscriber_growth', 'Subscribers who came and left', NULL),
  ('Subscription Plan Performance Overview', 5, 'report_churn_by_segment', 'Who left', NULL),
  ('Subscription Plan Performance Overview', 6, 'report_user_activity_by_plan', 'Active and inactive users by plan', NULL),
  ('Subscription Plan Performance Overview', 7, 'report_top_5_genres_by_plan', 'What subscribers of a plan watch', NULL),
  ('Subscription Plan Performance Overview', 8, 'report_mrr_movement', 'Why recurring revenue changed', NULL),
  ('Subscription Plan Performance Overview', 9, 'report_plan_changes', 'Who changed plan', NULL),
  ('Subscription Plan Performance Overview', 10, 'report_cohort_retention', 'How long subscribers stay', NULL),
  ('Movie Performance & Recommendation Insights', 1, 'kpi', 'Movie engagement quality', 'movie_engagement_quality_index'),
  ('Movie Performance & Recommendation Insights', 2, 'report_top_10_movies', 'Most watched movies', NULL),
  ('Movie Performance & Recommendation Insights', 3, 'report_bottom_10_movies', 'Least watched movies of the catalogue', NULL),
  ('Movie Performance & Recommendation Insights', 4, 'report_movie_completion', 'How much of a movie is watched', NULL),
  ('Movie Performance & Recommendation Insights', 5, 'report_rating_comparison', 'Ratings here and on IMDb', NULL),
  ('Movie Performance & Recommendation Insights', 6, 'user_recommendation', 'What to watch next', NULL),
  ('Movie Performance & Recommendation Insights', 7, 'report_movie_ranking', 'Most watched movies lately', NULL),
  ('Genre Popularity Overview', 1, 'kpi', 'Genre popularity', 'genre_popularity_index'),
  ('Genre Popularity Overview', 2, 'report_genre_watch_share', 'Share of what is watched, by month', NULL),
  ('Genre Popularity Overview', 3, 'report_top_10_genres_by_region', 'Most watched genres by county', NULL),
  ('Genre Popularity Overview', 4, 'report_bottom_5_genres_by_region', 'Least watched genres by county', NULL),
  ('Genre Popularity Overview', 5, 'report_genre_completion_by_region', 'How much of a genre is watched, by county', NULL),
  ('Genre Popularity Overview', 6, 'report_top_5_genres_by_plan', 'Most watched genres by plan', NULL),
  ('Genre Popularity Overview', 7, 'report_rating_by_genre', 'How genres are rated', NULL);
