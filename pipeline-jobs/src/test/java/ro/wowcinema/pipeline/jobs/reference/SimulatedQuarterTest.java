package ro.wowcinema.pipeline.jobs.reference;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.SuppressedFigures;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * Three months of simulated deliveries, the first half loaded day by day as in production, the
 * second in any order.
 */
final class SimulatedQuarterTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate FROM = LocalDate.of(2026, 10, 1);
  private static final LocalDate TO = LocalDate.of(2026, 12, 31);

  private static final LocalDate MONTH_END = LocalDate.of(2026, 10, 31);
  private static final LocalDate MID_MONTH = LocalDate.of(2026, 11, 18);

  private static final long SEED = 11;

  /** Of plan, county and period, on each of three dates. */
  private static final int FILTERS = 70;

  @TempDir Path folder;

  /**
   * Winter time begins, prices change and months end within it; three in a hundred are bad. On the
   * dates compared users have announced what they change on the day after.
   */
  @Test
  void agreesOnADirtyQuarter() throws Exception {
    int days = Math.toIntExact(DAYS.between(FROM, TO)) + 1;
    new Simulator(new Simulation(FROM, days, 120, 200, 0.4, SEED, 0.03)).writeTo(folder, day -> {});
    announceChanges(MONTH_END, MID_MONTH, TO);
    LoadedLanding landing = new LoadedLanding(warehouse, folder, JobSettings.defaults());

    for (LocalDate day : inOrderUntilMidMonth(landing.reader().platformDates())) {
      landing.load(day);
      if (day.equals(MONTH_END) || day.equals(MID_MONTH)) {
        assertAgrees(landing, day);
      }
    }
    assertAgrees(landing, TO);
    landing.comparison().assertEveryReportHasRows();
    assertThat(warehouse.dsl().fetchCount(QUARANTINE)).as("refused records").isPositive();
    assertThat(SuppressedFigures.solve(warehouse.owner()).suppressed()).isPositive();
  }

  private static void assertAgrees(LoadedLanding landing, LocalDate asOf) throws Exception {
    landing.comparison().assertSameReports(asOf);
    assertThat(SuppressedFigures.solve(warehouse.owner()).known()).isEmpty();
    long seed = RandomCases.seed();
    assertThat(new SegmentComparison(warehouse.owner(), new Random(seed)).compare(FILTERS, FROM))
        .as("rows compared with seed %d", seed)
        .allSatisfy((query, rows) -> assertThat(rows).as(query).isPositive());
  }

  private static List<LocalDate> inOrderUntilMidMonth(List<LocalDate> days) {
    List<LocalDate> order = new ArrayList<>(days);
    Collections.shuffle(
        order.subList(order.indexOf(MID_MONTH) + 1, order.size()), new Random(SEED));
    return order;
  }

  /** Of two users each time, one takes another plan on the day after, and one is deleted. */
  private void announceChanges(LocalDate... dates) throws IOException {
    Iterator<Map<String, String>> users = subscribers().iterator();
    for (LocalDate date : dates) {
      announce(date, users.next(), "plan_id", "3");
      announce(date, users.next(), "is_deleted", "true");
    }
  }

  /** Of the first delivery, which has everybody; on the cheapest plan. */
  private List<Map<String, String>> subscribers() throws IOException {
    List<String> lines = Files.readAllLines(users(FROM));
    String[] columns = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(values -> values.length == columns.length)
        .map(
            values ->
                IntStream.range(0, columns.length)
                    .boxed()
                    .collect(toMap(index -> columns[index], index -> values[index])))
        .filter(user -> user.get("plan_id").equals("1"))
        .filter(user -> user.get("subscription_end_date").isEmpty())
        .filter(user -> user.get("is_deleted").equals("false"))
        .toList();
  }

  private void announce(LocalDate date, Map<String, String> user, String column, String value)
      throws IOException {
    Map<String, String> changed = new HashMap<>(user);
    changed.put("updated_at", date.plusDays(1) + "T10:00:00+02:00");
    changed.put(column, value);
    String header = Files.readAllLines(users(date)).get(0);
    String line =
        Stream.of(header.split(","))
            .map(name -> changed.getOrDefault(name, ""))
            .collect(joining(",", "", "\n"));
    Files.writeString(users(date), line, StandardOpenOption.APPEND);
  }

  private Path users(LocalDate date) {
    return folder.resolve("platform").resolve(date.toString()).resolve("users.csv");
  }
}
