package ro.wowcinema.platform.simulator.title;

import java.util.List;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** The genres that a user prefers: one that many like, and one that sets them apart. */
public record GenrePreference(List<String> genres) {

  public static GenrePreference draw(RandomStream chance) {
    return new GenrePreference(List.of(Genres.one(chance), Genres.any(chance)));
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
