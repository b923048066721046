package ro.wowcinema.pipeline.core.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.ledger.RunRequest;

/**
 * What the engine costs where jobs do nothing; run by {@code benchmarks/run.sh --only overhead}.
 * Prints a name and milliseconds, or tasks per second, a line each.
 */
final class OverheadBenchmark {
  private static final int RUNS = 200;
  private static final int LAYERS = 10;
  private static final int TASKS_OF_LAYER = 5;
  private static final int CHAIN = 40;
  private static final int WARM_UP = 20;
  private static final int THREADS = 4;
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  private final ConnectionInfo info;
  private final Database database;
  private final DagRunner runner;
  private final ConcurrentLinkedQueue<Long> taskNanos = new ConcurrentLinkedQueue<>();

  private OverheadBenchmark(ConnectionInfo info, Database database) {
    this.info = info;
    this.database = database;
    this.runner =
        new DagRunner(
            database,
            new ScriptedJobs(),
            RunnerSettings.defaults(),
            Clock.systemUTC(),
            new Random(42));
  }

  /** URL, user and password of a migrated database. */
  public static void main(String[] arguments) throws Exception {
    ConnectionInfo info =
        ConnectionInfo.parse(arguments[0], Optional.of(arguments[1]), Optional.of(arguments[2]));
    try (Database database = Database.open(info, 2 * THREADS + 2)) {
      new OverheadBenchmark(info, database).measure();
    }
  }

  private void measure() throws Exception {
    Dag layers = layers();
    run(layers, FIRST.minusYears(1), WARM_UP);
    plain(WARM_UP * layers.tasks().size());
    taskNanos.clear();

    long nanos = run(layers, FIRST, RUNS);
    int tasks = RUNS * layers.tasks().size();
    List<Long> sorted = taskNanos.stream().sorted().toList();
    print("tasks_per_second", tasks * 1e9 / nanos);
    print("task_median_ms", sorted.get(tasks / 2) / 1e6);
    print("task_p95_ms", sorted.get(tasks * 95 / 100) / 1e6);
    print("layers_ms", nanos / 1e6);
    print("plain_ms", plain(tasks) / 1e6);
    print("chain_of_40_ms", run(chain(), FIRST, WARM_UP) / 1e6 / WARM_UP);
  }

  /** Ten layers of five tasks, each after all of the layer before. */
  private static Dag layers() {
    Dag.Builder dag = Dag.named("overhead_layers");
    for (int layer = 0; layer < LAYERS; layer++) {
      int above = layer - 1;
      for (int place = 0; place < TASKS_OF_LAYER; place++) {
        dag.task("t%d_%d".formatted(layer, place), A.class);
        if (layer > 0) {
          dag.after(
              IntStream.range(0, TASKS_OF_LAYER)
                  .mapToObj(i -> "t%d_%d".formatted(above, i))
                  .toArray(String[]::new));
        }
      }
    }
    return dag.build();
  }

  private static Dag chain() {
    Dag.Builder dag = Dag.named("overhead_chain").task("t0", A.class);
    for (int i = 1; i < CHAIN; i++) {
      dag.task("t" + i, A.class).after("t" + (i - 1));
    }
    return dag.build();
  }

  private long run(Dag dag, LocalDate first, int dates) throws InterruptedException {
    long begun = System.nanoTime();
    for (LocalDate date : first.datesUntil(first.plusDays(dates)).toList()) {
      RunSummary summary = runner.run(RunRequest.all(dag, date), stopwatch());
      if (!summary.isSuccess()) {
        throw new IllegalStateException("A run that does nothing failed: " + summary);
      }
    }
    return System.nanoTime() - begun;
  }

  /** From the decision to start a task to the decision that it has ended. */
  private RunListener stopwatch() {
    Map<String, Long> begun = new ConcurrentHashMap<>();
    return new RunListener() {
      @Override
      public void taskStarted(String task, int attempt) {
        begun.put(task, System.nanoTime());
      }

      @Override
      public void taskFinished(TaskOutcome outcome) {
        taskNanos.add(System.nanoTime() - begun.get(outcome.task()));
      }
    };
  }

  /**
   * The minimum for recording that a task begins and that it succeeded: a row inserted and
   * committed, and updated and committed, on as many threads.
   */
  private long plain(int tasks) throws InterruptedException, SQLException {
    try (Database owned = Database.openAsLogin(info, 1)) {
      owned
          .dsl()
          .execute(
              """
              SET ROLE wow_owner;
              CREATE TABLE IF NOT EXISTS ops.plain_task (id int, state text);
              TRUNCATE ops.plain_task;
              CREATE INDEX IF NOT EXISTS plain_task_id ON ops.plain_task (id)
              """);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long begun = System.nanoTime();
    for (int i = 0; i < tasks; i++) {
      int id = i;
      threads.execute(() -> plainTask(id));
    }
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The plain tasks take too long");
    }
    return System.nanoTime() - begun;
  }

  private void plainTask(int id) {
    try (Connection connection = database.dataSource().getConnection()) {
      write(connection, "INSERT INTO ops.plain_task (id, state) VALUES (?, 'running')", id);
      write(connection, "UPDATE ops.plain_task SET state = 'success' WHERE id = ?", id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Connection connection, String statement, int id) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setInt(1, id);
      prepared.executeUpdate();
    }
  }

  private static void print(String name, double figure) {
    System.out.printf(java.util.Locale.ROOT, "%s %.3f%n", name, figure);
  }
}
