package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import org.jooq.Condition;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.job.JobContext;

/**
 * Rows of one kind that may go.
 *
 * @param what they are, in the plural
 * @param table where they are
 * @param isExpired which of its rows they are
 */
record ExpiredRows(String what, Table<?> table, Condition isExpired) {
  /** So many take a moment: progress is seen, and cancelling is heard. */
  private static final int BATCH = 10_000;

  ExpiredRows {
    requireNonNull(what, "what is null");
    requireNonNull(table, "table is null");
    requireNonNull(isExpired, "isExpired is null");
  }

  /** Deletes them in batches, and answers how many there were. */
  long delete(JobContext context) {
    long deleted = 0;
    int batch;
    do {
      batch = context.dsl().deleteFrom(table).where(isExpired).limit(BATCH).execute();
      context.advance(batch);
      deleted += batch;
    } while (batch == BATCH);
    return deleted;
  }
}
