package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

  /** A run that has not been heard of for so long is not at work. */
  private static final Duration ALIVE = Duration.ofMinutes(1);

  private final Database database;
  private final PrivacyVault vault;
  private final ArchivedDeliveries deliveries;
  private final Path home;
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
    this.home = requireNonNull(home, "home is null");
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
            eraseRows(dsl, batch, request, counts);
            return null;
          });
    }
    List<String> problems = eraseFiles(counts);
    Instant at = clock.instant();
    new PrivacyAudit(database.dsl())
        .record(at, request, "erase", Optional.empty(), outcome(problems), counts);
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
        (person, text) -> person.map(Long::parseLong).filter(wanted::contains).isPresent(), counts);
    return counts;
  }

  private void eraseRows(DSLContext dsl, List<Long> userIds, Request request, Counts counts) {
    requireNobodyAtWork(dsl);
    lock(dsl);
    Instant at = clock.instant();
    PrivacyKey key = vault.key(dsl);
    ErasedPeople erased = ErasedPeople.read(dsl, key);
    erased.addUsers(userIds, at);
    new KnownIdentifiers(dsl, key).register(userIds, erased, at);
    new TextTraces(dsl, erased).scrub(counts);
    ErasedMembers members = new ErasedMembers(dsl);
    members.draw(userIds);
    members.replace(at, counts);
    MemberDimension.rebuild(dsl, at);
    PrivacyAudit audit = new PrivacyAudit(dsl);
    for (long userId : userIds) {
      audit.record(
          at,
          request,
          "erase",
          Optional.of(erased.hashes().user(userId)),
          "erased in the database; files follow",
          new Counts());
    }
  }

  /** The files are gone through by the registry, so that this also ends what was interrupted. */
  private List<String> eraseFiles(Counts counts) throws IOException {
    DSLContext dsl = database.dsl();
    ErasedPeople erased = ErasedPeople.read(dsl, vault.key(dsl));
    List<String> problems = new ArrayList<>(deliveries.erase(dsl, erased, counts));
    deliveries.problem().ifPresent(problems::add);
    new LogFiles(home, erased).scrub(counts);
    return problems;
  }

  private void requireNobodyAtWork(DSLContext dsl) {
    dsl.select(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE)
        .from(DAG_RUN)
        .where(DAG_RUN.STATE.eq("running"))
        .and(DAG_RUN.HEARTBEAT_AT.gt(clock.instant().minus(ALIVE)))
        .and(DAG_RUN.DAG.notIn("maintenance", "imdb_download"))
        .limit(1)
        .fetchOptional()
        .ifPresent(
            run -> {
              throw new PrivacyException(
                  "%s is running for %s; wait until it is done, or cancel it, and erase again"
                      .formatted(run.value1(), run.value2()));
            });
  }

  /** Whoever loads waits until the users are gone, and then reads them in the registry. */
  private static void lock(DSLContext dsl) {
    dsl.execute("set local lock_timeout = '60s'");
    dsl.execute(
        "lock table staging.users, staging.sessions, cleansed.user_change, cleansed.session_record, cleansed.watch_session, warehouse.dim_user, warehouse.fact_watch_session, warehouse.fact_subscription_month in share row exclusive mode");
  }

  private static String outcome(List<String> problems) {
    return problems.isEmpty()
        ? "done"
        : "done, but %d files could not be read".formatted(problems.size());
  }
}
