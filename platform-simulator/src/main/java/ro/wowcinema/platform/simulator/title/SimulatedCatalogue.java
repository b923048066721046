package ro.wowcinema.platform.simulator.title;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** What the platform streams, and what of it people like to watch. */
public final class SimulatedCatalogue {
  private static final int LICENSED_SINCE_DAYS = 730;
  private static final double ALWAYS_AVAILABLE = 0.1;
  private static final double LICENCE_ENDS = 0.1;
  private static final double LEAVES = 0.01;
  private static final int ATTEMPTS = 24;
  private static final double DESPITE_GENRE = 0.08;

  private final Simulation simulation;
  private final List<CatalogueEntry> entries = new ArrayList<>();
  private final Set<String> titleIds = new HashSet<>();
  private WeightedChoice<Ranked> popularity;

  public SimulatedCatalogue(Simulation simulation, List<Title> titles) {
    this.simulation = simulation;
    RandomStream chance = simulation.chance("catalogue");
    for (Title title : titles) {
      if (entries.isEmpty() || chance.isTrueWith(title.kind().catalogueShare())) {
        LocalDate since = simulation.from().minusDays(chance.below(LICENSED_SINCE_DAYS));
        add(
            title,
            chance.isTrueWith(ALWAYS_AVAILABLE) ? Optional.empty() : Optional.of(since),
            chance);
      }
    }
    this.popularity = rankedByAppeal();
  }

  public List<CatalogueEntry> entries() {
    return entries;
  }

  /** The platform buys and drops titles on the third day of each week. */
  public boolean isChangeDue(LocalDate day) {
    return (day.toEpochDay() - simulation.from().toEpochDay()) % 7 == 2;
  }

  public void change(LocalDate day, List<Title> titles) {
    RandomStream chance = simulation.chance("catalogue changes", day);
    entries.replaceAll(
        entry ->
            entry.until().isEmpty() && chance.isTrueWith(LEAVES)
                ? entry.leavingOn(day.plusDays(chance.between(3, 45)))
                : entry);
    for (int bought = 0; bought < 1 + titles.size() / 1_000; bought++) {
      Title title = chance.pick(titles);
      if (title.kind().appeal() > 0 && !titleIds.contains(title.id())) {
        add(title, Optional.of(day), chance);
      }
    }
    popularity = rankedByAppeal();
  }

  /** Something for the viewer's taste, if there is anything to watch at all. */
  public Optional<Title> pick(LocalDate day, GenrePreference taste, RandomStream chance) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CatalogueEntry entry = popularity.pick(chance).entry();
      boolean pleases = taste.likes(entry.title()) || chance.isTrueWith(DESPITE_GENRE);
      if (pleases && entry.isAvailableOn(day)) {
        return Optional.of(entry.title());
      }
    }
    return Optional.empty();
  }

  private void add(Title title, Optional<LocalDate> from, RandomStream chance) {
    Optional<LocalDate> until =
        chance.isTrueWith(LICENCE_ENDS)
            ? Optional.of(simulation.from().plusDays(chance.between(5, 400)))
            : Optional.empty();
    // The very first title stays: there is always something to watch.
    entries.add(
        entries.isEmpty()
            ? new CatalogueEntry(title, Optional.empty(), Optional.empty())
            : new CatalogueEntry(title, from, until));
    titleIds.add(title.id());
  }

  /** Zipf's law, a little flatter at its top. */
  private WeightedChoice<Ranked> rankedByAppeal() {
    Comparator<CatalogueEntry> byAppeal =
        Comparator.comparingDouble(entry -> entry.title().appeal());
    List<CatalogueEntry> ranked = entries.stream().sorted(byAppeal.reversed()).toList();
    List<Ranked> weighted = new ArrayList<>();
    for (CatalogueEntry entry : ranked) {
      double weight = Math.max(0.01, entry.title().kind().appeal()) / (weighted.size() + 6.0);
      weighted.add(new Ranked(entry, weight));
    }
    return new WeightedChoice<>(weighted, Ranked::weight);
  }

  private record Ranked(CatalogueEntry entry, double weight) {}
}
