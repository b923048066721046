package ro.wowcinema.pipeline.core.execution;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** A runner on a real database, its ledger empty, and a table for jobs to write to. */
@Timeout(60)
abstract class DagRunnerTest {
  static final Dag ONE_TASK = Dag.named("warehouse").task("a", A.class).build();

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  final ScriptedJobs jobs = new ScriptedJobs();
  TestRunner engine;

  @BeforeAll
  static void createTarget() {
    warehouse.owner().execute("CREATE TABLE IF NOT EXISTS ops.target (id int, hits int DEFAULT 0)");
  }

  @BeforeEach
  void startEmpty() {
    warehouse.owner().execute("TRUNCATE ops.dag_run CASCADE");
    warehouse.owner().execute("TRUNCATE ops.target");
    engine = TestRunner.of(warehouse.database(), jobs);
  }

  static void write(JobContext context, int id) {
    context.dsl().execute("INSERT INTO ops.target (id) VALUES (?)", id);
  }

  /** {@code 1,2}: what is committed. */
  static String written() {
    return warehouse
        .dsl()
        .fetchValue("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM ops.target")
        .toString();
  }

  /** Sleeps on the server for a minute, far longer than a test waits. */
  static void sleepOnServer(JobContext context) {
    context.dsl().execute("SELECT pg_sleep(60)");
  }

  /** Waits like a job that takes no notice of being interrupted. */
  static void awaitDeafly(BooleanSupplier isThere) {
    while (!isThere.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      boolean unused = Thread.interrupted();
    }
  }

  /** Works outside the database, where no cancelled statement reaches it. */
  static JobResult advanceUntilCancelled(JobContext context) {
    while (true) {
      context.advance(0);
      Thread.onSpinWait();
    }
  }

  /** Whether a job sleeps on the server right now. */
  static boolean isAsleepOnServer() {
    return (boolean)
        warehouse.asSuperuser(
            dsl ->
                dsl.fetchValue(
                    """
                SELECT EXISTS (
                  SELECT FROM pg_stat_activity
                  WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep')
                """));
  }
}
