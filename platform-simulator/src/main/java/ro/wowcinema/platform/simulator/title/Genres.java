package ro.wowcinema.platform.simulator.title;

import java.util.List;
import java.util.TreeSet;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** IMDb's genres, weighted by how common they are. */
final class Genres {
  private static final WeightedChoice<Genre> ALL =
      new WeightedChoice<>(
          List.of(
              new Genre("Drama", 30),
              new Genre("Comedy", 20),
              new Genre("Thriller", 9),
              new Genre("Romance", 9),
              new Genre("Action", 8),
              new Genre("Crime", 8),
              new Genre("Documentary", 8),
              new Genre("Horror", 6),
              new Genre("Adventure", 5),
              new Genre("Family", 5),
              new Genre("Mystery", 4),
              new Genre("Fantasy", 4),
              new Genre("Sci-Fi", 4),
              new Genre("Animation", 4),
              new Genre("Biography", 3),
              new Genre("History", 3),
              new Genre("Music", 2),
              new Genre("War", 2),
              new Genre("Musical", 2),
              new Genre("Sport", 1),
              new Genre("Western", 1),
              new Genre("Reality-TV", 1),
              new Genre("Film-Noir", 0.5)),
          Genre::weight);

  private Genres() {}

  static String one(RandomStream chance) {
    return ALL.pick(chance).name();
  }

  /** The rare ones as likely as the common. */
  static String any(RandomStream chance) {
    return chance.pick(ALL.choices()).name();
  }

  /** One to three, in alphabetical order as IMDb lists them. */
  static List<String> several(TitleKind kind, RandomStream chance) {
    TreeSet<String> genres = new TreeSet<>();
    int wanted = chance.between(1, 3);
    if (kind == TitleKind.SHORT) {
      genres.add("Short");
    }
    while (genres.size() < wanted) {
      genres.add(one(chance));
    }
    return List.copyOf(genres);
  }

  private record Genre(String name, double weight) {}
}
