package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * However weeks of dirty deliveries over a change of months came, in whatever order, wrong at
 * first, twice, corrected later, star and mart are those of a warehouse which loaded their last
 * versions once, in order.
 */
final class RebuildTest {
  @RegisterExtension static final WarehouseDatabase rebuilt = new WarehouseDatabase();
  @RegisterExtension static final WarehouseDatabase lived = new WarehouseDatabase();

  @TempDir static Path folder;

  private static final LocalDate FROM = LocalDate.of(2026, 9, 24);
  private static final List<LocalDate> DATES = FROM.datesUntil(FROM.plusDays(12)).toList();
  private static final double DIRT = 0.05;
  private static Path right;
  private static Path wrong;
  private static Map<String, String> expected;
  private static Map<String, String> expectedMart;

  private final long seed = RandomCases.seed();
  private final Random random = new Random(seed);

  @BeforeAll
  static void loadOnceInOrder() throws IOException {
    right = simulate("right", 7);
    wrong = simulate("wrong", 8);
    LoadFixture loads = LoadFixture.of(rebuilt);
    loads.open(right);
    loads.run(DATES.toArray(LocalDate[]::new));
    expected = Checksums.ofStarWithoutSurrogateKeys(rebuilt.dsl());
    expectedMart = mart(rebuilt);
    assertThat(expected).hasSizeGreaterThan(12).allSatisfy(RebuildTest::hasRows);
  }

  @Test
  void shuffledDaysWithRedeliveriesAndRerunsGiveTheSameStar() throws IOException {
    Path landing = copyOf(right, "shuffled");
    List<LocalDate> redelivered = some(5);
    for (LocalDate date : redelivered) {
      deliver(wrong, landing, date);
    }
    LoadFixture loads = onEmptyWarehouse(landing);

    for (LocalDate date : shuffled(DATES)) {
      loads.run(date);
      if (random.nextInt(4) == 0) {
        loads.run(date);
      }
    }
    assertThat(Checksums.ofStarWithoutSurrogateKeys(lived.dsl())).isNotEqualTo(expected);
    for (LocalDate date : shuffled(redelivered)) {
      deliver(right, landing, date);
      loads.run(date);
    }
    for (LocalDate date : some(3)) {
      loads.run(date);
    }

    assertThat(Checksums.ofStarWithoutSurrogateKeys(lived.dsl()))
        .as("star, seed " + seed)
        .isEqualTo(expected);
    assertThat(mart(lived)).as("mart, seed " + seed).isEqualTo(expectedMart);
  }

  @Test
  void restatementFromOneDateOnGivesTheSameStar() throws IOException {
    Path landing = copyOf(right, "restated");
    List<LocalDate> corrected = DATES.subList(4, 9);
    for (LocalDate date : corrected) {
      deliver(wrong, landing, date);
    }
    LoadFixture loads = onEmptyWarehouse(landing);
    loads.run(DATES.toArray(LocalDate[]::new));
    for (LocalDate date : corrected) {
      deliver(right, landing, date);
    }

    for (LocalDate date : DATES.subList(4, DATES.size())) {
      loads.force(date);
    }

    assertThat(Checksums.ofStarWithoutSurrogateKeys(lived.dsl())).isEqualTo(expected);
    assertThat(mart(lived)).isEqualTo(expectedMart);
  }

  private static Path simulate(String name, long seed) throws IOException {
    Path landing = folder.resolve(name);
    new Simulator(new Simulation(FROM, DATES.size(), 120, 150, 0.6, seed, DIRT))
        .writeTo(landing, day -> {});
    return landing;
  }

  private static LoadFixture onEmptyWarehouse(Path landing) {
    WarehouseCleaner.wipe(lived.owner());
    LoadFixture loads = LoadFixture.of(lived);
    loads.open(landing);
    return loads;
  }

  private List<LocalDate> shuffled(List<LocalDate> dates) {
    List<LocalDate> shuffled = new ArrayList<>(dates);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private List<LocalDate> some(int number) {
    return shuffled(DATES).subList(0, number);
  }

  /** Puts one landing's deliveries of a date in the place of another's. */
  private static void deliver(Path from, Path to, LocalDate date) throws IOException {
    for (String source : List.of("imdb", "platform")) {
      Path delivery = Path.of(source, date.toString());
      if (Files.exists(from.resolve(delivery))) {
        copy(from.resolve(delivery), to.resolve(delivery));
      }
    }
  }

  private static Path copyOf(Path landing, String name) throws IOException {
    Path copy = folder.resolve(name);
    copy(landing, copy);
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** The history of KPIs remembers what was published with each date: here only the last counts. */
  private static Map<String, String> mart(WarehouseDatabase warehouse) {
    Map<String, String> mart = new TreeMap<>(Checksums.ofMartWithoutSurrogateKeys(warehouse.dsl()));
    mart.put(
        "aggregate.kpi_history",
        warehouse
            .dsl()
            .fetch(
                "select * from mart.kpi_history where as_of_date = (select as_of_date from mart.as_of)")
            .formatCSV());
    return mart;
  }

  private static void hasRows(String table, String checksum) {
    assertThat(checksum).as(table).doesNotStartWith("0 rows");
  }
}
