package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.core.db.TableLocks;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.registry.ErasedUserRegistry;
import ro.wowcinema.pipeline.jobs.privacy.registry.KnownIdentifiers;

/** The two steps of an erasure: rows, in one transaction, and then files. */
public final class ErasureSteps {
  /** A run without a heartbeat for this long is not active. */
  private static final Duration ALIVE = Duration.ofMinutes(1);

  private static final Duration ROWS_PATIENCE = Duration.ofSeconds(60);
  private static final Duration FILES_PATIENCE = Duration.ofMinutes(5);

  private static final List<String> LOADED_TABLES =
      List.of(
          "staging.users",
          "staging.sessions",
          "cleansed.user_change",
          "cleansed.session_record",
          "cleansed.watch_session",
          "warehouse.dim_user",
          "warehouse.fact_watch_session",
          "warehouse.fact_subscription_month");

  private final PrivacyVault vault;
  private final ArchivedDeliveries deliveries;
  private final Path home;

  public ErasureSteps(PrivacyVault vault, ArchivedDeliveries deliveries, Path home) {
    this.vault = requireNonNull(vault, "vault is null");
    this.deliveries = requireNonNull(deliveries, "deliveries is null");
    this.home = requireNonNull(home, "home is null");
  }

  /**
   * Erases the users' rows.
   *
   * @throws PrivacyException if a run is active, or the key belongs to another database
   */
  public void rows(
      DSLContext dsl, Collection<Long> userIds, Request request, Instant at, Counts counts) {
    runningLoad(dsl, at)
        .ifPresent(
            run -> {
              throw new PrivacyException(
                  run + "; wait until it ends, or cancel it, then repeat the erasure");
            });
    lock(dsl);
    PrivacyKey key = vault.key(dsl);
    ErasedUserRegistry erased = ErasedUserRegistry.read(dsl, key);
    erased.addUsers(userIds, at);
    new KnownIdentifiers(dsl, key).register(userIds, erased, at);
    new TextTraces(dsl, erased).scrub(counts);
    PseudonymousUsers pseudonymousUsers = new PseudonymousUsers(dsl);
    pseudonymousUsers.assignIds(userIds);
    pseudonymousUsers.replace(at, counts);
    UserDimensionUpdate.rebuild(dsl, at);
    audit(dsl, userIds, request, at, erased.hashes());
  }

  /** Whether files still have to be searched for an erased user. */
  public static boolean areFilesPending(DSLContext dsl) {
    return dsl.fetchExists(ERASED_USER, ERASED_USER.FILES_DONE_AT.isNull());
  }

  /**
   * Locks the file erasure until the transaction ends, even if it is idle: two at a time would
   * write the same temporary files.
   *
   * @throws ro.wowcinema.warehouse.LockTimeoutException if another one holds the lock for some
   *     minutes
   */
  public static void lockFiles(DSLContext transaction) {
    lockFiles(transaction, FILES_PATIENCE);
  }

  static void lockFiles(DSLContext transaction, Duration patience) {
    transaction.execute("set local idle_in_transaction_session_timeout = 0");
    TableLocks.take(
        transaction, "The erasure from files", List.of("pii.file_erasure"), "exclusive", patience);
  }

  /**
   * Erases all users of the registry from files, and so also completes an interrupted erasure. The
   * database is committed before: loading a changed file again restores no erased user.
   *
   * @param dsl commits each statement, because files are replaced one by one
   * @return counts, and files that the operator has to repair
   */
  public Erasure.Outcome files(DSLContext dsl, Instant at, Counts counts) throws IOException {
    // Users who are erased meanwhile are not part of this search.
    byte[][] pending =
        dsl.select(ERASED_USER.USER_HASH)
            .from(ERASED_USER)
            .where(ERASED_USER.FILES_DONE_AT.isNull())
            .fetchArray(ERASED_USER.USER_HASH);
    ErasedUserRegistry erased = ErasedUserRegistry.read(dsl, vault.key(dsl));
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<Path, String> unreadable = deliveries.erase(dsl, erased, counts, problems);
    deliveries.problem().ifPresent(problems::add);
    problems.addAll(new LogFiles(home, erased).scrub(counts));
    if (problems.isEmpty() && unreadable.isEmpty()) {
      dsl.update(ERASED_USER)
          .set(ERASED_USER.FILES_DONE_AT, at)
          .where(ERASED_USER.USER_HASH.eq(DSL.any(pending)))
          .execute();
    }
    new UnreadableFiles(dsl, deliveries.root()).remember(unreadable, at, problems, warnings);
    warnings.addAll(RewrittenTables.rewrite(dsl));
    forgetStatistics(dsl);
    return new Erasure.Outcome(counts, problems, warnings);
  }

  /** The planner's statistics contain the most frequent values of every column. */
  private static void forgetStatistics(DSLContext dsl) {
    Set<PersonalTables.PersonalTable> tables = new LinkedHashSet<>(PersonalTables.withUser(dsl));
    tables.addAll(RewrittenTables.WITH_TEXTS);
    for (PersonalTables.PersonalTable personal : tables) {
      PlannerStatistics.gather(dsl, personal.schema(), personal.name());
    }
  }

  /** Describes the active run that loads data. */
  public static Optional<String> runningLoad(DSLContext dsl, Instant at) {
    return dsl.select(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE)
        .from(DAG_RUN)
        .where(DAG_RUN.STATE.eq(RunState.RUNNING.code()))
        .and(DAG_RUN.HEARTBEAT_AT.gt(at.minus(ALIVE)))
        .and(DAG_RUN.DAG.notIn("maintenance", "imdb_download"))
        .limit(1)
        .fetchOptional()
        .map(run -> "%s is running for %s".formatted(run.value1(), run.value2()));
  }

  private static void audit(
      DSLContext dsl, Collection<Long> userIds, Request request, Instant at, Hashes hashes) {
    PrivacyAudit audit = new PrivacyAudit(dsl);
    for (long userId : userIds) {
      audit.record(
          at,
          request,
          "erase",
          Optional.of(hashes.user(userId)),
          "erased in the database; files follow",
          new Counts());
    }
  }

  /** Loads wait until the users are erased, and then find them in the registry. */
  private static void lock(DSLContext dsl) {
    TableLocks.take(dsl, "The erasure", LOADED_TABLES, "share row exclusive", ROWS_PATIENCE);
  }
}
