package ro.wowcinema.platform.simulator.viewing;

import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.title.Title;
import ro.wowcinema.platform.simulator.world.Chance;

/** What a viewer says about what they saw: most say nothing. */
record Opinion(OptionalInt rating, OptionalInt reaction) {
  private static final double RATES = 0.12;
  private static final double REACTS = 0.2;
  private static final double LIKED = 6.2;
  private static final double DISLIKED = 4.5;

  static Opinion draw(Title title, boolean abandoned, Chance chance) {
    int tenths = title.rating().map(Title.Rating::tenths).orElse(62);
    double enjoyment = chance.normal(tenths / 10.0 - (abandoned ? 1.5 : 0), 1.6);
    double within = Math.max(0, Math.min(enjoyment, 10));
    int reaction = enjoyment > LIKED ? 1 : enjoyment < DISLIKED ? -1 : 0;
    return new Opinion(
        chance.hits(RATES) ? OptionalInt.of((int) (within + 0.5)) : OptionalInt.empty(),
        chance.hits(REACTS) ? OptionalInt.of(reaction) : OptionalInt.empty());
  }
}
