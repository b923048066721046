package ro.wowcinema.platform.simulator.viewing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import ro.wowcinema.platform.simulator.title.SimulatedCatalogue;
import ro.wowcinema.platform.simulator.title.Title;
import ro.wowcinema.platform.simulator.user.Counties;
import ro.wowcinema.platform.simulator.user.SimulatedUser;
import ro.wowcinema.platform.simulator.user.UserState;
import ro.wowcinema.platform.simulator.world.Bucharest;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** What one user watches on one day, one after the other. */
final class DailyViewing {
  private static final int MINUTES_IF_UNKNOWN = 90;
  private static final double WATCHED_TO_THE_END = 0.6;
  private static final double ZAPPED = 0.15;
  private static final double AT_HOME = 0.95;
  private static final double REGION_KNOWN = 0.99;

  private final LocalDate day;
  private final SimulatedCatalogue catalogue;
  private final ViewingHours hours;
  private final Counties counties;
  private final RandomStream chance;

  DailyViewing(
      LocalDate day,
      SimulatedCatalogue catalogue,
      ViewingHours hours,
      Counties counties,
      RandomStream chance) {
    this.day = day;
    this.catalogue = catalogue;
    this.hours = hours;
    this.counties = counties;
    this.chance = chance;
  }

  List<ViewingSession> of(SimulatedUser user, int sessions) {
    List<ViewingSession> viewings = new ArrayList<>();
    Instant free = user.knownSince();
    for (Instant wanted : starts(sessions)) {
      Instant start = wanted.isBefore(free) ? free.plusSeconds(90) : wanted;
      Optional<Title> title = catalogue.pick(day, user.habits().taste(), chance);
      // A long film before may have taken the rest of the day.
      if (title.isPresent() && Bucharest.dayOf(start).equals(day)) {
        ViewingSession viewing = viewing(user.state(), title.get(), start, viewings.size() + 1);
        viewings.add(viewing);
        free = viewing.end();
      }
    }
    return viewings;
  }

  private List<Instant> starts(int sessions) {
    return Stream.generate(() -> Bucharest.within(hours.pick(day, chance), day, chance))
        .limit(sessions)
        .sorted()
        .toList();
  }

  private ViewingSession viewing(UserState user, Title title, Instant start, int number) {
    double share = watchedShare();
    int minutes = title.runtimeMinutes().orElse(0);
    double seconds = 60.0 * share * (minutes == 0 ? MINUTES_IF_UNKNOWN : minutes);
    ViewerFeedback opinion = ViewerFeedback.draw(title, share < 0.5, chance);
    return new ViewingSession(
        day.toString().replace("-", "") + "-" + user.userId() + "-" + number,
        user.userId(),
        title.id(),
        start,
        start.plus(Duration.ofSeconds(20 + (long) seconds)),
        opinion.rating(),
        opinion.reaction(),
        region(user));
  }

  private double watchedShare() {
    double kind = chance.fraction();
    if (kind < WATCHED_TO_THE_END) {
      // Some leave during the credits, some pause.
      return chance.between(0.92, 1.05);
    }
    return kind < 1 - ZAPPED ? chance.between(0.15, 0.92) : chance.between(0.01, 0.15);
  }

  private OptionalInt region(UserState user) {
    if (!chance.isTrueWith(REGION_KNOWN)) {
      return OptionalInt.empty();
    }
    int elsewhere = counties.pick(chance);
    return OptionalInt.of(chance.isTrueWith(AT_HOME) ? user.region().orElse(elsewhere) : elsewhere);
  }
}
