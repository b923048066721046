package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Migrations that meet others, and readers who hold what they need. */
final class MigrationLocksTest {
  @RegisterExtension static final MigrationServer server = new MigrationServer();

  private static final int MIGRATORS = 5;
  private static final String ALL = "classpath:db/migration";
  private static final String ALTERATION = "classpath:db/alteration";

  /** To which Flyway adds the hash of its table's name. */
  private static final long FLYWAYS_LOCK = 77_431_708_279_161L;

  @RepeatedTest(2)
  void concurrentMigrationsOfAnEmptyDatabaseAllSucceed(RepetitionInfo repetition) throws Exception {
    DataSource database = server.emptyDatabase("race_" + repetition.getCurrentRepetition());
    CyclicBarrier together = new CyclicBarrier(MIGRATORS);
    Callable<Integer> migration =
        () -> {
          together.await();
          return Migrations.migrate(database);
        };

    List<Integer> executed = inParallel(migration);

    assertThat(executed).hasSize(MIGRATORS);
    assertThat(executed.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(Migrations.info(database).size());
  }

  /** Flyway's own number, which every login that may connect can compute and lock. */
  @Test
  void advisoryLockOfAStrangerStopsNoMigration() throws SQLException {
    DataSource database = server.emptyDatabase("advised");
    MigrationServer.execute(server.administration(), "CREATE ROLE stranger LOGIN");

    try (Connection stranger = server.database("stranger", "advised").getConnection();
        Statement statement = stranger.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock(%d)"
              .formatted(FLYWAYS_LOCK + "\"flyway\".\"flyway_schema_history\"".hashCode()));

      assertThat(Migrations.migrate(database, Duration.ofSeconds(1), ALL)).isPositive();
      assertThat(
              MigrationServer.strings(
                  database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
          .containsExactly("1");
    }
  }

  @Test
  void nobodyButTheOwnerCanLockWhatMigrationsLock() throws SQLException {
    DataSource database = server.emptyDatabase("unreachable");
    Migrations.migrate(database);
    MigrationServer.execute(
        server.administration(),
        "CREATE ROLE reader LOGIN IN ROLE wow_analyst, wow_ops, wow_privacy",
        "CREATE ROLE loader LOGIN IN ROLE wow_pipeline");

    for (String login : List.of("reader", "loader")) {
      assertThatThrownBy(
              () ->
                  MigrationServer.execute(
                      server.database(login, "unreachable"),
                      "BEGIN; LOCK TABLE flyway.flyway_schema_history IN SHARE UPDATE EXCLUSIVE MODE"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void migrationThatWaitsForAnotherNamesIt() throws SQLException {
    DataSource database = server.emptyDatabase("held");
    Migrations.migrate(database);

    try (MigrationLock held = MigrationLock.take(database, true, Duration.ofSeconds(1))) {
      String holder =
          MigrationServer.strings(
                  database,
                  "SELECT pid FROM pg_locks WHERE mode = 'ShareUpdateExclusiveLock' AND granted"
                      + " AND relation = 'flyway.flyway_schema_history'::regclass")
              .get(0);

      assertThatThrownBy(() -> Migrations.migrate(database, Duration.ofMillis(200), ALL))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("The migration did not get a lock in time")
          .hasMessageContaining("process " + holder + " of user postgres")
          .hasMessageContaining("pg_terminate_backend(PROCESS)");
    }
    assertThat(Migrations.migrate(database, Duration.ofSeconds(1), ALL)).isZero();
  }

  /** A reader in an open transaction holds up what changes a table. */
  @Test
  void migrationThatWaitsForAnAnalystNamesHim() throws SQLException {
    DataSource database = server.emptyDatabase("read");
    Migrations.migrate(database);
    MigrationServer.execute(
        server.administration(), "CREATE ROLE analyst LOGIN IN ROLE wow_analyst");

    try (Connection analyst = server.database("analyst", "read").getConnection();
        Statement statement = analyst.createStatement()) {
      analyst.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM warehouse.dim_plan");

      assertThatThrownBy(
              () -> Migrations.migrate(database, Duration.ofMillis(200), ALL, ALTERATION))
          .isInstanceOf(LockTimeoutException.class)
          .hasMessageContaining("of user analyst")
          .hasMessageContaining("which locks warehouse.dim_plan");
    }
    assertThat(Migrations.migrate(database, Duration.ofSeconds(1), ALL, ALTERATION)).isPositive();
  }

  /** It waits for every transaction that has a snapshot. */
  @Test
  void migrationMayBuildAnIndexConcurrently() throws SQLException {
    DataSource database = server.emptyDatabase("concurrent_index");

    Migrations.migrate(database, Duration.ofSeconds(5), ALL, "classpath:db/concurrently");

    assertThat(
            MigrationServer.strings(
                database,
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'warehouse.made_concurrently'::regclass"))
        .containsExactly("t");
  }

  private static List<Integer> inParallel(Callable<Integer> migration) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MIGRATORS);
    try {
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> future : threads.invokeAll(Collections.nCopies(MIGRATORS, migration))) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
