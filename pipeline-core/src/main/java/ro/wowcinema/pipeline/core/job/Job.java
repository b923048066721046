package ro.wowcinema.pipeline.core.job;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import ro.wowcinema.pipeline.core.quality.Check;

/**
 * One idempotent, set-based step with one target, or several that must change together. It works in
 * the transaction that the runner gives it, and never commits, opens a connection or reads the
 * clock: the runner commits its data together with the record that it succeeded. Running it again
 * when nothing changed changes nothing.
 */
public interface Job {
  /** What the job reads and writes; always the same. */
  Lineage lineage();

  /**
   * The checks of its targets after the work; always the same. The runner computes them in the
   * job's transaction, before the commit, unless the job had nothing to do.
   */
  default List<Check> checks() {
    return List.of();
  }

  /**
   * Does the work.
   *
   * @throws InputNotReadyException where something it needs has not arrived yet
   * @throws TransientFailureException where something outside failed in a way that may pass
   * @throws InterruptedException where the attempt is cancelled while it waits: cancelling ends the
   *     statement on the server and interrupts the thread
   * @throws RuntimeException for any other failure, with a message that names it; the runner rolls
   *     back
   */
  JobResult run(JobContext context) throws IOException, SQLException, InterruptedException;
}
