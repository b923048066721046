package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class ReportPublicationTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @Test
  void readerSeesTheDayBeforeUntilThereIsAllOfTheNew() {
    deliver(MONDAY, "Bronze", "Alpha", "13");
    loads.run(MONDAY);
    Map<String, String> before = reports();
    deliver(TUESDAY, "Brass", "Omega", "12");

    loads.runOnly(
        TUESDAY,
        RunRequest.all(WarehouseDag.create(), TUESDAY).tasks().stream()
            .filter(task -> !task.equals("publish_reports"))
            .toArray(String[]::new));
    assertThat(loads.rows("select count(*) from warehouse.fact_watch_session"))
        .containsExactly("2");
    assertThat(reports()).isEqualTo(before);

    loads.runOnly(TUESDAY, "publish_reports");
    assertThat(loads.rows("select title_name, views from mart.report_top_10_movies"))
        .isEqualTo(rows("Omega | 2"));
    assertThat(reports())
        .allSatisfy((report, content) -> assertThat(content).isNotEqualTo(before.get(report)));
  }

  @Test
  void rerunWritesNothing() {
    deliver(MONDAY, "Bronze", "Alpha", "13");
    loads.run(MONDAY);
    var before = loads.whoWroteWhat();

    loads.run(MONDAY);

    assertThat(loads.whoWroteWhat()).isEqualTo(before);
  }

  @Test
  void asOfDateNeverGoesBack() {
    deliver(MONDAY, "Bronze", "Alpha", "13");
    loads.on(TUESDAY);
    loads.run(TUESDAY, MONDAY);

    assertThat(loads.rows("select as_of_date from mart.as_of")).containsExactly("2026-09-29");
  }

  /** Those that a day like Tuesday changes. */
  private Map<String, String> reports() {
    Map<String, String> reports = new TreeMap<>();
    for (String report :
        loads.rows(
            """
            select table_name from information_schema.views
            where table_schema = 'mart' and (table_name like 'report%' or table_name in ('kpi', 'kpi_history'))
              and table_name not in ('report_inactive_users', 'report_churn_by_segment', 'report_cohort_retention',
                'report_plan_changes', 'report_subscriber_growth', 'report_user_activity')
            """)) {
      reports.put(report, String.join("\n", loads.rows("select * from mart." + report)));
    }
    return reports;
  }

  private void deliver(LocalDate date, String plan, String title, String region) {
    loads
        .on(date)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code\n1 | %s | 3.99 | USD"
                .formatted(plan))
        .users(
            "user_id | region_code | plan_id | subscription_start_date | updated_at\n7 | %s | 1 | 2026-09-01 | %sT08:00:00Z"
                .formatted(region, date))
        .catalog("title_id\ntt1")
        .titles(
            "tconst | titleType | primaryTitle | runtimeMinutes | genres\ntt1 | movie | %s | 100 | Drama"
                .formatted(title))
        .sessions(
            "log_id | user_id | title_id | session_start | session_end | region_code | rating | emitted_at\n%s | 7 | tt1 | %sT18:00:00Z | %sT19:00:00Z | %s | 8 | %sT19:00:00Z"
                .formatted(plan, date, date, region, date));
  }
}
