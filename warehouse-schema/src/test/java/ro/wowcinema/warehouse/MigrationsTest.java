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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
  private static final int MIGRATORS = 5;
  private static final String ALL = "classpath:db/migration";
  private static final String ALTERATION = "classpath:db/alteration";

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

  /** A warehouse of an earlier version: a user, a session, two snapshots of a title's rating. */
  @Test
  void whatAWarehouseHoldsReachesTheFactsThatComeLater() throws SQLException {
    DataSource database = emptyDatabase("upgraded");
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .defaultSchema("flyway")
        .createSchemas(true)
        .target("013")
        .load()
        .migrate();
    execute(
        database,
        """
        INSERT INTO warehouse.dim_user (user_key, user_id, region_code, consent_personalisation, is_deleted, is_inferred,
          valid_from, valid_to, is_current)
        VALUES (1, 7, -1, false, false, false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
        INSERT INTO cleansed.title_rating_change (title_id, effective_at, is_deleted)
        VALUES ('tt1', '2026-09-01T00:00Z', false), ('tt1', '2026-09-02T00:00Z', true);
        CREATE TABLE warehouse.fact_watch_session_2026_09 PARTITION OF warehouse.fact_watch_session
        FOR VALUES FROM ('2026-08-31T21:00Z') TO ('2026-09-30T21:00Z');
        INSERT INTO warehouse.fact_watch_session (session_id, user_key, user_id, title_key, title_id, plan_key, region_code,
          reaction_code, start_date_key, session_start, session_end, is_open, close_reason, watched_minutes)
        VALUES ('a', 1, 7, -1, 'tt1', -1, -1, -9, 20260901, '2026-09-01T18:00Z', '2026-09-01T19:00Z', false, 'explicit', 60);
        """);

    Migrations.migrate(database);

    assertThat(strings(database, "SELECT user_id FROM cleansed.touched_subscriber"))
        .containsExactly("7");
    assertThat(strings(database, "SELECT title_id FROM cleansed.touched_title_rating"))
        .containsExactly("tt1");
    assertThat(
            strings(
                database,
                "SELECT effective_at::date FROM cleansed.title_rating_change WHERE is_latest"))
        .containsExactly("2026-09-02");
    assertThat(
            strings(
                database,
                "SELECT concat_ws(' ', sign, user_id, title_id, watched_minutes) FROM cleansed.changed_session"))
        .containsExactly("1 7 tt1 60");
    assertThat(strings(database, "SELECT user_id FROM cleansed.touched_user_status"))
        .containsExactly("7");
    assertThat(
            strings(
                database,
                "SELECT tableowner FROM pg_tables WHERE tablename = 'fact_watch_session_2026_09'"))
        .containsExactly("wow_owner");
  }

  @Test
  void whatLaterMigrationsMakeIsTheOwnersAndMayBeReadAndLoaded() throws SQLException {
    DataSource database = emptyDatabase("later");
    Migrations.migrate(database);

    assertThat(Migrations.migrate(database, "classpath:db/migration", "classpath:db/later"))
        .isOne();

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

  /** Readers keep their rows; what a failed run left for them to see next stays so, too. */
  @Test
  void whatWasRecommendedBeforeTheUpgradeStays() throws SQLException {
    DataSource database = emptyDatabase("recommending");
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .defaultSchema("flyway")
        .createSchemas(true)
        .target("020")
        .load()
        .migrate();
    execute(
        database,
        """
        INSERT INTO warehouse.dim_user (user_key, user_id, region_code, consent_personalisation, is_deleted, is_inferred,
          valid_from, valid_to, is_current)
        VALUES (1, 7, -1, true, false, false, '1900-01-01T00:00Z', '9999-12-31T00:00Z', true);
        INSERT INTO mart.user_recommendation_edition (edition, user_id, rank, title_id, score, reason_title_id)
        VALUES (1, 7, 2, 'tt2', 0, NULL), (1, 7, 1, 'tt1', 0.5, 'tt9'), (2, 7, 1, 'tt3', 0.7, 'tt9');
        UPDATE mart.edition SET current_edition = 1, next_edition = 2 WHERE subject = 'user_recommendation';
        """);

    Migrations.migrate(database);

    String recommended =
        "SELECT concat_ws(' ', user_id, rank, title_id, score, reason_title_id) FROM mart.user_recommendation";
    assertThat(strings(database, recommended))
        .containsExactly("7 1 tt1 0.500000 tt9", "7 2 tt2 0.000000");
    execute(database, "UPDATE mart.edition SET current_edition = next_edition");
    assertThat(strings(database, recommended)).containsExactly("7 1 tt3 0.700000 tt9");
  }

  /** So that nobody is told at the upgrade what was over long before. */
  @Test
  void alertsOfRunsThatEndedBeforeTheUpgradeAreOver() throws SQLException {
    DataSource database = emptyDatabase("alerting");
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .defaultSchema("flyway")
        .createSchemas(true)
        .target("036")
        .load()
        .migrate();
    execute(
        database,
        """
        INSERT INTO ops.dag_run (dag, logical_date, state, created_at, finished_at) VALUES
          ('warehouse', '2026-11-18', 'success', now(), '2026-11-19T03:00Z'),
          ('warehouse', '2026-11-19', 'cancelled', now(), NULL),
          ('warehouse', '2026-11-20', 'failed', now(), '2026-11-21T03:00Z'),
          ('other', '2026-11-20', 'success', now(), now());
        INSERT INTO ops.alert (raised_at, kind, dag, logical_date, message)
        SELECT '2026-11-22T00:00Z', 'run_failed', dag, logical_date, '' FROM ops.dag_run WHERE dag = 'warehouse';
        INSERT INTO ops.alert_delivery (alert_id, channel, next_attempt_at) SELECT alert_id, 'webhook', now() FROM ops.alert;
        INSERT INTO ops.alert_delivery (alert_id, channel, delivered_at) SELECT alert_id, 'email', now() FROM ops.alert;
        """);

    Migrations.migrate(database);

    assertThat(
            strings(
                database,
                """
                SELECT concat_ws(' ', logical_date, resolution, resolved_at AT TIME ZONE 'UTC')
                FROM ops.alert ORDER BY logical_date
                """))
        .containsExactly(
            "2026-11-18 success 2026-11-19 03:00:00",
            "2026-11-19 cancelled 2026-11-22 00:00:00",
            "2026-11-20");
    assertThat(
            strings(
                database,
                """
                SELECT concat_ws(' ', logical_date, count(*), count(next_attempt_at), count(withdrawn_at))
                FROM ops.alert JOIN ops.alert_delivery USING (alert_id) GROUP BY logical_date ORDER BY logical_date
                """))
        .as("deliveries, those that wait and those that are withdrawn")
        .containsExactly("2026-11-18 2 0 2", "2026-11-19 2 0 2", "2026-11-20 2 1 0");
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
    assertThat(Migrations.migrate(database, Duration.ofSeconds(1), ALL, ALTERATION)).isOne();
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
