package ro.wowcinema.pipeline.jobs.privacy.erasure;

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
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/**
 * Erases users: in one transaction of the database, then in the landing zone's files and the log
 * files. Can be said again at any time, and then does what is left to do; what was erased does not
 * come back, because the registry keeps keyed hashes by which deliveries are read.
 */
public final class Erasure {
  /** So many at a time keep the transaction, and what waits for it, short. */
  private static final int BATCH = 500;

  private final Database database;
  private final PrivacyVault vault;
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
    this.vault = requireNonNull(vault, "vault is null");
    this.deliveries = new ArchivedDeliveries(landing);
    this.steps = new ErasureSteps(vault, deliveries, home);
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What came of it.
   *
   * @param counts rows, files and lines that were reached
   * @param problems files that somebody has to look at
   * @param warnings what else there is to know, such as who still sees the erased rows
   */
  public record Outcome(Counts counts, List<String> problems, List<String> warnings) {
    public Outcome {
      requireNonNull(counts, "counts is null");
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Erases users for good.
   *
   * @throws PrivacyException where a run is at work, the key is not this database's, or neither the
   *     database nor the registry knows a user
   */
  public Outcome erase(Collection<Long> userIds, Request request) throws IOException {
    refuseUnknownUsers(userIds);
    Counts counts = new Counts();
    List<Long> all = new ArrayList<>(new TreeSet<>(userIds));
    List<OlderSnapshots> older = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Long> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      older.add(
          database.transaction(
              dsl -> {
                steps.rows(dsl, batch, request, clock.instant(), counts);
                return OlderSnapshots.than(dsl);
              }));
    }
    List<String> warnings = new ArrayList<>();
    if (!older.isEmpty()) {
      warnings.addAll(database.transaction(older.get(older.size() - 1)::warnings));
    }
    Instant at = clock.instant();
    Outcome files =
        database.transaction(
            dsl -> {
              ErasureSteps.lockFiles(dsl);
              return steps.files(database.dsl(), at, counts);
            });
    warnings.addAll(files.warnings());
    new PrivacyAudit(database.dsl())
        .record(at, request, "erase", Optional.empty(), outcomeOf(database.dsl(), files), counts);
    return new Outcome(counts, files.problems(), warnings);
  }

  /** An unknown user is probably in another database, and these files must not be changed. */
  private void refuseUnknownUsers(Collection<Long> userIds) {
    DSLContext dsl = database.dsl();
    List<Long> unknown = new UnknownUsers(dsl, vault).unknown(userIds);
    if (!unknown.isEmpty()) {
      throw new PrivacyException(
          "This database (%s) knows nothing of user %s, nor was that user erased from it; nothing was changed. Is it the right database? If the user is only in the landing zone, load the delivery first"
              .formatted(
                  dsl.fetchValue("select current_database()"),
                  unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
  }

  /** What {@link #erase} would reach, and changes nothing. */
  public Counts preview(Collection<Long> userIds) throws IOException {
    refuseUnknownUsers(userIds);
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
  public static String outcomeOf(DSLContext dsl, Outcome outcome) {
    if (!outcome.problems().isEmpty()) {
      return "done, but %d files could not be read".formatted(outcome.problems().size());
    }
    return ErasureSteps.areFilesPending(dsl)
        ? "done, but for files that could not be read before either"
        : "done";
  }
}
