package ro.wowcinema.platform.simulator.title;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A title as one IMDb snapshot has it.
 *
 * @param appeal from 0 to 1: who is known for it, how many rate it, how often it is watched
 */
public record Title(
    String id,
    TitleKind kind,
    TitleName name,
    boolean adult,
    OptionalInt startYear,
    OptionalInt endYear,
    OptionalInt runtimeMinutes,
    List<String> genres,
    Optional<EpisodeOf> episode,
    Optional<Rating> rating,
    Credits credits,
    double appeal) {

  Title withRating(Optional<Rating> newRating) {
    return new Title(
        id,
        kind,
        name,
        adult,
        startYear,
        endYear,
        runtimeMinutes,
        genres,
        episode,
        newRating,
        credits,
        appeal);
  }

  Title withRuntime(OptionalInt newMinutes) {
    return new Title(
        id,
        kind,
        name,
        adult,
        startYear,
        endYear,
        newMinutes,
        genres,
        episode,
        rating,
        credits,
        appeal);
  }

  Title withGenres(List<String> newGenres) {
    return new Title(
        id,
        kind,
        name,
        adult,
        startYear,
        endYear,
        runtimeMinutes,
        newGenres,
        episode,
        rating,
        credits,
        appeal);
  }

  /** Its place in a series; some episodes are not numbered. */
  public record EpisodeOf(String parentId, OptionalInt season, OptionalInt number) {}

  /** The average in tenths, so that no rounding depends on the platform. */
  public record Rating(int tenths, int votes) {}

  /** Ids of people. */
  public record Credits(List<String> directors, List<String> writers) {}
}
