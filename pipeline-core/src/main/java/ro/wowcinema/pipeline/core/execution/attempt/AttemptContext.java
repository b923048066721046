package ro.wowcinema.pipeline.core.execution.attempt;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.ledger.AttemptId;
import ro.wowcinema.pipeline.core.ledger.AttemptLedger;
import ro.wowcinema.pipeline.core.ledger.Lease;
import ro.wowcinema.pipeline.core.ledger.RunRequest;

/** The context of one attempt of a task. */
final class AttemptContext implements JobContext {
  private final RunRequest request;
  private final Lease lease;
  private final Instant startedAt;
  private final DSLContext transaction;
  private final DSLContext autocommit;
  private final Connection connection;
  private final AttemptLedger ledger;
  private final AttemptId attempt;
  private final LongConsumer progress;
  private final AtomicInteger logLines = new AtomicInteger();

  AttemptContext(
      RunRequest request,
      Lease lease,
      Instant startedAt,
      DSLContext transaction,
      DSLContext autocommit,
      Connection connection,
      AttemptLedger ledger,
      AttemptId attempt,
      LongConsumer progress) {
    this.request = request;
    this.lease = lease;
    this.startedAt = startedAt;
    this.transaction = transaction;
    this.autocommit = autocommit;
    this.connection = connection;
    this.ledger = ledger;
    this.attempt = attempt;
    this.progress = progress;
  }

  @Override
  public long runId() {
    return lease.runId();
  }

  @Override
  public LocalDate logicalDate() {
    return request.logicalDate();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public boolean force() {
    return request.force();
  }

  @Override
  public boolean rebuild() {
    return request.rebuild();
  }

  @Override
  public DSLContext dsl() {
    return transaction;
  }

  @Override
  public DSLContext autocommit() {
    return autocommit;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void advance(long rows) {
    progress.accept(rows);
  }

  @Override
  public void log(String message) {
    ledger.log(attempt, logLines.incrementAndGet(), message);
  }
}
