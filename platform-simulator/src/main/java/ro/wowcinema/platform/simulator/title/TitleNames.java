package ro.wowcinema.platform.simulator.title;

import ro.wowcinema.platform.simulator.world.RandomStream;

/** Invents titles, English and Romanian. Some carry quotes and backslashes: they are text. */
final class TitleNames {
  private static final double QUOTED = 0.01;
  private static final double BACKSLASHED = 0.004;
  private static final double SEQUELS = 0.06;

  private TitleNames() {}

  static TitleName draw(RandomStream chance) {
    TitleName name = plain(chance);
    if (chance.isTrueWith(SEQUELS)) {
      String number = " " + chance.between(2, 4);
      return new TitleName(name.primary() + number, name.original() + number);
    }
    return name;
  }

  private static TitleName plain(RandomStream chance) {
    double form = chance.fraction();
    if (form < QUOTED) {
      return TitleName.same("\"" + mood(chance) + "\" " + thing(chance) + " in " + place(chance));
    }
    if (form < QUOTED + BACKSLASHED) {
      return TitleName.same(thing(chance) + "\\" + thing(chance));
    }
    return form < 0.45 ? english(chance) : translated(chance);
  }

  private static TitleName english(RandomStream chance) {
    String text =
        switch (chance.below(4)) {
          case 0 -> "The " + mood(chance) + " " + thing(chance);
          case 1 -> mood(chance) + " " + thing(chance) + " in " + place(chance);
          case 2 -> "The " + thing(chance) + " and the " + thing(chance);
          default -> "Return to " + place(chance) + ": The " + mood(chance) + " " + thing(chance);
        };
    return TitleName.same(text);
  }

  /** Known by its Romanian name, its English one, or by one and made under the other. */
  private static TitleName translated(RandomStream chance) {
    TitleName thing = chance.pick(TitleWords.THINGS);
    TitleName owner = chance.pick(TitleWords.OWNERS);
    String english = thing.primary() + " " + owner.primary();
    String romanian = thing.original() + " " + owner.original();
    return switch (chance.below(3)) {
      case 0 -> TitleName.same(english);
      case 1 -> TitleName.same(romanian);
      default -> new TitleName(english, romanian);
    };
  }

  private static String mood(RandomStream chance) {
    return chance.pick(TitleWords.MOODS);
  }

  private static String thing(RandomStream chance) {
    return chance.pick(TitleWords.THINGS).primary();
  }

  private static String place(RandomStream chance) {
    return chance.pick(TitleWords.PLACES);
  }
}
