package ro.wowcinema.pipeline.jobs.simulation;

import java.util.List;

/** The genres that somebody prefers: one that many like, and one that sets them apart. */
record Taste(List<String> genres) {

  static Taste draw(Chance chance) {
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
