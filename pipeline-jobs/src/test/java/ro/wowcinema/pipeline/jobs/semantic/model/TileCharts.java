package ro.wowcinema.pipeline.jobs.semantic.model;

import static java.util.Map.entry;
import static ro.wowcinema.pipeline.jobs.semantic.model.TileChart.Shape.COLUMN;
import static ro.wowcinema.pipeline.jobs.semantic.model.TileChart.Shape.LINE;
import static ro.wowcinema.pipeline.jobs.semantic.model.TileChart.Shape.STACKED_COLUMN;
import static ro.wowcinema.pipeline.jobs.semantic.model.TileChart.table;

import java.util.Map;
import java.util.Optional;

/** Which chart shows which report; a report that is not named here is a table. */
final class TileCharts {
  /** Amounts of several currencies are never summed up: each has a small chart of its own. */
  private static final Map<String, TileChart> BY_REPORT =
      Map.ofEntries(
          entry("kpi", TileChart.of(COLUMN, "segment", "value").sort("-value")),
          entry(
              "kpi_history",
              TileChart.of(LINE, "as_of_date", "value").series("segment").facet("kpi")),
          entry("kpi_component", table("kpi", "segment", "-contribution")),
          entry("report_user_activity", columnsByStatus("activity_window")),
          entry(
              "report_active_users",
              TileChart.of(LINE, "month", "monthly_active_users", "avg_daily_active_users")),
          entry("report_session_duration", table("period_month", "plan_name")),
          entry("report_inactive_users", table("-days_inactive", "user_id")),
          entry(
              "report_completion_by_plan",
              TileChart.of(LINE, "month", "avg_completion_ratio").series("plan_name")),
          entry(
              "report_viewing_by_hour",
              TileChart.of(COLUMN, "hour", "sessions").summedOver("month", "weekday")),
          entry(
              "report_user_distribution_by_plan",
              TileChart.of(COLUMN, "plan_name", "users").sort("-users")),
          entry(
              "report_revenue_by_plan",
              TileChart.of(STACKED_COLUMN, "month", "net_amount")
                  .series("plan_name")
                  .facet("currency_code")),
          entry(
              "report_subscriber_growth",
              TileChart.of(COLUMN, "month", "new_subscribers", "churned_subscribers")),
          entry("report_churn_by_segment", table("-month", "segment", "value")),
          entry(
              "report_user_activity_by_plan",
              columnsByStatus("plan_name").facet("activity_window")),
          entry(
              "report_top_5_genres_by_plan",
              TileChart.of(COLUMN, "genre", "views").series("plan_name").sort("-views")),
          entry(
              "report_mrr_movement",
              TileChart.of(STACKED_COLUMN, "month", "mrr_change")
                  .series("movement")
                  .facet("currency_code")
                  .summedOver("plan_name")),
          entry("report_plan_changes", table("-month", "from_plan", "to_plan")),
          entry(
              "report_cohort_retention",
              TileChart.of(LINE, "months_since", "retention").series("cohort_month")),
          entry("report_movie_completion", table("-is_reliable", "-avg_completion_ratio")),
          entry("report_rating_comparison", table("-is_reliable", "-difference")),
          entry("report_movie_ranking", table("activity_window", "rank")),
          entry("report_top_10_movies", table("rank")),
          entry("report_bottom_10_movies", table("rank")),
          entry("user_recommendation", table("user_id", "rank")),
          entry("report_genre_watch_share", TileChart.of(LINE, "month", "share").series("genre")),
          entry("report_top_10_genres_by_region", table("region_name", "rank")),
          entry("report_bottom_5_genres_by_region", table("region_name", "rank")),
          entry("report_genre_completion_by_region", table("region_name", "genre")),
          entry(
              "report_rating_by_genre",
              TileChart.of(COLUMN, "genre", "avg_rating").sort("-avg_rating")));

  /** One segment per movie: too many columns. */
  private static final Map<String, TileChart> BY_KPI =
      Map.of("movie_engagement_quality_index", table("-value"));

  private TileCharts() {}

  static TileChart of(String report, Optional<String> kpi) {
    return kpi.map(BY_KPI::get).orElseGet(() -> BY_REPORT.getOrDefault(report, table()));
  }

  private static TileChart columnsByStatus(String axis) {
    return TileChart.of(COLUMN, axis, "users").series("status");
  }
}
