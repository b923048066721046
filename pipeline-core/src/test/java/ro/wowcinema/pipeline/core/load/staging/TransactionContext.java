package ro.wowcinema.pipeline.core.load.staging;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;

/** What the runner gives a job, over one transaction of a test. */
final class TransactionContext implements JobContext {
  final List<String> log = new ArrayList<>();
  private final long runId;
  private final LocalDate logicalDate;
  private final boolean force;
  private final DSLContext dsl;
  private final Connection connection;

  TransactionContext(
      long runId, LocalDate logicalDate, boolean force, DSLContext dsl, Connection connection) {
    this.runId = runId;
    this.logicalDate = logicalDate;
    this.force = force;
    this.dsl = dsl;
    this.connection = connection;
  }

  @Override
  public long runId() {
    return runId;
  }

  @Override
  public LocalDate logicalDate() {
    return logicalDate;
  }

  @Override
  public Instant startedAt() {
    return Instant.parse("2026-10-26T01:30:00Z");
  }

  @Override
  public boolean force() {
    return force;
  }

  @Override
  public DSLContext dsl() {
    return dsl;
  }

  @Override
  public DSLContext autocommit() {
    throw new UnsupportedOperationException("there is one connection");
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void advance(long rows) {}

  @Override
  public void log(String message) {
    log.add(message);
  }
}
