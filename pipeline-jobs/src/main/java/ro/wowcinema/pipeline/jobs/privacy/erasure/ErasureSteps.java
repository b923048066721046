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
  /** A run that has not been heard of for so long is not at work. */
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
   * @throws PrivacyException where a run is at work, or the key is not this database's
   */
  public void rows(
      DSLContext dsl, Collection<Long> userIds, Request request, Instant at, Counts counts) {
    runningLoad(dsl, at)
        .ifPresent(
            run -> {
              throw new PrivacyException(
                  run + "; wait until it is done, or cancel it, and erase again");
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

  /** Whether somebody was erased whose traces in files nobody has looked for to the end. */
  public static boolean areFilesPending(DSLContext dsl) {
    return dsl.fetchExists(ERASED_USER, ERASED_USER.FILES_DONE_AT.isNull());
  }

  /**
   * Waits until nobody else goes through the files, and keeps others away until the transaction
   * ends, idle as it may be: two would write the same drafts.
   *
   * @throws ro.wowcinema.warehouse.LockTimeoutException where somebody does for some minutes more
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
   * Erases whoever is in the registry from files, and so also ends what was interrupted. Their rows
   * are committed before: a file without them that the ledger takes for corrected brings back
   * nobody.
   *
   * @param dsl commits each statement by itself, as files are replaced one by one
   * @return what was done, and files that somebody has to look at
   */
  public Erasure.Outcome files(DSLContext dsl, Instant at, Counts counts) throws IOException {
    // Others may be erased meanwhile, of whom these files are not looked through.
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

  /** The planner knows the most frequent values of every column. */
  private static void forgetStatistics(DSLContext dsl) {
    Set<PersonalTables.PersonalTable> tables = new LinkedHashSet<>(PersonalTables.withUser(dsl));
    tables.addAll(RewrittenTables.WITH_TEXTS);
    for (PersonalTables.PersonalTable personal : tables) {
      PlannerStatistics.gather(dsl, personal.schema(), personal.name());
    }
  }

  /** The run that is loading, in words. */
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

  /** Whoever loads waits until the users are gone, and then finds them in the registry. */
  private static void lock(DSLContext dsl) {
    TableLocks.take(dsl, "The erasure", LOADED_TABLES, "share row exclusive", ROWS_PATIENCE);
  }
}
