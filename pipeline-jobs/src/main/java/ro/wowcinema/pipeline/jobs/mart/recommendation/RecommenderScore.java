package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * How well a recommender predicted what users watched; shares have 4 decimals.
 *
 * @param recommender its name
 * @param users how many had a prediction
 * @param hitRate share of users who watched one of their recommended movies
 * @param ndcg mean over users of the normalised discounted cumulative gain
 * @param titles movies that it recommended to at least one user
 * @param coverage these as a share of the catalogue's movies
 */
public record RecommenderScore(
    String recommender,
    long users,
    BigDecimal hitRate,
    BigDecimal ndcg,
    long titles,
    BigDecimal coverage) {
  public RecommenderScore {
    requireNonNull(recommender, "recommender is null");
    requireNonNull(hitRate, "hitRate is null");
    requireNonNull(ndcg, "ndcg is null");
    requireNonNull(coverage, "coverage is null");
  }
}
