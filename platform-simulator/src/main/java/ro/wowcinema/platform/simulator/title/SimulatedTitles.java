package ro.wowcinema.platform.simulator.title;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** The titles of IMDb, as they stand in a weekly snapshot. */
public final class SimulatedTitles {
  private static final int DAYS_BETWEEN_SNAPSHOTS = 7;
  private static final double RATED_ANEW = 0.3;
  private static final double CORRECTED = 0.004;
  private static final double GONE = 0.0005;
  private static final double NEW = 0.004;

  private final Simulation simulation;
  private final SimulatedPeople people;
  private final TitleMaker maker;
  private List<Title> titles = new ArrayList<>();
  private long everKnown;

  public SimulatedTitles(Simulation simulation, SimulatedPeople people) {
    this.simulation = simulation;
    this.people = people;
    this.maker = new TitleMaker(people, simulation.from().getYear(), simulation.chance("titles"));
    titles.add(maker.makeMovie());
    while (titles.size() < simulation.titles()) {
      titles.add(maker.make());
    }
    everKnown = titles.size();
  }

  /** In the order of their ids. */
  public List<Title> current() {
    return titles;
  }

  public long everKnown() {
    return everKnown;
  }

  public boolean isSnapshotDue(LocalDate day) {
    return (day.toEpochDay() - simulation.from().toEpochDay()) % DAYS_BETWEEN_SNAPSHOTS == 0;
  }

  /** What a week changes: votes, corrections, a title that IMDb withdraws, a few new ones. */
  public void simulateUntil(LocalDate day) {
    RandomStream chance = simulation.chance("title changes", day);
    List<Title> next = new ArrayList<>();
    for (Title title : titles) {
      // A series stays, or its episodes would hang in the air.
      if (title.kind().hasEpisodes() || !chance.isTrueWith(GONE)) {
        next.add(corrected(rated(title, chance), chance));
      }
    }
    for (int born = 1 + (int) (titles.size() * NEW); born > 0; born--) {
      people.add();
      next.add(maker.make());
      everKnown++;
    }
    titles = next;
  }

  private static Title rated(Title title, RandomStream chance) {
    if (title.rating().isEmpty() || !chance.isTrueWith(RATED_ANEW)) {
      return title;
    }
    Title.Rating rating = title.rating().get();
    int tenths = Math.max(10, Math.min(rating.tenths() + chance.between(-1, 1), 100));
    int moreVotes = 1 + (int) (rating.votes() * chance.between(0, 0.01));
    return title.withRating(Optional.of(new Title.Rating(tenths, rating.votes() + moreVotes)));
  }

  private static Title corrected(Title title, RandomStream chance) {
    if (!chance.isTrueWith(CORRECTED)) {
      return title;
    }
    return chance.isTrueWith(0.5) && title.kind().hasRuntime()
        ? title.withRuntime(OptionalInt.of(title.kind().drawMinutes(chance)))
        : title.withGenres(Genres.several(title.kind(), chance));
  }
}
