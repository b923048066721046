package ro.wowcinema.platform.simulator.title;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Directors and writers: some with many titles, most with one or two. */
public final class SimulatedPeople {
  private static final int MOST_KNOWN_FOR = 4;
  private static final int LATEST_BIRTH = 2000;
  private static final List<List<String>> PROFESSIONS =
      List.of(
          List.of("director"),
          List.of("writer"),
          List.of("director", "writer"),
          List.of("actor", "director", "producer"),
          List.of("writer", "producer"));

  private final List<FilmPerson> people = new ArrayList<>();
  private final FilmNames names;
  private final RandomStream chance;

  public SimulatedPeople(Simulation simulation) {
    this.names = new FilmNames(simulation.chance("film names"));
    this.chance = simulation.chance("people");
    int atFirst = Math.max(5, simulation.titles() / 3);
    for (int number = 0; number < atFirst; number++) {
      add();
    }
  }

  public List<FilmPerson> all() {
    return people;
  }

  void add() {
    OptionalInt birth =
        chance.isTrueWith(0.4)
            ? OptionalInt.of(LATEST_BIRTH - chance.below(80))
            : OptionalInt.empty();
    people.add(
        new FilmPerson(
            ImdbId.person(people.size() * 3 + 1_001),
            names.draw(chance).full(),
            birth,
            death(birth),
            chance.pick(PROFESSIONS),
            new ArrayList<>()));
  }

  /** Draws different people and credits them with the title. */
  List<String> credit(String titleId, int wanted, RandomStream titleChance) {
    List<String> credited = new ArrayList<>();
    for (int draw = 0; draw < wanted; draw++) {
      int index = (int) (people.size() * StrictMath.pow(titleChance.fraction(), 1.5));
      FilmPerson person = people.get(index);
      if (!credited.contains(person.id())) {
        credited.add(person.id());
        remember(person.knownFor(), titleId);
      }
    }
    return List.copyOf(credited);
  }

  private OptionalInt death(OptionalInt birth) {
    boolean longAgo = birth.isPresent() && birth.getAsInt() < LATEST_BIRTH - 45;
    return longAgo && chance.isTrueWith(0.35)
        ? OptionalInt.of(birth.getAsInt() + chance.between(35, 70))
        : OptionalInt.empty();
  }

  private static void remember(List<String> titles, String titleId) {
    if (titles.size() < MOST_KNOWN_FOR && !titles.contains(titleId)) {
      titles.add(titleId);
    }
  }
}
