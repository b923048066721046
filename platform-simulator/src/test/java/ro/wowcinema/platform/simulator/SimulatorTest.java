package ro.wowcinema.platform.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Over the night of 29 March 2026, in which Bucharest skips an hour. */
class SimulatorTest {
  private static final LocalDate FROM = LocalDate.of(2026, 3, 22);

  @TempDir private Path folder;

  @Test
  void writesTheSameBytesForTheSameSeed() {
    assertSameFiles(simulate("one", 42, 0.02), simulate("other", 42, 0.02));
  }

  @Test
  void writesTheSameBytesOverAnEarlierSimulation() {
    Map<String, byte[]> once = simulate("once", 42, 0);
    simulate("twice", 7, 0.02);
    assertSameFiles(simulate("twice", 42, 0), once);
  }

  @Test
  void writesOtherBytesForAnotherSeed() {
    Map<String, byte[]> one = simulate("one", 42, 0);
    Map<String, byte[]> other = simulate("other", 43, 0);
    for (String file : List.of("users.csv", "catalog.csv.gz", "sessions.jsonl")) {
      String path = "platform/" + FROM + "/" + file;
      assertThat(one.get(path)).as(path).isNotEqualTo(other.get(path));
    }
    String titles = "imdb/" + FROM + "/title.basics.tsv.gz";
    assertThat(one.get(titles)).isNotEqualTo(other.get(titles));
  }

  @Test
  void dependsOnNeitherTheDefaultZoneNorTheDefaultLocale() {
    Map<String, byte[]> here = simulate("here", 42, 0.02);
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertSameFiles(simulate("there", 42, 0.02), here);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void reportsEachDayAfterItsDeliveryIsComplete() throws IOException {
    List<LocalDate> days = new ArrayList<>();
    SimulationSummary summary =
        new Simulator(simulation(42, 0))
            .writeTo(
                folder,
                day -> {
                  assertThat(folder.resolve("platform/" + day + "/_SUCCESS")).exists();
                  days.add(day);
                });
    assertThat(days).containsExactlyElementsOf(FROM.datesUntil(FROM.plusDays(10)).toList());
    assertThat(summary.deliveries()).isEqualTo(10 + 2);
    assertThat(summary.users()).isGreaterThan(300);
    assertThat(summary.titles()).isGreaterThan(400);
    assertThat(summary.badRecords()).isZero();
  }

  @Test
  void countsTheSessionsThatItDelivered() throws IOException {
    Simulation simulation = simulation(42, 0);
    SimulationSummary summary = new Simulator(simulation).writeTo(folder, day -> {});
    long logIds =
        SimulatedLanding.days(simulation).stream()
            .flatMap(day -> new SimulatedLanding(folder).sessions(day).stream())
            .map(session -> session.get("log_id"))
            .distinct()
            .count();
    assertThat(summary.sessions()).isEqualTo(logIds).isGreaterThan(800);
  }

  @Test
  void simulatesOneUserAndOneTitleWithAllTheDirtTheyCanStand() throws IOException {
    Simulation smallest = new Simulation(FROM, 1, 1, 1, 24, 1, 1);
    new Simulator(smallest).writeTo(folder, day -> {});
    assertThat(Files.readAllLines(folder.resolve("platform/" + FROM + "/users.csv")))
        .hasSizeBetween(2, 3);
  }

  private Map<String, byte[]> simulate(String name, long seed, double dirt) {
    return SimulatedLanding.simulate(folder.resolve(name), simulation(seed, dirt)).files();
  }

  private static Simulation simulation(long seed, double dirt) {
    return new Simulation(FROM, 10, 300, 400, 0.5, seed, dirt);
  }

  private static void assertSameFiles(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
    assertThat(actual.keySet())
        .allMatch(
            path -> Arrays.equals(Objects.requireNonNull(actual.get(path)), expected.get(path)));
  }
}
