package ro.wowcinema.platform.simulator.title;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** Invents one title after the other, with ascending ids. */
final class TitleMaker {
  private static final int FIRST_NUMBER = 100_000;
  private static final int LARGEST_GAP = 7;
  private static final WeightedChoice<TitleKind> KINDS =
      new WeightedChoice<>(Arrays.asList(TitleKind.values()), TitleKind::weight);

  private final SimulatedPeople people;
  private final int latestYear;
  private final RandomStream chance;
  private final List<SeriesOnAir> series = new ArrayList<>();
  private int lastNumber = FIRST_NUMBER;

  TitleMaker(SimulatedPeople people, int latestYear, RandomStream chance) {
    this.people = people;
    this.latestYear = latestYear;
    this.chance = chance;
  }

  Title make() {
    TitleKind kind = KINDS.pick(chance);
    return kind == TitleKind.TV_EPISODE && !series.isEmpty()
        ? episode(chance.pick(series))
        : standingAlone(kind == TitleKind.TV_EPISODE ? TitleKind.MOVIE : kind);
  }

  /** A catalogue of movies needs one. */
  Title makeMovie() {
    return standingAlone(TitleKind.MOVIE);
  }

  private Title standingAlone(TitleKind kind) {
    List<String> genres = chance.isTrueWith(0.02) ? List.of() : Genres.several(kind, chance);
    Title title = build(kind, TitleNames.draw(chance), genres, Optional.empty());
    if (kind.hasEpisodes()) {
      series.add(new SeriesOnAir(title));
    }
    return title;
  }

  private Title episode(SeriesOnAir parent) {
    Title.EpisodeOf place = parent.next(chance);
    TitleName name =
        chance.isTrueWith(0.5) && place.number().isPresent()
            ? TitleName.same(
                "Episode #" + place.season().getAsInt() + "." + place.number().getAsInt())
            : TitleNames.draw(chance);
    return build(TitleKind.TV_EPISODE, name, parent.title().genres(), Optional.of(place));
  }

  private Title build(
      TitleKind kind, TitleName name, List<String> genres, Optional<Title.EpisodeOf> place) {
    lastNumber += chance.between(1, LARGEST_GAP);
    String id = ImdbId.title(lastNumber);
    double appeal = chance.fraction();
    OptionalInt startYear = startYear();
    return new Title(
        id,
        kind,
        name,
        chance.isTrueWith(0.01),
        startYear,
        kind.hasEpisodes() ? endYear(startYear) : OptionalInt.empty(),
        runtime(kind),
        genres,
        place,
        chance.isTrueWith(0.8) ? Optional.of(rating(appeal)) : Optional.empty(),
        credits(id),
        appeal);
  }

  private OptionalInt startYear() {
    int age = (int) (70 * chance.fraction() * chance.fraction());
    return chance.isTrueWith(0.03) ? OptionalInt.empty() : OptionalInt.of(latestYear - age);
  }

  private OptionalInt endYear(OptionalInt startYear) {
    return startYear.isPresent() && chance.isTrueWith(0.6)
        ? OptionalInt.of(Math.min(latestYear, startYear.getAsInt() + chance.below(8)))
        : OptionalInt.empty();
  }

  private OptionalInt runtime(TitleKind kind) {
    if (!kind.hasRuntime() || chance.isTrueWith(0.07)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(chance.isTrueWith(0.005) ? 0 : kind.drawMinutes(chance));
  }

  /** From five votes for the obscure to most of a million; half of all titles have under 250. */
  private Title.Rating rating(double appeal) {
    int tenths = (int) Math.max(10, Math.min(chance.normal(58 + 12 * appeal, 12), 98));
    return new Title.Rating(tenths, chance.between(5, 60) + (int) (900_000 * toThe12th(appeal)));
  }

  private Title.Credits credits(String id) {
    int directors =
        chance.isTrueWith(0.05) ? 0 : chance.isTrueWith(0.15) ? chance.between(2, 3) : 1;
    List<String> directedBy = people.credit(id, directors, chance);
    return new Title.Credits(directedBy, people.credit(id, chance.below(4), chance));
  }

  private static double toThe12th(double base) {
    double cube = base * base * base;
    return cube * cube * cube * cube;
  }
}
