package ro.wowcinema.pipeline.core.execution.attempt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.ledger.AttemptId;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.AttemptSessions;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.quality.CheckedTask;
import ro.wowcinema.pipeline.core.quality.QualityException;
import ro.wowcinema.warehouse.LockHolders;
import ro.wowcinema.warehouse.LockTimeoutException;

/**
 * Runs one attempt of a task: the job's data and the row that says it succeeded commit together.
 */
public final class AttemptRunner {
  private final DataSource dataSource;
  private final Configuration jooq;
  private final AttemptLedger ledger;
  private final RunningStatements running;
  private final Clock clock;

  public AttemptRunner(
      Database database, AttemptLedger ledger, RunningStatements running, Clock clock) {
    this.dataSource = database.dataSource();
    this.jooq = database.dsl().configuration();
    this.ledger = ledger;
    this.running = running;
    this.clock = clock;
  }

  public AttemptResult run(
      RunRequest request, Lease lease, String task, Supplier<Job> job, LongConsumer progress) {
    AttemptId attempt = null;
    try {
      attempt = ledger.begin(lease, task);
      return new AttemptResult.Succeeded(
          inTransaction(request, lease, task, job, attempt, progress));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AttemptResult.Failed(Optional.ofNullable(attempt), e);
    } catch (Throwable e) {
      // Every exception of a job, including errors, must reach the coordinating thread, or it waits
      // without end.
      return new AttemptResult.Failed(Optional.ofNullable(attempt), e);
    }
  }

  private JobResult inTransaction(
      RunRequest request,
      Lease lease,
      String task,
      Supplier<Job> job,
      AttemptId attempt,
      LongConsumer progress)
      throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      running.register(task, connection);
      try {
        DSLContext transaction = DSL.using(jooq.derive(connection));
        AttemptSessions.name(transaction, lease);
        JobContext context =
            new AttemptContext(
                request,
                lease,
                clock.instant(),
                transaction,
                DSL.using(jooq),
                connection,
                ledger,
                attempt,
                progress);
        JobResult result =
            new AuditedJob(
                    job.get(), new CheckedTask(request.dag().name(), task, request.logicalDate()))
                .run(context, found -> ledger.record(transaction, attempt, found));
        ledger.succeed(transaction, lease, attempt, result);
        connection.commit();
        return result;
      } catch (Throwable e) {
        rollback(connection, e);
        recordFailedChecks(attempt, e);
        if (LockHolders.isLockTimeout(e) && !(e instanceof LockTimeoutException)) {
          throw LockHolders.explain("Task " + task, connection, e);
        }
        throw e;
      } finally {
        running.unregister(task);
      }
    }
  }

  /** The results of failed checks are kept when the data is rolled back. */
  private void recordFailedChecks(AttemptId attempt, Throwable failure) {
    if (failure instanceof QualityException quality) {
      try {
        ledger.record(attempt, quality.results());
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
