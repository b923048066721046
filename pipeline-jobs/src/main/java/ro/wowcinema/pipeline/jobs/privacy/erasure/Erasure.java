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
 * files. Can be repeated at any time, and then completes the remaining work. Erased data does not
 * return, because every delivery is filtered by the keyed hashes in the registry of erased users.
 */
public final class Erasure {
  /** Users for each transaction, which limits how long others wait for it. */
  private static final int BATCH = 500;

  private final Database database;
  private final PrivacyVault vault;
  private final ArchivedDeliveries deliveries;
  private final ErasureSteps steps;
  private final Clock clock;

  /**
   * Erases users of a database.
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
   * The outcome of an erasure.
   *
   * @param counts affected rows, files and lines
   * @param problems files that the operator has to repair
   * @param warnings such as transactions that still see the erased rows
   */
  public record Outcome(Counts counts, List<String> problems, List<String> warnings) {
    public Outcome {
      requireNonNull(counts, "counts is null");
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Erases users permanently.
   *
   * @throws PrivacyException if a run is active, the key belongs to another database, or a user is
   *     neither in the database nor in the registry
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

  /** An unknown user probably belongs to another database; its files must not be changed. */
  private void refuseUnknownUsers(Collection<Long> userIds) {
    DSLContext dsl = database.dsl();
    List<Long> unknown = new UnknownUsers(dsl, vault).unknown(userIds);
    if (!unknown.isEmpty()) {
      throw new PrivacyException(
          "User %2$s is neither in this database (%1$s) nor in its registry of erased users; nothing was changed. Check that this is the right database. If the user is only in the landing zone, load the delivery first"
              .formatted(
                  dsl.fetchValue("select current_database()"),
                  unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
  }

  /** Counts what {@link #erase} would affect, without changing it. */
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

  /** The outcome for the audit. */
  public static String outcomeOf(DSLContext dsl, Outcome outcome) {
    if (!outcome.problems().isEmpty()) {
      return "done, but %d files could not be read".formatted(outcome.problems().size());
    }
    return ErasureSteps.areFilesPending(dsl)
        ? "done, but for files that could not be read before either"
        : "done";
  }
}
