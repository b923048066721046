package ro.wowcinema.pipeline.jobs.reference;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The reports and the KPIs, each with the columns that the contract fixes. */
enum Report {
  MOVIE_COMPLETION(
      1, "title_id title_name sessions avg_completion_ratio completion_rate is_reliable"),
  SESSION_DURATION(
      2,
      "period_month plan_name sessions avg_minutes median_minutes p90_minutes p25_minutes"
          + " p75_minutes unobserved_sessions"),
  USER_ACTIVITY(2, "activity_window status users"),
  USER_DISTRIBUTION_BY_PLAN(1, "plan_name users share"),
  USER_ACTIVITY_BY_PLAN(3, "plan_name activity_window status users"),
  REVENUE_BY_PLAN(
      3,
      "month plan_name currency_code subscribers gross_amount discount_amount net_amount"
          + " net_per_user mrr_at_end is_complete is_reconstructed"),
  TOP_10_MOVIES(1, "rank title_id title_name views avg_rating"),
  BOTTOM_10_MOVIES(1, "rank title_id title_name views avg_rating"),
  RATING_COMPARISON(
      1, "title_id title_name imdb_rating platform_rating ratings difference is_reliable"),
  TOP_10_GENRES_BY_REGION(2, "region_name rank genre views viewed_minutes viewers affinity"),
  BOTTOM_5_GENRES_BY_REGION(2, "region_name rank genre views viewed_minutes viewers affinity"),
  GENRE_COMPLETION_BY_REGION(2, "region_name genre sessions avg_completion_ratio"),
  TOP_5_GENRES_BY_PLAN(2, "plan_name rank genre views"),
  INACTIVE_USERS(1, "user_id plan_name region_name last_session_at days_inactive bucket"),
  CHURN_BY_SEGMENT(
      3,
      "month segment value subscribers_at_start churned churn_rate is_suppressed is_complete"
          + " is_reconstructed"),
  ACTIVE_USERS(
      1, "month monthly_active_users avg_daily_active_users stickiness days_covered is_complete"),
  GENRE_WATCH_SHARE(2, "month genre viewed_minutes share is_complete"),
  SUBSCRIBER_GROWTH(
      1,
      "month new_subscribers churned_subscribers net_growth subscribers_at_end is_complete"
          + " is_reconstructed"),
  MOVIE_RANKING(
      2,
      "activity_window rank title_id title_name views viewers viewed_minutes views_equivalent"
          + " completers avg_rating previous_rank"),
  COMPLETION_BY_PLAN(
      2, "month plan_name sessions avg_completion_ratio completion_rate is_complete"),
  RATING_BY_GENRE(1, "genre ratings avg_rating is_reliable"),
  VIEWING_BY_HOUR(3, "month weekday hour sessions viewed_minutes"),
  MRR_MOVEMENT(
      4, "month plan_name currency_code movement users mrr_change is_complete is_reconstructed"),
  PLAN_CHANGES(3, "month from_plan to_plan users"),
  COHORT_RETENTION(2, "cohort_month months_since subscribers retained retention is_reconstructed"),
  KPI(2, "kpi segment value components"),
  KPI_COMPONENT(3, "kpi segment component value weight contribution"),
  /** Only the rows of the as-of date. */
  KPI_HISTORY(3, "as_of_date kpi segment value components");

  private static final Set<Report> ORDERED =
      EnumSet.of(
          MOVIE_COMPLETION, TOP_10_MOVIES, BOTTOM_10_MOVIES, RATING_COMPARISON, RATING_BY_GENRE);

  private final int keyColumns;
  private final String columns;

  Report(int keyColumns, String columns) {
    this.keyColumns = keyColumns;
    this.columns = columns;
  }

  /** How many of the leading columns identify a row; none where the order does. */
  int keyColumns() {
    return keyColumns;
  }

  /** False where the contract does not define the rows' order. */
  boolean isOrdered() {
    return ORDERED.contains(this);
  }

  List<String> columns() {
    return List.of(columns.split(" "));
  }

  /** Name of the view in {@code mart}, and of the query in the test resources. */
  String view() {
    String name = name().toLowerCase(Locale.ROOT);
    return name.startsWith("kpi") ? name : "report_" + name;
  }

  /** Says which of the view's rows are compared. */
  String condition() {
    return this == KPI_HISTORY ? "as_of_date = (select as_of_date from mart.as_of)" : "true";
  }
}
