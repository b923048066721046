package ro.wowcinema.pipeline.jobs.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The core reports, each with the columns that the contract fixes. */
enum Report {
  MOVIE_COMPLETION(
      keys("title_id"),
      values("title_name", "sessions", "avg_completion_ratio", "completion_rate")),
  SESSION_DURATION(
      keys("period_month", "plan_name"),
      values("sessions", "avg_minutes", "median_minutes", "p90_minutes")),
  USER_ACTIVITY(keys("activity_window", "status"), values("users")),
  USER_DISTRIBUTION_BY_PLAN(keys("plan_name"), values("users", "share")),
  USER_ACTIVITY_BY_PLAN(keys("plan_name", "activity_window", "status"), values("users")),
  REVENUE_BY_PLAN(
      keys("month", "plan_name", "currency_code"),
      values("subscribers", "gross_amount", "discount_amount", "net_amount", "net_per_user")),
  TOP_10_MOVIES(inOrder(), values("rank", "title_id", "title_name", "views", "avg_rating")),
  BOTTOM_10_MOVIES(inOrder(), values("rank", "title_id", "title_name", "views", "avg_rating")),
  RATING_COMPARISON(
      keys("title_id"),
      values("title_name", "imdb_rating", "platform_rating", "ratings", "difference"));

  private final List<String> keys;
  private final List<String> columns;

  Report(List<String> keys, List<String> values) {
    this.keys = keys;
    this.columns = Stream.concat(keys.stream(), values.stream()).toList();
  }

  /** False where the contract says nothing of the rows' order; then they are told by their keys. */
  boolean isOrdered() {
    return keys.isEmpty();
  }

  /** How many of the leading columns tell a row from the others. */
  int keyColumns() {
    return keys.size();
  }

  List<String> columns() {
    return columns;
  }

  /** Name of the view in {@code mart}, and of the query in the test resources. */
  String view() {
    return "report_" + name().toLowerCase(Locale.ROOT);
  }

  private static List<String> keys(String... columns) {
    return Arrays.asList(columns);
  }

  private static List<String> inOrder() {
    return List.of();
  }

  private static List<String> values(String... columns) {
    return Arrays.asList(columns);
  }
}
