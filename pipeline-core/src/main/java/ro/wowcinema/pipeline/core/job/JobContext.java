package ro.wowcinema.pipeline.core.job;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;

/** The context of a job: its date, its transaction, and ways to report progress and messages. */
public interface JobContext {
  /** The run that the work belongs to. */
  long runId();

  /** The date whose deliveries are loaded. */
  LocalDate logicalDate();

  /** When the attempt began: the only "now" that a job knows. */
  Instant startedAt();

  /** Whether to do work again that seems done already. */
  boolean force();

  /**
   * Whether a job that maintains its target from changes forgets what it made so far and makes it
   * from scratch.
   */
  default boolean rebuild() {
    return false;
  }

  /** The transaction, as jOOQ. */
  DSLContext dsl();

  /**
   * Every statement commits by itself, independent of the attempt's outcome, and no fence guards
   * it: for recording what was done outside the database, which does not roll back either.
   */
  DSLContext autocommit();

  /** The transaction, for COPY. */
  Connection connection();

  /**
   * Adds to the rows that progress displays show; cheap enough to call for every batch.
   *
   * @throws java.util.concurrent.CancellationException where the attempt was cancelled or its time
   *     is up: a job that is long at work outside the database has to call this now and then, with
   *     0 where it has nothing to show
   */
  void advance(long rows);

  /** Keeps a line in the attempt's log, also when the transaction is rolled back. */
  void log(String message);
}
