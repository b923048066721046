package ro.wowcinema.platform.simulator.viewing;

import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.title.Title;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** A viewer's feedback on a title: most give none. */
record ViewerFeedback(OptionalInt rating, OptionalInt reaction) {
  private static final double RATES = 0.12;
  private static final double REACTS = 0.2;
  private static final double LIKED = 6.2;
  private static final double DISLIKED = 4.5;

  static ViewerFeedback draw(Title title, boolean abandoned, RandomStream chance) {
    int tenths = title.rating().map(Title.Rating::tenths).orElse(62);
    double enjoyment = chance.normal(tenths / 10.0 - (abandoned ? 1.5 : 0), 1.6);
    double within = Math.max(0, Math.min(enjoyment, 10));
    int reaction = enjoyment > LIKED ? 1 : enjoyment < DISLIKED ? -1 : 0;
    return new ViewerFeedback(
        chance.isTrueWith(RATES) ? OptionalInt.of((int) (within + 0.5)) : OptionalInt.empty(),
        chance.isTrueWith(REACTS) ? OptionalInt.of(reaction) : OptionalInt.empty());
  }
}
