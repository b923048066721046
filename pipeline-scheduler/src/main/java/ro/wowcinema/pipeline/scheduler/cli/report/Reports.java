package ro.wowcinema.pipeline.scheduler.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jooq.Table;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;
import ro.wowcinema.warehouse.mart.Tables;

/** The reports of {@code mart}, in the order of the contract. */
public final class Reports {
  public static final List<Table<?>> ALL =
      List.of(
          Tables.REPORT_MOVIE_COMPLETION,
          Tables.REPORT_SESSION_DURATION,
          Tables.REPORT_USER_ACTIVITY,
          Tables.REPORT_USER_DISTRIBUTION_BY_PLAN,
          Tables.REPORT_USER_ACTIVITY_BY_PLAN,
          Tables.REPORT_REVENUE_BY_PLAN,
          Tables.REPORT_TOP_10_MOVIES,
          Tables.REPORT_BOTTOM_10_MOVIES,
          Tables.REPORT_RATING_COMPARISON,
          Tables.REPORT_TOP_10_GENRES_BY_REGION,
          Tables.REPORT_BOTTOM_5_GENRES_BY_REGION,
          Tables.REPORT_GENRE_COMPLETION_BY_REGION,
          Tables.REPORT_TOP_5_GENRES_BY_PLAN,
          Tables.REPORT_INACTIVE_USERS,
          Tables.REPORT_CHURN_BY_SEGMENT,
          Tables.REPORT_ACTIVE_USERS,
          Tables.REPORT_GENRE_WATCH_SHARE,
          Tables.REPORT_SUBSCRIBER_GROWTH,
          Tables.REPORT_MOVIE_RANKING,
          Tables.REPORT_COMPLETION_BY_PLAN,
          Tables.REPORT_RATING_BY_GENRE,
          Tables.REPORT_VIEWING_BY_HOUR,
          Tables.REPORT_MRR_MOVEMENT,
          Tables.REPORT_PLAN_CHANGES,
          Tables.REPORT_COHORT_RETENTION,
          Tables.KPI_HISTORY,
          Tables.USER_RECOMMENDATION,
          Tables.KPI,
          Tables.KPI_COMPONENT);

  private static final String PREFIX = "report_";

  private Reports() {}

  /**
   * A report by its name, with or without {@code report_}.
   *
   * @throws UsageException where there is no such report; the message lists the names
   */
  static Table<?> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return ALL.stream()
        .filter(
            report -> report.getName().equals(PREFIX + wanted) || report.getName().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no report '%s'; there are%n  %s"
                        .formatted(
                            name, names().collect(Collectors.joining(String.format("%n  "))))));
  }

  public static java.util.stream.Stream<String> names() {
    return ALL.stream().map(Table::getName);
  }

  /** The query for all of a report; its view keeps the order. */
  static String query(Table<?> report) {
    return "SELECT * FROM " + report.getSchema().getName() + "." + report.getName();
  }
}
