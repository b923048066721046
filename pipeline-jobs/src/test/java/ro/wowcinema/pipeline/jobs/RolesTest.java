package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/**
 * What the members of each role may and may not do, each with a login and a password of its own.
 */
final class RolesTest {
  private static final String PASSWORD = "a-password-of-tests";
  private static final String NOT_ALLOWED = "42501";
  private static final List<String> ROLES =
      List.of("wow_owner", "wow_pipeline", "wow_analyst", "wow_ops", "wow_privacy");

  private static final List<String> SCHEMAS =
      List.of(
          "staging",
          "cleansed",
          "change_queue",
          "pii",
          "warehouse",
          "warehouse_part",
          "aggregate",
          "mart",
          "ops",
          "quartz");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeAll
  static void makeLogins() {
    for (String role : ROLES) {
      String sql =
          "CREATE ROLE %s LOGIN IN ROLE %s PASSWORD '%s'".formatted(login(role), role, PASSWORD);
      warehouse.asSuperuser(dsl -> dsl.execute(sql));
    }
    for (String schema : SCHEMAS) {
      warehouse.owner().execute("CREATE TABLE %s.made_later (n int)".formatted(schema));
    }
    warehouse
        .owner()
        .execute("CREATE FUNCTION mart.made_later() RETURNS int LANGUAGE sql RETURN 1");
    warehouse.owner().execute("CREATE FUNCTION ops.made_later() RETURNS int LANGUAGE sql RETURN 1");
  }

  /** Logins are the server's, which other tests use as well. */
  @AfterAll
  static void dropLogins() {
    for (String role : ROLES) {
      warehouse.asSuperuser(dsl -> dsl.execute("DROP ROLE " + login(role)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wow_analyst | SELECT * FROM warehouse.dim_user",
        "wow_analyst | SELECT * FROM warehouse.fact_watch_session",
        "wow_analyst | SELECT * FROM mart.report_top_10_movies",
        "wow_analyst | SELECT * FROM mart.kpi",
        "wow_analyst | SELECT * FROM mart.report_churn_by_segment",
        "wow_analyst | SELECT * FROM mart.setting",
        "wow_analyst | SELECT * FROM mart.user_recommendation",
        "wow_analyst | SELECT * FROM mart.made_later",
        "wow_analyst | SELECT * FROM warehouse.made_later",
        "wow_analyst | SELECT mart.made_later()",
        "wow_ops     | SELECT * FROM ops.dag_run",
        "wow_ops     | SELECT * FROM ops.task_log",
        "wow_ops     | SELECT * FROM ops.operator_action",
        "wow_ops     | SELECT source_file_id, line_number, reason_code, column_name FROM ops.quarantine",
        "wow_ops     | SELECT target, check_name, outcome, detail FROM ops.check_result",
        "wow_ops     | SELECT * FROM ops.made_later",
        "wow_privacy | SELECT * FROM pii.user_identity",
        "wow_privacy | SELECT * FROM pii.privacy_action",
        "wow_privacy | SELECT * FROM ops.quarantine",
        "wow_privacy | SELECT * FROM pii.made_later",
        "wow_pipeline | SELECT * FROM pii.user_identity",
        "wow_pipeline | SELECT * FROM flyway.flyway_schema_history",
        "wow_pipeline | SELECT mart.made_later()",
        "wow_pipeline | SELECT ops.analyze_table('mart', 'made_later', false)",
        "wow_pipeline | SELECT ops.rewrite_table('ops', 'task_log')",
        "wow_pipeline | SELECT ops.create_session_month('2026-09-01')",
      })
  void mayAsk(String role, String sql) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute(sql)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wow_analyst | SELECT * FROM pii.user_identity",
        "wow_analyst | SELECT * FROM cleansed.user_change",
        "wow_analyst | SELECT * FROM staging.users",
        "wow_analyst | SELECT * FROM ops.quarantine",
        "wow_analyst | SELECT * FROM quartz.qrtz_triggers",
        "wow_analyst | SELECT * FROM aggregate.subscription_churn",
        "wow_analyst | SELECT * FROM aggregate.user_status",
        "wow_analyst | DELETE FROM warehouse.fact_watch_session",
        "wow_analyst | UPDATE mart.kpi_weight SET weight = 1",
        "wow_analyst | CREATE TABLE mart.mine (n int)",
        "wow_analyst | CREATE TABLE public.mine (n int)",
        "wow_analyst | SET ROLE wow_privacy",
        "wow_analyst | SET ROLE wow_pipeline",
        "wow_analyst | SELECT ops.create_session_month('2026-09-01')",
        "wow_ops     | SELECT ops.create_session_month('2026-09-01')",
        "wow_ops     | SELECT ops.analyze_table('ops', 'dag_run', false)",
        "wow_ops     | SELECT ops.rewrite_table('ops', 'task_log')",
        "wow_ops     | SELECT * FROM warehouse.dim_user",
        "wow_ops     | SELECT * FROM mart.kpi",
        "wow_ops     | SELECT * FROM pii.user_identity",
        "wow_ops     | SELECT raw_line FROM ops.quarantine",
        "wow_ops     | SELECT detail FROM ops.field_warning",
        "wow_ops     | SELECT samples FROM ops.check_result",
        "wow_ops     | SELECT * FROM ops.check_result",
        "wow_ops     | DELETE FROM ops.operator_action",
        "wow_ops     | UPDATE ops.dag_run SET state = 'success'",
        "wow_privacy | SELECT * FROM warehouse.dim_user",
        "wow_privacy | SELECT * FROM mart.report_inactive_users",
        "wow_privacy | SELECT * FROM ops.task_log",
        "wow_privacy | DELETE FROM pii.erased_user",
        "wow_privacy | DELETE FROM pii.privacy_action",
        "wow_privacy | UPDATE pii.user_identity_change SET email = null",
        "wow_pipeline | CREATE SCHEMA mine",
        "wow_pipeline | DROP TABLE warehouse.made_later",
        "wow_pipeline | DROP TABLE warehouse.fact_watch_session",
        "wow_pipeline | DROP SCHEMA staging CASCADE",
        "wow_pipeline | ALTER TABLE warehouse.dim_user ADD COLUMN email text",
        "wow_pipeline | ALTER TABLE warehouse.dim_user OWNER TO wow_pipeline",
        "wow_pipeline | ALTER TABLE warehouse.fact_watch_session DISABLE TRIGGER ALL",
        "wow_pipeline | CREATE INDEX ON warehouse.dim_user (user_id)",
        "wow_pipeline | CREATE TRIGGER mine BEFORE INSERT ON ops.dag_run FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "wow_pipeline | CREATE OR REPLACE VIEW mart.kpi AS SELECT 1 AS n",
        "wow_pipeline | CREATE OR REPLACE FUNCTION mart.share(part numeric, whole numeric) RETURNS numeric LANGUAGE sql RETURN 1",
        "wow_pipeline | COMMENT ON TABLE warehouse.dim_user IS 'mine'",
        "wow_pipeline | TRUNCATE warehouse.fact_watch_session",
        "wow_pipeline | TRUNCATE ops.dag_run CASCADE",
        "wow_pipeline | UPDATE warehouse.dim_region SET region_name = 'X'",
        "wow_pipeline | DELETE FROM warehouse.dim_date",
        "wow_pipeline | UPDATE mart.kpi_weight SET weight = 1",
        "wow_pipeline | DELETE FROM pii.privacy_action",
        "wow_pipeline | UPDATE pii.privacy_action SET reason = null",
        "wow_pipeline | DELETE FROM pii.erased_user",
        "wow_pipeline | UPDATE pii.erased_user SET user_hash = 'x'",
        "wow_pipeline | TRUNCATE pii.erased_user",
        "wow_pipeline | DELETE FROM pii.erased_identifier",
        "wow_pipeline | UPDATE pii.erased_identifier SET identifier_hash = 'x'",
        "wow_pipeline | DELETE FROM pii.privacy_key",
        "wow_pipeline | UPDATE pii.privacy_key SET fingerprint = 'x'",
        "wow_pipeline | DELETE FROM flyway.flyway_schema_history",
        "wow_pipeline | SELECT ops.made_later()",
        "wow_pipeline | SELECT ops.analyze_table('pg_catalog', 'pg_class', false)",
        "wow_pipeline | SELECT ops.analyze_table('mart', 'kpi', false)",
        "wow_pipeline | SELECT ops.rewrite_table('pg_catalog', 'pg_class')",
        "wow_pipeline | SELECT ops.rewrite_table('mart', 'as_of')",
        "wow_pipeline | CREATE ROLE mine",
        "wow_pipeline | ALTER ROLE wow_analyst LOGIN PASSWORD 'mine'",
        "wow_pipeline | GRANT wow_owner TO wow_pipeline",
        "wow_pipeline | CREATE DATABASE mine",
        "wow_pipeline | SET ROLE wow_owner",
        "wow_pipeline | SET SESSION AUTHORIZATION wow_owner",
        "wow_pipeline | SET session_replication_role = replica",
        "wow_pipeline | SELECT pg_read_file('PG_VERSION')",
        "wow_pipeline | COPY ops.made_later FROM '/etc/hostname'",
        "wow_pipeline | COPY ops.made_later FROM PROGRAM 'echo 1'",
        "wow_pipeline | COPY ops.made_later TO '/tmp/mine'",
        "wow_pipeline | SELECT rolpassword FROM pg_authid",
        "wow_owner | CREATE ROLE mine",
        "wow_owner | SET ROLE wow_pipeline",
        "wow_owner | SELECT pg_read_file('PG_VERSION')",
        "wow_owner | COPY ops.made_later FROM PROGRAM 'echo 1'",
      })
  void mayNot(String role, String sql) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement()) {
      refused(statement, sql);
    }
  }

  private static void refused(Statement statement, String sql) {
    assertThatThrownBy(() -> statement.execute(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
  }

  @Test
  void pipelineWritesWhatLaterMigrationsMakeAndMakesNothing() throws SQLException {
    try (Connection connection = connect("wow_pipeline");
        Statement statement = connection.createStatement()) {
      for (String schema : SCHEMAS) {
        String table = schema + ".made_later";
        assertThat(statement.executeUpdate("INSERT INTO %s VALUES (1), (2)".formatted(table)))
            .isEqualTo(2);
        assertThat(statement.executeUpdate("UPDATE %s SET n = n + 1".formatted(table)))
            .isEqualTo(2);
        assertThat(statement.executeUpdate("DELETE FROM %s WHERE n = 2".formatted(table))).isOne();
        refused(statement, "CREATE TABLE %s.mine (n int)".formatted(schema));
      }
      refused(statement, "CREATE TABLE public.mine (n int)");
      refused(statement, "CREATE TABLE flyway.mine (n int)");
      statement.execute("TRUNCATE staging.made_later");
    }
  }

  @Test
  void operatorsReadEveryColumnOfTheLedgerButRowsAndRecords() {
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    """
                    SELECT relname || '.' || attname AS hidden
                    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                    WHERE relnamespace = 'ops'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
                      AND NOT has_column_privilege('wow_ops', attrelid, attnum, 'SELECT')
                    ORDER BY 1
                    """)
                .getValues("hidden", String.class))
        .containsExactly(
            "check_result.samples",
            "field_warning.detail",
            "field_warning.person",
            "field_warning.raw_line",
            "quarantine.detail",
            "quarantine.person",
            "quarantine.raw_line");
  }

  @Test
  void analystsLoginHasLimitsOfItsOwnUnlessItSaysOtherwise() {
    assertThat(
            warehouse
                .dsl()
                .fetchValue("SELECT rolconfig::text FROM pg_roles WHERE rolname = 'wow_analyst'"))
        .isEqualTo(
            "{statement_timeout=5min,idle_in_transaction_session_timeout=10min,temp_file_limit=10GB}");
  }

  @Test
  void pipelineMakesNoOtherPartitionThanThatOfAMonth() throws SQLException {
    try (Connection connection = connect("wow_pipeline");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT ops.create_session_month('2026-09-02')"))
          .hasMessageContaining("2026-09-02 is not the first day of a month");
    }
  }

  @Test
  void ownerOwnsAllThereIs() {
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    """
                    SELECT 'schema', nspname::text FROM pg_namespace
                    WHERE nspname = ANY ({0}) AND nspowner <> 'wow_owner'::regrole
                    UNION ALL
                    SELECT 'relation', oid::regclass::text FROM pg_class
                    WHERE relnamespace::regnamespace::text = ANY ({0}) AND relowner <> 'wow_owner'::regrole
                    UNION ALL
                    SELECT 'function', oid::regprocedure::text FROM pg_proc
                    WHERE pronamespace::regnamespace::text = ANY ({0}) AND proowner <> 'wow_owner'::regrole
                    UNION ALL
                    SELECT 'type', oid::regtype::text FROM pg_type
                    WHERE typnamespace::regnamespace::text = ANY ({0}) AND typowner <> 'wow_owner'::regrole
                    UNION ALL
                    SELECT 'default privileges', defaclrole::regrole::text FROM pg_default_acl
                    WHERE defaclrole <> 'wow_owner'::regrole
                    """,
                    DSL.val(SCHEMAS.toArray(String[]::new))))
        .isEmpty();
  }

  @Test
  void functionsThatActForTheirOwnerPinWhatTheirNamesMean() {
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND pronamespace::regnamespace::text NOT IN ('pg_catalog') ORDER BY 1")
                .getValues(0, String.class))
        .containsExactly(
            "ops.analyze_table(text,text,boolean)",
            "ops.create_session_month(date)",
            "ops.rewrite_table(text,text)");
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT oid::regprocedure FROM pg_proc WHERE prosecdef AND (proconfig @> ARRAY['search_path=pg_catalog, pg_temp']) IS NOT TRUE"))
        .isEmpty();
  }

  @Test
  void rolesThemselvesLogNobodyIn() {
    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT rolname FROM pg_roles WHERE rolname = ANY ({0}) AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)",
                    DSL.val(ROLES.toArray(String[]::new))))
        .isEmpty();
    for (String role : ROLES) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(warehouse.connectionInfo().url(), role, PASSWORD)
                      .close())
          .isInstanceOf(SQLException.class);
    }
  }

  private static String login(String role) {
    return role + "_of_tests";
  }

  private static Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(warehouse.connectionInfo().url(), login(role), PASSWORD);
  }
}
