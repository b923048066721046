package ro.wowcinema.platform.simulator.user;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.platform.simulator.SimulatedLanding;
import ro.wowcinema.platform.simulator.world.Simulation;

class SimulatedUsersTest {
  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");
  private static final LocalDate FROM = LocalDate.of(2026, 3, 16);
  private static final Simulation SIMULATION = new Simulation(FROM, 21, 3_000, 300, 1, 11, 0);

  @TempDir private static Path folder;
  private static SimulatedLanding landing;

  @BeforeAll
  static void simulate() {
    landing = SimulatedLanding.simulate(folder, SIMULATION);
  }

  @Test
  void plansAndConsentAreSpreadAsExpected() {
    List<Map<String, String>> users = landing.users(FROM);
    Map<String, Long> plans =
        users.stream().collect(groupingBy(user -> user.get("plan_id"), counting()));
    assertThat(plans.get("1")).isGreaterThan(plans.get("2"));
    assertThat(plans.get("2")).isGreaterThan(plans.get("3"));
    long consenting =
        users.stream().filter(user -> user.get("consent_personalisation").equals("true")).count();
    assertThat(consenting / (double) users.size()).isBetween(0.57, 0.63);
    Map<String, Long> regions =
        users.stream().collect(groupingBy(user -> user.get("region_code"), counting()));
    assertThat(regions.get("42")).isGreaterThan(4 * regions.get("15"));
  }

  @Test
  void everyKindOfChangeOccurs() {
    Map<String, Map<String, String>> known = new HashMap<>();
    Set<String> changed = new HashSet<>();
    for (LocalDate day : SimulatedLanding.days(SIMULATION)) {
      for (Map<String, String> user : landing.users(day)) {
        Map<String, String> before = known.put(user.get("user_id"), user);
        if (before != null) {
          user.keySet().stream()
              .filter(column -> !user.get(column).equals(before.get(column)))
              .forEach(changed::add);
        }
      }
    }
    assertThat(known).hasSizeGreaterThan(3_100);
    assertThat(changed)
        .contains(
            "plan_id",
            "region_code",
            "birth_date",
            "subscription_start_date",
            "subscription_end_date",
            "consent_personalisation",
            "is_deleted");
  }

  @Test
  void someChangesArriveAfterSessionsThatTheyConcern() {
    long late =
        SimulatedLanding.days(SIMULATION).stream()
            .skip(1)
            .flatMap(day -> landing.users(day).stream().filter(user -> updated(user).isBefore(day)))
            .count();
    assertThat(late).isBetween(20L, 200L);
  }

  @Test
  void someUsersWatchADayBeforeTheyAreKnown() {
    Set<String> known = new HashSet<>();
    Set<String> watchingUnknown = new HashSet<>();
    for (LocalDate day : SimulatedLanding.days(SIMULATION)) {
      landing.users(day).forEach(user -> known.add(user.get("user_id")));
      landing.sessions(day).stream()
          .map(session -> session.get("user_id"))
          .filter(user -> !known.contains(user) && !day.equals(SIMULATION.lastDay()))
          .forEach(watchingUnknown::add);
    }
    assertThat(watchingUnknown).isNotEmpty();
    assertThat(known).containsAll(watchingUnknown);
  }

  @Test
  void noTwoChangesOfAUserHaveTheSameInstant() {
    assertThat(
            SimulatedLanding.days(SIMULATION).stream()
                .flatMap(day -> landing.users(day).stream())
                .map(user -> user.get("user_id") + " " + user.get("updated_at")))
        .doesNotHaveDuplicates();
  }

  private static LocalDate updated(Map<String, String> user) {
    return OffsetDateTime.parse(user.get("updated_at")).atZoneSameInstant(BUCHAREST).toLocalDate();
  }
}
