package ro.wowcinema.platform.simulator.title;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.datafaker.Faker;
import ro.wowcinema.platform.simulator.world.RandomStream;

/**
 * Names of film people, a part of them Romanian. Datafaker takes 0.1 ms for a name, so it is asked
 * for a stock of names once and these are combined.
 */
final class FilmNames {
  private static final int STOCK = 250;
  private static final double ROMANIANS = 0.25;

  private final List<String> firstNames;
  private final List<String> lastNames;

  FilmNames(RandomStream chance) {
    Faker faker = new Faker(Locale.ENGLISH, chance.random());
    this.firstNames = Stream.generate(() -> faker.name().firstName()).limit(STOCK).toList();
    this.lastNames = Stream.generate(() -> faker.name().lastName()).limit(STOCK).toList();
  }

  PersonName draw(RandomStream chance) {
    return chance.isTrueWith(ROMANIANS)
        ? RomanianNames.draw(chance)
        : new PersonName(chance.pick(firstNames), chance.pick(lastNames));
  }
}
