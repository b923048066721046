package ro.wowcinema.pipeline.jobs.reference;

import java.util.List;
import java.util.Locale;

/** The core reports: the columns that the contract fixes, and whether it fixes the rows' order. */
enum Report {
  MOVIE_COMPLETION(
      false, "title_id", "title_name", "sessions", "avg_completion_ratio", "completion_rate"),
  SESSION_DURATION(
      false,
      "period_month",
      "plan_name",
      "sessions",
      "avg_minutes",
      "median_minutes",
      "p90_minutes"),
  USER_ACTIVITY(false, "activity_window", "status", "users"),
  USER_DISTRIBUTION_BY_PLAN(false, "plan_name", "users", "share"),
  USER_ACTIVITY_BY_PLAN(false, "plan_name", "activity_window", "status", "users"),
  REVENUE_BY_PLAN(
      false,
      "month",
      "plan_name",
      "currency_code",
      "subscribers",
      "gross_amount",
      "discount_amount",
      "net_amount",
      "net_per_user"),
  TOP_10_MOVIES(true, "rank", "title_id", "title_name", "views", "avg_rating"),
  BOTTOM_10_MOVIES(true, "rank", "title_id", "title_name", "views", "avg_rating"),
  RATING_COMPARISON(
      false, "title_id", "title_name", "imdb_rating", "platform_rating", "ratings", "difference");

  private final boolean ordered;
  private final List<String> columns;

  Report(boolean ordered, String... columns) {
    this.ordered = ordered;
    this.columns = List.of(columns);
  }

  boolean isOrdered() {
    return ordered;
  }

  List<String> columns() {
    return columns;
  }

  /** Name of the view in {@code mart}, and of the query in the test resources. */
  String view() {
    return "report_" + name().toLowerCase(Locale.ROOT);
  }
}
