package ro.wowcinema.platform.simulator.title;

import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** A series and how many of its episodes were made so far. */
final class SeriesOnAir {
  private static final int EPISODES_OF_A_SEASON = 10;
  private static final double UNNUMBERED = 0.03;

  private final Title title;
  private int episodes;

  SeriesOnAir(Title title) {
    this.title = title;
  }

  Title title() {
    return title;
  }

  Title.EpisodeOf next(RandomStream chance) {
    int made = episodes++;
    return chance.isTrueWith(UNNUMBERED)
        ? new Title.EpisodeOf(title.id(), OptionalInt.empty(), OptionalInt.empty())
        : new Title.EpisodeOf(
            title.id(),
            OptionalInt.of(made / EPISODES_OF_A_SEASON + 1),
            OptionalInt.of(made % EPISODES_OF_A_SEASON + 1));
  }
}
