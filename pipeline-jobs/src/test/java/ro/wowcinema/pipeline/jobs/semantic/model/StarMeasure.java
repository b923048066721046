package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;

/**
 * A figure in DAX, over a fact. Only figures that are sums, counts and quotients of these: what the
 * filters of a page do to them is then right by itself. All others are columns of their reports.
 *
 * @param table where it is listed
 * @param figure its key in {@code mart.definition}, which names and explains it
 * @param dax with every column named by its table
 */
public record StarMeasure(String table, String figure, String dax) {
  private static final String SESSIONS = "fact_watch_session";
  private static final String MONTHS = "fact_subscription_month";

  public static final List<StarMeasure> ALL =
      List.of(
          session("views", "COUNTROWS ( # )"),
          session("viewed_minutes", "SUM ( #[viewed_minutes] )"),
          session("viewers", "DISTINCTCOUNT ( #[user_id] )"),
          session(
              "unobserved_sessions",
              "CALCULATE ( COUNTROWS ( # ), #[close_reason] = \"next_session\" )"),
          session(
              "avg_minutes",
              "CALCULATE ( DIVIDE ( SUM ( #[watched_minutes] ), COUNTROWS ( # ) ), #[is_end_observed] = TRUE () )"),
          session(
              "avg_completion_ratio",
              "DIVIDE ( SUM ( #[completion_ratio] ), COUNT ( #[completion_ratio] ) )"),
          session("completers", "CALCULATE ( COUNTROWS ( # ), #[is_completed] = TRUE () )"),
          session(
              "completion_rate",
              "DIVIDE ( CALCULATE ( COUNTROWS ( # ), #[is_completed] = TRUE () ), COUNT ( #[completion_ratio] ) )"),
          session("ratings", "COUNT ( #[rating] )"),
          session("avg_rating", "DIVIDE ( SUM ( #[rating] ), COUNT ( #[rating] ) )"),
          month("subscribers", "DISTINCTCOUNT ( #[user_id] )"),
          month("new_subscribers", "CALCULATE ( COUNTROWS ( # ), #[is_new] = TRUE () )"),
          amount("gross_amount"),
          amount("discount_amount"),
          amount("net_amount"));

  private static StarMeasure session(String figure, String dax) {
    return new StarMeasure(SESSIONS, figure, dax.replace("#", SESSIONS));
  }

  private static StarMeasure month(String figure, String dax) {
    return new StarMeasure(MONTHS, figure, dax.replace("#", MONTHS));
  }

  /** Blank over several currencies, whose amounts have no sum. */
  private static StarMeasure amount(String column) {
    return month(
        column,
        "IF ( DISTINCTCOUNTNOBLANK ( #[currency_code] ) = 1, SUM ( #[%s] ) )".formatted(column));
  }
}
