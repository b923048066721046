package ro.wowcinema.platform.simulator.viewing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.platform.simulator.SimulatedLanding;
import ro.wowcinema.platform.simulator.world.Simulation;

class SimulatedSessionsTest {
  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");
  private static final LocalDate FROM = LocalDate.of(2026, 3, 23);
  private static final Simulation SIMULATION = new Simulation(FROM, 14, 1_000, 800, 0.8, 3, 0);

  @TempDir private static Path folder;
  private static final List<Delivered> RECORDS = new ArrayList<>();

  @BeforeAll
  static void simulate() {
    SimulatedLanding landing = SimulatedLanding.simulate(folder, SIMULATION);
    for (LocalDate day : SimulatedLanding.days(SIMULATION)) {
      landing.sessions(day).forEach(values -> RECORDS.add(new Delivered(day, values)));
    }
  }

  @Test
  void theEveningIsThePeakOfTheDay() {
    Map<Integer, Long> byHour =
        RECORDS.stream().collect(groupingBy(record -> record.start().getHour(), counting()));
    long evening = byHour.get(20) + byHour.get(21);
    assertThat(evening).isGreaterThan(2 * (byHour.get(14) + byHour.get(15)));
    assertThat(evening).isGreaterThan(10 * byHour.getOrDefault(4, 0L));
  }

  @Test
  void theWeekEndHasMoreSessionsThanWorkdays() {
    Map<DayOfWeek, Long> byDay =
        RECORDS.stream().collect(groupingBy(record -> record.start().getDayOfWeek(), counting()));
    assertThat(byDay.get(DayOfWeek.SATURDAY)).isGreaterThan(byDay.get(DayOfWeek.TUESDAY) * 5 / 4);
  }

  @Test
  void aFewTitlesAreWatchedByMany() {
    List<Long> views =
        RECORDS.stream()
            .collect(groupingBy(record -> record.text("title_id"), counting()))
            .values()
            .stream()
            .sorted()
            .toList();
    assertThat(views.get(views.size() - 1)).isGreaterThan(10 * views.get(views.size() / 2));
  }

  @Test
  void recordsComeOnTheDayOfTheirEmissionOrOneToFiveDaysLater() {
    assertThat(RECORDS).allMatch(record -> record.daysLate() >= 0 && record.daysLate() <= 6);
    assertThat(RECORDS.stream().filter(record -> record.daysLate() > 0).count())
        .isBetween(RECORDS.size() / 100L, RECORDS.size() / 20L);
  }

  @Test
  void someSessionsAreOpenedFirstAndClosedLaterAlsoInTheNextDelivery() {
    List<Delivered> open = RECORDS.stream().filter(Delivered::isOpen).toList();
    Map<String, List<Delivered>> closed =
        RECORDS.stream()
            .filter(record -> !record.isOpen())
            .collect(groupingBy(record -> record.text("log_id")));
    assertThat(open).anyMatch(record -> !closed.containsKey(record.text("log_id")));
    assertThat(open)
        .anyMatch(
            record ->
                closed.getOrDefault(record.text("log_id"), List.of()).stream()
                    .anyMatch(end -> end.day().equals(record.day().plusDays(1))));
  }

  @Test
  void recordsAreRepeatedAndOutOfOrder() {
    Set<Map<String, String>> seen = new HashSet<>();
    long repeats = RECORDS.stream().filter(record -> !seen.add(record.values())).count();
    assertThat(repeats).isBetween(5L, RECORDS.size() / 50L);
    long overtaken = 0;
    for (int index = 1; index < RECORDS.size(); index++) {
      Delivered before = RECORDS.get(index - 1);
      Delivered record = RECORDS.get(index);
      boolean sameFile = before.day().equals(record.day());
      overtaken += sameFile && record.emitted().isBefore(before.emitted()) ? 1 : 0;
    }
    assertThat(overtaken).isGreaterThan(20);
  }

  @Test
  void cleanSessionsEndAfterTheirStartAndAreRatedByAFew() {
    List<Delivered> closed = RECORDS.stream().filter(record -> !record.isOpen()).toList();
    assertThat(closed).allMatch(record -> record.end().isAfter(record.start().toInstant()));
    assertThat(share(closed, "rating")).isBetween(0.09, 0.15);
    assertThat(share(closed, "reaction")).isBetween(0.17, 0.23);
    assertThat(RECORDS)
        .extracting(record -> record.text("session_start").endsWith("Z"))
        .contains(true, false);
  }

  private static double share(List<Delivered> records, String member) {
    return records.stream().filter(record -> record.values().containsKey(member)).count()
        / (double) records.size();
  }

  private record Delivered(LocalDate day, Map<String, String> values) {
    String text(String member) {
      return values.get(member);
    }

    boolean isOpen() {
      return !values.containsKey("session_end");
    }

    ZonedDateTime start() {
      return OffsetDateTime.parse(text("session_start")).atZoneSameInstant(BUCHAREST);
    }

    Instant end() {
      return OffsetDateTime.parse(text("session_end")).toInstant();
    }

    Instant emitted() {
      return OffsetDateTime.parse(text("emitted_at")).toInstant();
    }

    long daysLate() {
      return day.toEpochDay() - emitted().atZone(BUCHAREST).toLocalDate().toEpochDay();
    }
  }
}
