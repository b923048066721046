package ro.wowcinema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
  private static final int MIGRATORS = 5;
  private static final String ALL = "classpath:db/migration";
  private static final String ALTERATION = "classpath:db/alteration";
  private static final String LATER = "classpath:db/later";
  private static final String VIEWLESS = "classpath:db/viewless";

  /** To which Flyway adds the hash of its table's name. */
  private static final long FLYWAYS_LOCK = 77_431_708_279_161L;

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
  void infoDistinguishesPendingFromApplied() throws SQLException {
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

  @Test
  void whatLaterMigrationsMakeIsTheOwnersAndMayBeReadAndLoaded() throws SQLException {
    DataSource database = emptyDatabase("later");
    Migrations.migrate(database);

    Migrations.migrate(database, ALL, LATER);

    assertThat(
            strings(
                database,
                """
                SELECT tableowner || has_table_privilege('wow_analyst', 'mart.made_later', 'SELECT')
                  || has_table_privilege('wow_pipeline', 'mart.made_later', 'INSERT')
                FROM pg_tables WHERE tablename = 'made_later'
                """))
        .containsExactly("wow_ownertruetrue");
  }

  /** It may have dropped a view that others in unchanged files read, for another column. */
  @Test
  void repeatableMigrationsRunAgainAfterAVersionedOne() throws SQLException {
    DataSource database = emptyDatabase("repeated");
    Migrations.migrate(database);
    String views =
        """
        SELECT oid::regclass || ' ' || coalesce(obj_description(oid, 'pg_class'), '')
          || has_table_privilege('wow_analyst', oid, 'SELECT')
        FROM pg_class WHERE relkind = 'v' AND relnamespace = 'mart'::regnamespace ORDER BY 1
        """;
    List<String> before = strings(database, views);
    long repeatable =
        Migrations.info(database).stream()
            .filter(migration -> migration.version().isEmpty())
            .count();

    int migrations = Migrations.migrate(database, ALL, VIEWLESS);
    DataSource migratedAtOnce = emptyDatabase("repeated_at_once");
    Migrations.migrate(migratedAtOnce, ALL, VIEWLESS);

    assertThat(migrations).as("this one and all repeatable ones").isEqualTo(1 + repeatable);
    assertThat(strings(database, views)).isEqualTo(before);
    assertThat(strings(migratedAtOnce, views)).isEqualTo(before);
  }

  @Test
  void databaseOfANewerVersionIsRefused() throws SQLException {
    DataSource database = emptyDatabase("newer");
    Migrations.migrate(database, ALL, LATER);

    assertThatThrownBy(() -> Migrations.isUpToDate(database))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("\"made later\"");
    assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(NewerSchemaException.class);
  }

  /** Its views are not restored, even where no versioned migration distinguishes the versions. */
  @Test
  void databaseWhoseViewsANewerVersionChangedIsRefused() throws SQLException {
    DataSource database = emptyDatabase("changed");
    Migrations.migrate(database);
    execute(
        database,
        """
        INSERT INTO flyway.flyway_schema_history
        SELECT installed_rank + 1000, version, description, type, script, checksum + 1, installed_by, installed_on,
          execution_time, success
        FROM flyway.flyway_schema_history WHERE description = '02 semantics'
        """);

    assertThatThrownBy(() -> Migrations.migrate(database))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("\"02 semantics\"");
  }

  @Test
  void repeatableMigrationMayBeRemoved() throws SQLException {
    DataSource database = emptyDatabase("removed");
    Migrations.migrate(database);
    execute(
        database,
        """
        INSERT INTO flyway.flyway_schema_history
        SELECT installed_rank + 1000, version, 'removed', type, 'R__removed.sql', checksum, installed_by, installed_on,
          execution_time, success
        FROM flyway.flyway_schema_history WHERE description = '02 semantics'
        """);

    assertThat(Migrations.isUpToDate(database)).isTrue();
    assertThat(Migrations.migrate(database)).isZero();
  }

  @Test
  void editedVersionedMigrationIsRefused() throws SQLException {
    DataSource database = emptyDatabase("edited");
    Migrations.migrate(database);
    execute(
        database,
        "UPDATE flyway.flyway_schema_history SET checksum = checksum + 1 WHERE version = '002'");

    assertThatThrownBy(() -> Migrations.isUpToDate(database))
        .hasMessageContaining("checksum mismatch for migration version 002");
    assertThatThrownBy(() -> Migrations.migrate(database))
        .hasMessageContaining("checksum mismatch for migration version 002");
  }

  /** Nor does it inherit what its roles may. */
  @Test
  void loginWithoutPowersMigratesAServerOfItsOwn() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      execute(
          server.getPostgresDatabase(),
          "CREATE ROLE migrator LOGIN CREATEROLE NOINHERIT PASSWORD 'migrator'",
          "CREATE DATABASE warehouse",
          "GRANT CREATE ON DATABASE warehouse TO migrator");
      DataSource database = server.getDatabase("migrator", "warehouse");

      Migrations.migrate(database);

      assertThat(Migrations.isUpToDate(database)).isTrue();
      execute(database, "SET ROLE wow_pipeline; SET ROLE wow_analyst; SET ROLE wow_owner");
    }
  }

  /** Flyway's own number, which every login that may connect can compute and lock. */
  @Test
  void advisoryLockOfAStrangerStopsNoMigration() throws SQLException {
    DataSource database = emptyDatabase("advised");
    execute(postgres.getPostgresDatabase(), "CREATE ROLE stranger LOGIN");

    try (Connection stranger = postgres.getDatabase("stranger", "advised").getConnection();
        Statement statement = stranger.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock(%d)"
              .formatted(FLYWAYS_LOCK + "\"flyway\".\"flyway_schema_history\"".hashCode()));

      assertThat(Migrations.migrate(database, Duration.ofSeconds(1), ALL)).isPositive();
      assertThat(strings(database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
          .containsExactly("1");
    }
  }

  @Test
  void nobodyButTheOwnerCanLockWhatMigrationsLock() throws SQLException {
    DataSource database = emptyDatabase("unreachable");
    Migrations.migrate(database);
    execute(
        postgres.getPostgresDatabase(),
        "CREATE ROLE reader LOGIN IN ROLE wow_analyst, wow_ops, wow_privacy",
        "CREATE ROLE loader LOGIN IN ROLE wow_pipeline");

    for (String login : List.of("reader", "loader")) {
      assertThatThrownBy(
              () ->
                  execute(
                      postgres.getDatabase(login, "unreachable"),
                      "BEGIN; LOCK TABLE flyway.flyway_schema_history IN SHARE UPDATE EXCLUSIVE MODE"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void migrationThatWaitsForAnotherNamesIt() throws SQLException {
    DataSource database = emptyDatabase("held");
    Migrations.migrate(database);

    try (MigrationLock held = MigrationLock.take(database, true, Duration.ofSeconds(1))) {
      String holder =
          strings(
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
    DataSource database = emptyDatabase("read");
    Migrations.migrate(database);
    execute(postgres.getPostgresDatabase(), "CREATE ROLE analyst LOGIN IN ROLE wow_analyst");

    try (Connection analyst = postgres.getDatabase("analyst", "read").getConnection();
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
    DataSource database = emptyDatabase("concurrent_index");

    Migrations.migrate(database, Duration.ofSeconds(5), ALL, "classpath:db/concurrently");

    assertThat(
            strings(
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

  private static DataSource emptyDatabase(String name) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return postgres.getDatabase("postgres", name);
  }

  private static void execute(DataSource database, String... sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
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
