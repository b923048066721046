package ro.wowcinema.platform.simulator.title;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ro.wowcinema.platform.simulator.world.Simulation;

class SimulatedTitlesTest {
  private static final LocalDate FROM = LocalDate.of(2026, 2, 23);
  private static final Simulation SIMULATION = new Simulation(FROM, 30, 1, 5_000, 1, 9, 0);

  private final SimulatedTitles titles =
      new SimulatedTitles(SIMULATION, new SimulatedPeople(SIMULATION));

  @Test
  void titlesHaveWhatMakesLoadingThemHard() {
    List<Title> all = titles.current();
    assertThat(all).hasSize(5_000);
    assertThat(all).anyMatch(title -> title.name().primary().startsWith("\""));
    assertThat(all).anyMatch(title -> title.name().primary().contains("\\"));
    assertThat(all).anyMatch(title -> !title.name().primary().equals(title.name().original()));
    assertThat(all).anyMatch(title -> title.runtimeMinutes().equals(OptionalInt.of(0)));
    assertThat(all).anyMatch(title -> title.runtimeMinutes().isEmpty());
    assertThat(all).anyMatch(title -> title.credits().directors().size() > 1);
    assertThat(all).anyMatch(title -> title.genres().size() == 3);
    assertThat(all).anyMatch(title -> title.rating().isEmpty());
    assertThat(all).extracting(Title::kind).contains(TitleKind.values());
  }

  @Test
  void genresAreAlphabeticalAndDifferent() {
    assertThat(titles.current())
        .allMatch(
            title -> title.genres().equals(title.genres().stream().distinct().sorted().toList()));
  }

  @Test
  void everyEpisodeHasItsSeriesAlsoAfterWeeksOfChanges() {
    for (int week = 1; week <= 10; week++) {
      titles.simulateUntil(FROM.plusWeeks(week));
    }
    Set<String> ids = new HashSet<>(titles.current().stream().map(Title::id).toList());
    assertThat(ids).hasSameSizeAs(titles.current());
    assertThat(titles.current().stream().map(Title::episode).flatMap(Optional::stream))
        .isNotEmpty()
        .allMatch(place -> ids.contains(place.parentId()));
  }

  @Test
  void aWeekChangesRatingsAndAFewTitles() {
    Map<String, Title> before = byId();
    titles.simulateUntil(FROM.plusDays(7));
    titles.simulateUntil(FROM.plusDays(14));
    Map<String, Title> after = byId();
    assertThat(after.keySet()).anyMatch(id -> !before.containsKey(id));
    assertThat(before.keySet()).anyMatch(id -> !after.containsKey(id));
    assertThat(changed(before, after, Title::rating)).isBetween(1_000L, 3_000L);
    assertThat(changed(before, after, Title::runtimeMinutes)).isBetween(5L, 100L);
    assertThat(changed(before, after, Title::genres)).isBetween(5L, 100L);
  }

  private Map<String, Title> byId() {
    return titles.current().stream().collect(toMap(Title::id, Function.identity()));
  }

  private static long changed(
      Map<String, Title> before, Map<String, Title> after, Function<Title, Object> attribute) {
    return before.values().stream()
        .filter(title -> after.containsKey(title.id()))
        .filter(title -> !attribute.apply(title).equals(attribute.apply(after.get(title.id()))))
        .count();
  }
}
