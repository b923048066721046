package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;
import static ro.wowcinema.warehouse.pii.Tables.UNREADABLE_FILE;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * Records which files erasures could not read: a file that is already recorded does not fail
 * further erasures, but each one warns of it.
 */
final class UnreadableFiles {
  private final DSLContext dsl;
  private final Path landing;

  UnreadableFiles(DSLContext dsl, Path landing) {
    this.dsl = dsl;
    this.landing = landing;
  }

  /**
   * Records unreadable files of an erasure, and deletes those that are readable again.
   *
   * @param unreadable files of the landing zone, with the reason
   * @param problems receives the files that no erasure has reported yet
   * @param warnings receives the others
   */
  void remember(
      Map<Path, String> unreadable, Instant at, List<String> problems, List<String> warnings) {
    List<String> paths = unreadable.keySet().stream().map(Path::toString).toList();
    dsl.deleteFrom(UNREADABLE_FILE)
        .where(UNREADABLE_FILE.PATH.startsWith(landing + "/"))
        .and(UNREADABLE_FILE.PATH.notIn(paths))
        .execute();
    Map<String, Instant> known =
        dsl.selectFrom(UNREADABLE_FILE)
            .fetchMap(UNREADABLE_FILE.PATH, UNREADABLE_FILE.UNREADABLE_SINCE);
    unreadable.forEach(
        (path, reason) -> {
          Instant since = known.get(path.toString());
          if (since == null) {
            problems.add(reason);
            remember(path, at);
          } else {
            warnings.add("unreadable since %s: %s".formatted(since, reason));
          }
        });
    if (!unreadable.isEmpty()) {
      int waiting = dsl.fetchCount(ERASED_USER, ERASED_USER.FILES_DONE_AT.isNull());
      warnings.add(
          "%d erased users may still be in files that cannot be read (%d); repair or delete them, then repeat the erasure or wait for the daily task privacy_files"
              .formatted(waiting, unreadable.size()));
    }
  }

  private void remember(Path path, Instant at) {
    dsl.insertInto(UNREADABLE_FILE, UNREADABLE_FILE.PATH, UNREADABLE_FILE.UNREADABLE_SINCE)
        .values(path.toString(), at)
        .onConflictDoNothing()
        .execute();
  }
}
