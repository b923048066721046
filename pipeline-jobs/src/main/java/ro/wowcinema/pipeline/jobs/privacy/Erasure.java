package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.load.LandingZone;

/**
 * Erases users: in one transaction of the database, then in the landing zone's files and the log
 * files. Can be said again at any time, and then does what is left to do; what was erased does not
 * come back, because the registry keeps keyed hashes by which deliveries are read.
 */
public final class Erasure {
  /** So many at a time keep the transaction, and what waits for it, short. */
  private static final int BATCH = 500;

  private final Database database;
  private final ArchivedDeliveries deliveries;
  private final ErasureSteps steps;
  private final Clock clock;

  /**
   * What erases users.
   *
   * @param home folder with the log files
   */
  public Erasure(
      Database database, PrivacyVault vault, LandingZone landing, Path home, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.deliveries = new ArchivedDeliveries(landing);
    this.steps = new ErasureSteps(vault, deliveries, home);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What came of it.
   *
   * @param counts rows, files and lines that were reached
   * @param problems files that somebody has to look at
   */
  public record Outcome(Counts counts, List<String> problems) {
    public Outcome {
      requireNonNull(counts, "counts is null");
      problems = List.copyOf(problems);
    }
  }

  /**
   * Erases users for good.
   *
   * @throws PrivacyException where a run is at work, or the key is not this database's
   */
  public Outcome erase(Collection<Long> userIds, Request request) throws IOException {
    Counts counts = new Counts();
    List<Long> all = new ArrayList<>(new TreeSet<>(userIds));
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Long> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      database.transaction(
          dsl -> {
            steps.rows(dsl, batch, request, clock.instant(), counts);
            return null;
          });
    }
    Instant at = clock.instant();
    List<String> problems =
        database.transaction(
            dsl -> {
              ErasureSteps.lockFiles(dsl);
              return steps.files(database.dsl(), at, counts);
            });
    new PrivacyAudit(database.dsl())
        .record(at, request, "erase", Optional.empty(), outcomeOf(problems), counts);
    return new Outcome(counts, problems);
  }

  /** What {@link #erase} would reach, and changes nothing. */
  public Counts preview(Collection<Long> userIds) throws IOException {
    Counts counts = new Counts();
    DSLContext dsl = database.dsl();
    for (PersonalTables.PersonalTable personal : PersonalTables.withUser(dsl)) {
      counts.add(
          personal.path(),
          dsl.fetchCount(
              DSL.table(personal.qualified()),
              DSL.field("user_id::bigint", Long.class).in(userIds)));
    }
    Set<Long> wanted = Set.copyOf(userIds);
    deliveries.count(
        (person, isCertain, text) ->
            person.map(Long::parseLong).filter(wanted::contains).isPresent(),
        counts);
    return counts;
  }

  /** For the record of actions. */
  static String outcomeOf(List<String> problems) {
    return problems.isEmpty()
        ? "done"
        : "done, but %d files could not be read".formatted(problems.size());
  }
}
