package ro.wowcinema.platform.simulator.title;

import java.util.List;
import ro.wowcinema.platform.simulator.world.Chance;

/** The genres that somebody prefers: one that many like, and one that sets them apart. */
public record Taste(List<String> genres) {

  public static Taste draw(Chance chance) {
    return new Taste(List.of(Genres.one(chance), Genres.any(chance)));
  }

  boolean likes(Title title) {
    for (String genre : genres) {
      if (title.genres().contains(genre)) {
        return true;
      }
    }
    return false;
  }
}
