package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;
import ro.wowcinema.pipeline.jobs.testing.TestSettings;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/**
 * After every load, with late, changed and deleted data, each table of the mart is what publishing
 * all facts from scratch would compute.
 */
final class LivedMartTest {
  private static final JobSettings SETTINGS = TestSettings.of(1, 1, 5, 5);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  /** Of earlier dates, which a mart made from scratch does not have. */
  private static final String HISTORY = "aggregate.kpi_history";

  @BeforeEach
  void startEmpty() {
    WarehouseCleaner.wipe(warehouse.owner());
  }

  @Test
  void isThatOfAMartMadeFromScratch() throws Exception {
    long seed = RandomCases.seed();
    RandomDeliveries deliveries = new RandomDeliveries(new WrittenLanding(folder), seed);
    RandomDeliveries.DATES.forEach(deliveries::write);
    LoadedLanding landing = new LoadedLanding(warehouse, folder, SETTINGS);
    Random random = new Random(seed);

    for (LocalDate date : shuffledTwice(random)) {
      landing.load(date);
      assertLivedIsRebuilt(date);
      deliveries.write(date);
    }
  }

  /** Every date, and every date again with other files. */
  private static List<LocalDate> shuffledTwice(Random random) {
    List<LocalDate> dates = new ArrayList<>(RandomDeliveries.DATES);
    dates.addAll(RandomDeliveries.DATES);
    Collections.shuffle(dates, random);
    return dates;
  }

  private void assertLivedIsRebuilt(LocalDate date) throws InterruptedException {
    Map<String, List<String>> lived = mart();
    forget();
    RunRequest again = RunRequest.all(WarehouseDag.create(), date).only(Set.of("publish_reports"));

    assertThat(new Pipeline(warehouse.database(), folder, SETTINGS).run(again).isSuccess())
        .isTrue();

    assertThat(lived).as("after %s", date).isEqualTo(mart());
  }

  private static Map<String, List<String>> mart() {
    return WarehouseCleaner.martTables(warehouse.dsl()).stream()
        .filter(table -> !table.equals(HISTORY))
        .collect(
            Collectors.toMap(
                table -> table,
                table -> Checksums.rowsWithoutSurrogateKeys(warehouse.dsl(), table)));
  }

  /** Enqueues everything again, as the migration did that created the mart. */
  private static void forget() {
    WarehouseCleaner.martTables(warehouse.dsl()).stream()
        .filter(table -> !table.equals("mart.as_of"))
        .forEach(table -> warehouse.dsl().execute("delete from " + table));
    warehouse
        .dsl()
        .execute(
            """
            delete from change_queue.session_delta;
            insert into change_queue.session_delta
              (user_id, title_key, plan_key, session_start, sign, region_code, reaction_code, is_completed, title_id,
               close_reason, viewed_seconds, completion_ratio, rating)
            select user_id, title_key, plan_key, session_start, 1, region_code, reaction_code, is_completed, title_id,
              close_reason, viewed_seconds, completion_ratio, rating
            from warehouse.fact_watch_session;
            insert into change_queue.changed_subscription_month select distinct month from warehouse.fact_subscription_month;
            insert into change_queue.changed_user_status select user_id from warehouse.dim_user where is_current and user_key <> -1
            """);
  }
}
