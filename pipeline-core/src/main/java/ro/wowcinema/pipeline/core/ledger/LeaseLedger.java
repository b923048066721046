package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.noCondition;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.exception.IntegrityConstraintViolationException;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * Leases of runs: held by one process at a time, renewed by heartbeats, taken over when they have
 * expired.
 */
public final class LeaseLedger {
  private final DSLContext dsl;
  private final DSLContext promptDsl;
  private final Clock clock;
  private final Duration leaseTime;

  /**
   * @param leaseTime how long after the last heartbeat a process counts as dead
   */
  public LeaseLedger(Database database, Clock clock, Duration leaseTime) {
    this.dsl = database.dsl();
    this.promptDsl = database.promptDsl();
    this.clock = requireNonNull(clock, "clock is null");
    this.leaseTime = requireNonNull(leaseTime, "leaseTime is null");
  }

  /**
   * Takes the lease of a date's run, and creates the run if it does not exist, unless another
   * process runs one of the DAG.
   *
   * @throws RunHeldException where a live process does
   */
  public Lease take(String dag, LocalDate logicalDate, String owner) throws InterruptedException {
    create(dag, logicalDate);
    while (true) {
      Optional<Record3<LocalDate, String, Instant>> holder = holder(dag);
      if (holder.isPresent()) {
        awaitExpiry(dag, holder.get());
      }
      Optional<Lease> lease = tryAcquire(dag, logicalDate, owner, noCondition());
      if (lease.isPresent()) {
        return lease.get();
      }
    }
  }

  /**
   * Takes the lease of a date's run if it is requested, without waiting.
   *
   * @return empty where the run is no longer requested, or another run of the DAG is active
   */
  public Optional<Lease> claim(String dag, LocalDate logicalDate, String owner) {
    return tryAcquire(dag, logicalDate, owner, DAG_RUN.REQUESTED_AT.isNotNull());
  }

  /** Renews the lease. A heartbeat that hangs for longer than the lease time does not count. */
  public LeaseState heartbeat(Lease lease) {
    return promptDsl
        .update(DAG_RUN)
        .set(DAG_RUN.HEARTBEAT_AT, clock.instant())
        .where(DAG_RUN.RUN_ID.eq(lease.runId()))
        .and(DAG_RUN.EPOCH.eq(lease.epoch()))
        .returningResult(DAG_RUN.CANCEL_REQUESTED_AT)
        .fetchOptional()
        .map(row -> row.value1() == null ? LeaseState.HELD : LeaseState.CANCELLED)
        .orElse(LeaseState.LOST);
  }

  /**
   * Expires the leases of processes without a heartbeat for a lease time; whatever such a process
   * still does, it cannot commit. Requested runs stay requested.
   *
   * @param isOwn whether this process has the run of a DAG and a date: it is alive, even if its
   *     heartbeats have not reached the database for a while
   * @return the DAGs and dates, as text for the log
   */
  public List<String> expireLeases(BiPredicate<String, LocalDate> isOwn) {
    return dsl
        .select(DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE, DAG_RUN.OWNER, DAG_RUN.HEARTBEAT_AT)
        .from(DAG_RUN)
        .where(DAG_RUN.STATE.eq(RunState.RUNNING.code()))
        .fetch()
        .stream()
        .filter(run -> hasExpired(run.value3(), run.value4()))
        .filter(run -> !isOwn.test(run.value1(), run.value2()))
        .map(
            run -> {
              expire(run.value1(), run.value3());
              return "%s %s of %s".formatted(run.value1(), run.value2(), run.value3());
            })
        .toList();
  }

  private boolean hasExpired(String owner, Instant heartbeatAt) {
    return ProcessOwner.isKnownToHaveExited(owner)
        || !clock.instant().isBefore(heartbeatAt.plus(leaseTime));
  }

  private void create(String dag, LocalDate logicalDate) {
    dsl.insertInto(DAG_RUN, DAG_RUN.DAG, DAG_RUN.LOGICAL_DATE, DAG_RUN.STATE, DAG_RUN.CREATED_AT)
        .values(dag, logicalDate, RunState.QUEUED.code(), clock.instant())
        .onConflictDoNothing()
        .execute();
  }

  private Optional<Record3<LocalDate, String, Instant>> holder(String dag) {
    return dsl.select(DAG_RUN.LOGICAL_DATE, DAG_RUN.OWNER, DAG_RUN.HEARTBEAT_AT)
        .from(DAG_RUN)
        .where(DAG_RUN.DAG.eq(dag))
        .and(DAG_RUN.STATE.eq(RunState.RUNNING.code()))
        .fetchOptional();
  }

  /**
   * Returns once the holder's run is free; its heartbeat shows within a lease time whether it
   * lives.
   */
  private void awaitExpiry(String dag, Record3<LocalDate, String, Instant> holder)
      throws InterruptedException {
    String owner = holder.value2();
    Instant end = holder.value3().plus(leaseTime);
    while (!ProcessOwner.isKnownToHaveExited(owner) && clock.instant().isBefore(end)) {
      Thread.sleep(Math.min(500, leaseTime.toMillis()));
      Optional<Record3<LocalDate, String, Instant>> now = holder(dag);
      if (now.isEmpty()) {
        return;
      }
      if (!now.get().value2().equals(owner) || now.get().value3().isAfter(holder.value3())) {
        throw new RunHeldException(
            "DAG %s is already running for %s in process %s; wait until it ends, or stop that process"
                .formatted(dag, now.get().value1(), now.get().value2()));
      }
    }
    expire(dag, owner);
  }

  /** The dead process's run failed; if it resumes, its next commit finds another epoch. */
  private void expire(String dag, String owner) {
    Condition isHeld =
        DAG_RUN
            .DAG
            .eq(dag)
            .and(DAG_RUN.STATE.eq(RunState.RUNNING.code()))
            .and(DAG_RUN.OWNER.eq(owner));
    dsl.transaction(
        configuration -> {
          DSLContext tx = configuration.dsl();
          // Attempts before the run, as in every commit: the other way round, a process that is
          // just coming back would wait for this transaction, and this one for it.
          tx.select(DAG_RUN.RUN_ID, DAG_RUN.OWNER, DAG_RUN.EPOCH)
              .from(DAG_RUN)
              .where(isHeld)
              .fetchOptional(row -> new Lease(row.value1(), row.value2(), row.value3()))
              .ifPresent(
                  lease -> {
                    AttemptSessions.end(tx, lease);
                    LostAttempts.record(tx, lease.runId(), clock.instant());
                  });
          tx.update(DAG_RUN)
              .set(DAG_RUN.STATE, RunState.FAILED.code())
              .set(DAG_RUN.EPOCH, DAG_RUN.EPOCH.plus(1))
              .set(DAG_RUN.FINISHED_AT, clock.instant())
              .setNull(DAG_RUN.OWNER)
              .where(isHeld)
              .execute();
        });
  }

  private Optional<Lease> tryAcquire(
      String dag, LocalDate logicalDate, String owner, Condition isWanted) {
    try {
      return dsl.update(DAG_RUN)
          .set(DAG_RUN.STATE, RunState.RUNNING.code())
          .set(DAG_RUN.OWNER, owner)
          .set(DAG_RUN.EPOCH, DAG_RUN.EPOCH.plus(1))
          .set(DAG_RUN.HEARTBEAT_AT, clock.instant())
          .set(DAG_RUN.STARTED_AT, clock.instant())
          .setNull(DAG_RUN.FINISHED_AT)
          .where(DAG_RUN.DAG.eq(dag))
          .and(DAG_RUN.LOGICAL_DATE.eq(logicalDate))
          .and(DAG_RUN.STATE.ne(RunState.RUNNING.code()))
          .and(isWanted)
          .returningResult(DAG_RUN.RUN_ID, DAG_RUN.EPOCH)
          .fetchOptional(row -> new Lease(row.value1(), owner, row.value2()));
    } catch (IntegrityConstraintViolationException e) {
      // dag_run_one_running: another date was faster.
      return Optional.empty();
    }
  }
}
