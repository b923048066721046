package ro.wowcinema.pipeline.core.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.ledger.RunRequest;

/**
 * The runner as tests use it: three attempts with pauses of 20 ms, 40 ms …, and a lease so long
 * that no test outlives it; what the ledger says afterwards is read back as text.
 */
final class TestRunner {
  static final LocalDate DAY = LocalDate.of(2026, 10, 25);
  static final Duration LEASE_TIME = Duration.ofMinutes(1);

  final List<String> retries = new CopyOnWriteArrayList<>();
  private final Database database;
  private final Components jobs;
  private final DagRunner runner;
  private final RunListener listener =
      new RunListener() {
        @Override
        public void taskWillRetry(String task, String reason, Duration pause) {
          retries.add("%s %s".formatted(task, reason));
        }
      };

  private TestRunner(Database database, Components jobs, RunnerSettings settings, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.runner = new DagRunner(database, jobs, settings, clock, new Random(42));
  }

  static TestRunner of(Database database, Components jobs) {
    return new TestRunner(database, jobs, settings(), Clock.systemUTC());
  }

  /** The same with another clock. */
  TestRunner at(Clock clock) {
    return new TestRunner(database, jobs, settings(), clock);
  }

  /** The same with other settings. */
  TestRunner with(RunnerSettings settings) {
    return new TestRunner(database, jobs, settings, Clock.systemUTC());
  }

  TestRunner withAttemptTimeout(Duration timeout) {
    return with(new RunnerSettings(4, timeout, retryPolicy(), LEASE_TIME));
  }

  TestRunner withParallelism(int parallelism) {
    return with(new RunnerSettings(parallelism, Duration.ofMinutes(5), retryPolicy(), LEASE_TIME));
  }

  TestRunner withLeaseTime(Duration leaseTime) {
    return with(new RunnerSettings(4, Duration.ofMinutes(5), retryPolicy(), leaseTime));
  }

  private static RunnerSettings settings() {
    return new RunnerSettings(4, Duration.ofMinutes(5), retryPolicy(), LEASE_TIME);
  }

  private static RetryPolicy retryPolicy() {
    return new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(100));
  }

  /** The same with a listener. */
  RunSummary run(Dag dag, RunListener other) throws InterruptedException {
    return runner.run(RunRequest.all(dag, DAY), other);
  }

  RunSummary run(Dag dag) throws InterruptedException {
    return run(RunRequest.all(dag, DAY));
  }

  RunSummary run(RunRequest request) throws InterruptedException {
    return runner.run(request, listener);
  }

  RunSummary runOnly(Dag dag, String... tasks) throws InterruptedException {
    return run(RunRequest.all(dag, DAY).only(Set.of(tasks)));
  }

  /** What daemons are to run of the date. */
  Optional<RunSummary> runRequested(Dag dag) throws InterruptedException {
    return runner.runRequested(dag, DAY, listener);
  }

  List<String> expireLeases() {
    return runner.expireLeases();
  }

  void drain() {
    runner.drain();
  }

  void abort() {
    runner.abort();
  }

  int waitingTasks() {
    return runner.waitingTasks();
  }

  void cancel() {
    runner.cancel();
  }

  /** {@code success} of the only run there is. */
  String runState() {
    return database.dsl().fetchValue("SELECT state FROM ops.dag_run").toString();
  }

  /** {@code a success, b failed}. */
  String taskStates() {
    return text("SELECT task || ' ' || state FROM ops.task_run ORDER BY task");
  }

  /** {@code a 1 failed, a 2 success}. */
  String attempts() {
    return text(
        """
        SELECT task || ' ' || attempt || ' ' || a.state
        FROM ops.task_attempt a JOIN ops.task_run USING (task_run_id) ORDER BY task, attempt
        """);
  }

  /** {@code a 1 1 message}: task, attempt, place in the attempt's log, and what it says. */
  String logs() {
    return text(
        """
        SELECT task || ' ' || attempt || ' ' || seq || ' ' || message
        FROM ops.task_log JOIN ops.task_run USING (task_run_id) ORDER BY task, attempt, seq
        """);
  }

  /** The only attempt's message. */
  String message() {
    return text("SELECT message FROM ops.task_attempt");
  }

  private String text(String query) {
    return database.dsl().fetch(query).getValues(0, String.class).stream()
        .collect(Collectors.joining(", "));
  }
}
