package ro.wowcinema.platform.simulator.delivery;

import java.util.List;
import java.util.stream.Stream;
import ro.wowcinema.platform.simulator.title.ImdbId;

/** How IMDb's files go wrong, beyond what a clean one has. */
final class ImdbFlaws {
  /** No simulated title reaches these ids. */
  private static final int FIRST_UNKNOWN_TITLE = 90_000_000;

  private ImdbFlaws() {}

  static List<Flaw> titles() {
    return with(
        key("tconst"),
        Flaw.spoilt(draft -> draft.set("runtimeMinutes", "abc")),
        Flaw.spoilt(draft -> draft.set("isAdult", "2019")),
        Flaw.spoilt(draft -> draft.set("startYear", "19??")),
        Flaw.spoilt(draft -> draft.set("primaryTitle", '"' + draft.get("primaryTitle"))),
        Flaw.spoilt(draft -> draft.set("originalTitle", draft.get("originalTitle") + '\\')),
        Flaw.added(draft -> draft.set("runtimeMinutes", "77")));
  }

  static List<Flaw> ratings() {
    return with(
        key("tconst"),
        // A rating without its number is not much: a load may well reject it.
        new Flaw(false, 1, draft -> draft.set("numVotes", "many")),
        new Flaw(false, 1, draft -> draft.set("averageRating", "n/a")),
        Flaw.added(draft -> draft.set("numVotes", "5")),
        Flaw.added(draft -> draft.set("tconst", unknownTitle(draft))));
  }

  static List<Flaw> crew() {
    return with(
        key("tconst"),
        Flaw.repeated(),
        Flaw.added(draft -> draft.set("tconst", unknownTitle(draft))));
  }

  static List<Flaw> episodes() {
    return with(
        key("tconst"),
        Flaw.repeated(),
        Flaw.spoilt(draft -> draft.set("seasonNumber", "one")),
        Flaw.added(draft -> draft.set("tconst", unknownTitle(draft))),
        Flaw.spoilt(draft -> draft.set("parentTconst", unknownTitle(draft))));
  }

  static List<Flaw> people() {
    return with(
        key("nconst"), Flaw.repeated(), Flaw.spoilt(draft -> draft.set("birthYear", "unknown")));
  }

  private static Stream<Flaw> key(String column) {
    return Stream.of(
        Flaw.rejected(draft -> draft.drop(column)),
        Flaw.rejected(draft -> draft.surplus("surplus")),
        Flaw.rejected(draft -> draft.set(column, "")),
        Flaw.rejected(draft -> draft.set(column, null)),
        Flaw.rejected(draft -> draft.set(column, "x" + draft.get(column))));
  }

  private static List<Flaw> with(Stream<Flaw> keyFlaws, Flaw... others) {
    return Stream.concat(keyFlaws, Stream.of(others)).toList();
  }

  private static String unknownTitle(RecordDraft draft) {
    return ImdbId.title(FIRST_UNKNOWN_TITLE + draft.chance().below(1_000_000));
  }
}
