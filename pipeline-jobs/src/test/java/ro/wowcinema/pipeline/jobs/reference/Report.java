package ro.wowcinema.pipeline.jobs.reference;

import java.util.List;
import java.util.Locale;

/** The reports and the KPIs, each with the columns that the contract fixes. */
enum Report {
  MOVIE_COMPLETION(1, "title_id title_name sessions avg_completion_ratio completion_rate"),
  SESSION_DURATION(2, "period_month plan_name sessions avg_minutes median_minutes p90_minutes"),
  USER_ACTIVITY(2, "activity_window status users"),
  USER_DISTRIBUTION_BY_PLAN(1, "plan_name users share"),
  USER_ACTIVITY_BY_PLAN(3, "plan_name activity_window status users"),
  REVENUE_BY_PLAN(
      3,
      "month plan_name currency_code subscribers gross_amount discount_amount net_amount"
          + " net_per_user"),
  TOP_10_MOVIES(0, "rank title_id title_name views avg_rating"),
  BOTTOM_10_MOVIES(0, "rank title_id title_name views avg_rating"),
  RATING_COMPARISON(1, "title_id title_name imdb_rating platform_rating ratings difference"),
  TOP_10_GENRES_BY_REGION(2, "region_name rank genre views watched_minutes"),
  BOTTOM_5_GENRES_BY_REGION(2, "region_name rank genre views watched_minutes"),
  GENRE_COMPLETION_BY_REGION(2, "region_name genre sessions avg_completion_ratio"),
  TOP_5_GENRES_BY_PLAN(2, "plan_name rank genre views"),
  INACTIVE_USERS(1, "user_id plan_name region_name last_session_at days_inactive bucket"),
  CHURN_BY_SEGMENT(3, "month segment value subscribers_at_start churned churn_rate is_suppressed"),
  ACTIVE_USERS(1, "month monthly_active_users avg_daily_active_users stickiness"),
  GENRE_WATCH_SHARE(2, "month genre watched_minutes share"),
  SUBSCRIBER_GROWTH(1, "month new_subscribers churned_subscribers net_growth subscribers_at_end"),
  KPI(2, "kpi segment value components");

  private final int keyColumns;
  private final String columns;

  Report(int keyColumns, String columns) {
    this.keyColumns = keyColumns;
    this.columns = columns;
  }

  /** How many of the leading columns tell a row from the others; none where the order does. */
  int keyColumns() {
    return keyColumns;
  }

  /** False where the contract says nothing of the rows' order. */
  boolean isOrdered() {
    return keyColumns == 0;
  }

  List<String> columns() {
    return List.of(columns.split(" "));
  }

  /** Name of the view in {@code mart}, and of the query in the test resources. */
  String view() {
    String name = name().toLowerCase(Locale.ROOT);
    return this == KPI ? name : "report_" + name;
  }
}
