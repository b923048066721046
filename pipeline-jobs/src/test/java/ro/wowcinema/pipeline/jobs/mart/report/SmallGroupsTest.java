package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/**
 * Twenty-two subscribers at the start of October: by age band 3, 4, 5 and 10; by county 4, 5, 6 and
 * 7; by plan 1 and 21. Number 1, who is in the smallest group of each, leaves.
 */
final class SmallGroupsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate SEPTEMBER_30 = LocalDate.of(2026, 9, 30);
  private static final LocalDate OCTOBER_1 = LocalDate.of(2026, 10, 1);
  private static final LoadFixture loads = LoadFixture.ofReports(warehouse);

  @BeforeAll
  static void load() throws IOException {
    loads.open();
    loads
        .on(SEPTEMBER_30)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code\n1 | Gold | 3.99 | USD\n2 | Silver | 5.99 | USD")
        .users(
            "user_id | birth_date | region_code | plan_id | subscription_start_date | subscription_end_date | updated_at\n"
                + IntStream.rangeClosed(1, 22)
                    .mapToObj(SmallGroupsTest::user)
                    .collect(Collectors.joining("\n")));
    loads.on(OCTOBER_1);
    loads.run(SEPTEMBER_30, OCTOBER_1);
  }

  @AfterAll
  static void forget() throws IOException {
    loads.close();
  }

  private static String user(int number) {
    int born = number <= 3 ? 2005 : number <= 7 ? 1996 : number <= 12 ? 1986 : 1976;
    int region = number <= 4 ? 10 : number <= 9 ? 11 : number <= 15 ? 12 : 13;
    return "%d | %d-06-01 | %d | %d | 2026-09-01 | %s | 2026-09-01T08:00:00Z"
        .formatted(number, born, region, number == 1 ? 1 : 2, number == 1 ? "2026-10-01" : "");
  }

  /** Both small age bands are silent; the one small county would be what the others leave over. */
  @Test
  void sayNothingNorDoesTheNextWhereThereIsOnlyOne() {
    publish(5);

    assertThat(churn())
        .isEqualTo(
            rows(
                """
                2026-10-01 | age_band | 18-24         | -  | - | - | true
                2026-10-01 | age_band | 25-34         | -  | - | - | true
                2026-10-01 | age_band | 35-44         | 5  | 0 | 0 | false
                2026-10-01 | age_band | 45-54         | 10 | 0 | 0 | false
                2026-10-01 | plan     | Gold          | 1  | 1 | 1 | false
                2026-10-01 | plan     | Silver        | 21 | 0 | 0 | false
                2026-10-01 | region   | Buzău         | -  | - | - | true
                2026-10-01 | region   | Caraș-Severin | -  | - | - | true
                2026-10-01 | region   | Cluj          | 7  | 0 | 0 | false
                2026-10-01 | region   | Călărași      | 6  | 0 | 0 | false
                """));
  }

  /** Four is no longer small, three still is. */
  @Test
  void areSmallerThanTheSmallestThatMayBeTold() {
    publish(4);

    assertThat(silent()).containsExactly("age_band | 18-24", "age_band | 25-34");
  }

  @Test
  void areNoneWhereEveryGroupIsLargeEnough() {
    publish(3);

    assertThat(silent()).isEmpty();
  }

  @Test
  void areNoneWhereOneIsEnough() {
    publish(1);

    assertThat(silent()).isEmpty();
    assertThat(churn())
        .contains(
            "2026-10-01 | age_band | 18-24 | 3 | 1 | 0.3333 | false",
            "2026-10-01 | region | Buzău | 4 | 1 | 0.25 | false");
  }

  /** One and one are two: the total would reveal both. */
  @Test
  void areNotWorkedOutFromWhatAllOfThemAre() {
    publish(5);
    warehouse
        .owner()
        .execute(
            """
            insert into aggregate.subscription_churn (month, segment, value, subscribers_at_start, churned)
            values ('2026-08-01', 'region', 'Alba', 1, 1), ('2026-08-01', 'region', 'Arad', 1, 1),
              ('2026-08-01', 'region', 'Cluj', 40, 0), ('2026-08-01', 'region', 'Dolj', 50, 0)
            """);

    assertThat(
            loads.rows(
                "select value, is_suppressed from mart.report_churn_by_segment where month = '2026-08-01' order by 1"))
        .isEqualTo(rows("Alba | true\nArad | true\nCluj | true\nDolj | false"));

    warehouse
        .owner()
        .execute("delete from aggregate.subscription_churn where month = '2026-08-01'");
  }

  private static void publish(int smallestGroup) {
    LoadFixture told = loads.withSmallestGroup(smallestGroup);
    told.open(loads.folder());
    told.runOnly(OCTOBER_1, "publish_reports");
  }

  private static Iterable<String> churn() {
    return loads.rows(
        "select month, segment, value, subscribers_at_start, churned, churn_rate, is_suppressed from mart.report_churn_by_segment");
  }

  private static Iterable<String> silent() {
    return loads.rows(
        "select segment, value from mart.report_churn_by_segment where is_suppressed");
  }
}
