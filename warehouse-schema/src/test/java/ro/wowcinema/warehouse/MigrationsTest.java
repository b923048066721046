package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
  private static final int MIGRATORS = 5;

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    postgres.close();
  }

  @Test
  void migratingTwiceChangesNothingTheSecondTime() throws SQLException {
    DataSource database = emptyDatabase("twice");

    int first = Migrations.migrate(database);
    int second = Migrations.migrate(database);

    assertThat(first).isPositive();
    assertThat(second).isZero();
  }

  @Test
  void infoTellsPendingFromApplied() throws SQLException {
    DataSource database = emptyDatabase("info");

    List<MigrationState> before = Migrations.info(database);
    Migrations.migrate(database);
    List<MigrationState> after = Migrations.info(database);

    assertThat(before).isNotEmpty().allMatch(migration -> migration.state().equals("Pending"));
    assertThat(before).allMatch(migration -> migration.appliedAt().isEmpty());
    assertThat(after).filteredOn(migration -> migration.state().equals("Pending")).isEmpty();
    assertThat(after)
        .filteredOn(migration -> migration.version().equals("001"))
        .singleElement()
        .matches(migration -> migration.appliedAt().isPresent());
  }

  @Test
  void publicStaysEmpty() throws SQLException {
    DataSource database = emptyDatabase("clean");

    Migrations.migrate(database);

    assertThat(
            strings(
                database,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .isEmpty();
    assertThat(strings(database, "SELECT count(*) FROM flyway.flyway_schema_history"))
        .isNotEqualTo(List.of("0"));
  }

  @RepeatedTest(2)
  void concurrentMigrationsOfAnEmptyDatabaseAllSucceed(RepetitionInfo repetition) throws Exception {
    DataSource database = emptyDatabase("race_" + repetition.getCurrentRepetition());
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

  private static DataSource emptyDatabase(String name) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return postgres.getDatabase("postgres", name);
  }

  private static List<String> strings(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
