-- What a user may like is one row, worked out again only when one of the user's sessions or versions changed, when a movie
-- in it left the catalogue, or when all movies' similarity was. Nobody else's history is read on a day.

DROP VIEW mart.user_recommendation;
ALTER TABLE mart.user_recommendation_edition RENAME TO user_recommendation_edition_by_rank;

CREATE TABLE mart.user_recommendation_edition (
  edition          int                NOT NULL,
  user_id          bigint             NOT NULL,
  title_ids        text[] COLLATE "C" NOT NULL,
  scores           numeric(12,6)[]    NOT NULL,
  reason_title_ids text[] COLLATE "C" NOT NULL,
  CHECK (cardinality(scores) = cardinality(title_ids) AND cardinality(reason_title_ids) = cardinality(title_ids))
);
INSERT INTO mart.user_recommendation_edition
SELECT edition, user_id, array_agg(title_id ORDER BY rank), array_agg(score ORDER BY rank), array_agg(reason_title_id ORDER BY rank)
FROM mart.user_recommendation_edition_by_rank
GROUP BY edition, user_id;
DROP TABLE mart.user_recommendation_edition_by_rank;
ALTER TABLE mart.user_recommendation_edition ADD PRIMARY KEY (user_id, edition);
REVOKE ALL ON mart.user_recommendation_edition FROM wow_analyst;

-- Who has a row of the edition that was just published may have one that it replaces.
CREATE INDEX ON mart.user_recommendation_edition (edition, user_id);
CREATE INDEX ON mart.user_viewing_profile_edition (edition, user_id);

ALTER TABLE mart.edition ADD COLUMN made_on date;
COMMENT ON COLUMN mart.edition.made_on IS 'As-of date that the latest edition was made for; null where it is made every day';

-- Users without a movie to their name have no titles of their own: each gets the popular movies here, less those watched
-- since.
CREATE VIEW mart.user_recommendation AS
SELECT c.user_id, r.rank, r.title_id, r.score, r.reason_title_id
FROM mart.consenting_user AS c
LEFT JOIN LATERAL (
  SELECT e.title_ids, e.scores, e.reason_title_ids
  FROM mart.user_recommendation_edition AS e
  WHERE e.user_id = c.user_id AND e.edition <= mart.current_edition('user_recommendation')
  ORDER BY e.edition DESC
  LIMIT 1
) AS own ON cardinality(own.title_ids) > 0
CROSS JOIN LATERAL (
  SELECT u.rank::int AS rank, u.title_id, u.score::numeric(12,6) AS score, u.reason_title_id
  FROM unnest(own.title_ids, own.scores, own.reason_title_ids) WITH ORDINALITY AS u (title_id, score, reason_title_id, rank)
  UNION ALL
  SELECT p.rank::int, p.title_id, 0.000000, NULL
  FROM (
    SELECT coalesce(array_agg(f.title_id), '{}') AS titles
    FROM warehouse.fact_watch_session AS f
    WHERE f.user_id = c.user_id AND own.title_ids IS NULL
  ) AS seen
  CROSS JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY m.rank) AS rank, m.title_id
    FROM mart.movie_popularity_edition AS m
    WHERE m.edition = mart.current_edition('movie_popularity') AND m.title_id <> ALL (seen.titles)
    ORDER BY m.rank
    LIMIT 10
  ) AS p
  WHERE own.title_ids IS NULL
) AS r
ORDER BY c.user_id, r.rank;

CREATE TABLE cleansed.touched_taste (user_id bigint NOT NULL);
COMMENT ON TABLE cleansed.touched_taste IS 'Users whose versions or sessions changed, and whose recommendations have to be worked out again; everybody who watched movies, after title_similarity was';

COMMENT ON TABLE mart.user_recommendation_edition IS 'Editions of user_recommendation; one row per consenting user and edition in which what is recommended changed';
COMMENT ON COLUMN mart.user_recommendation_edition.edition IS 'Edition from which on it holds';
COMMENT ON COLUMN mart.user_recommendation_edition.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation_edition.title_ids IS 'Up to 10 recommended movies, the best first; none where the user watched no movie';
COMMENT ON COLUMN mart.user_recommendation_edition.scores IS 'What speaks for each';
COMMENT ON COLUMN mart.user_recommendation_edition.reason_title_ids IS 'For each, the movie that spoke for it most';
COMMENT ON VIEW mart.user_recommendation IS 'What users who consent to personalisation may like: catalogue movies that they have not watched; 10 rows per user, or as many as there are';
COMMENT ON COLUMN mart.user_recommendation.user_id IS 'User number';
COMMENT ON COLUMN mart.user_recommendation.rank IS 'Place, 1 to 10: score desc, title_id; movies of score 0 fill up by popularity';
COMMENT ON COLUMN mart.user_recommendation.title_id IS 'Recommended movie';
COMMENT ON COLUMN mart.user_recommendation.score IS 'Sum over the user''s 50 movies watched last of preference (0 to 2) x similarity; 0 for a movie that is only popular; 6 decimals';
COMMENT ON COLUMN mart.user_recommendation.reason_title_id IS 'Watched movie whose part of the score is the greatest (ties: lower title_id); null for a movie that is only popular';
COMMENT ON VIEW mart.title_similarity IS 'Which catalogue movies are liked by those who liked a movie, as it was when it was last made, which is once a week; up to 50 rows per movie';
