package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
  private static final List<String> ROLES = List.of("wow_analyst", "wow_ops", "wow_privacy");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeAll
  static void makeLogins() {
    for (String role : ROLES) {
      warehouse
          .dsl()
          .execute(
              "CREATE ROLE %s LOGIN IN ROLE %s PASSWORD '%s'"
                  .formatted(login(role), role, PASSWORD));
    }
    warehouse.dsl().execute("CREATE TABLE mart.made_later (n int)");
    warehouse.dsl().execute("CREATE TABLE ops.made_later (n int)");
    warehouse.dsl().execute("CREATE TABLE pii.made_later (n int)");
  }

  /** Logins are the server's, which other tests use as well. */
  @AfterAll
  static void dropLogins() {
    for (String schema : List.of("mart", "ops", "pii")) {
      warehouse.dsl().execute("DROP TABLE %s.made_later".formatted(schema));
    }
    ROLES.forEach(role -> warehouse.dsl().execute("DROP ROLE " + login(role)));
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
        "wow_ops     | SELECT * FROM ops.dag_run",
        "wow_ops     | SELECT * FROM ops.task_log",
        "wow_ops     | SELECT * FROM ops.operator_action",
        "wow_ops     | SELECT source_file_id, line_number, reason_code, column_name FROM ops.quarantine",
        "wow_ops     | SELECT * FROM ops.made_later",
        "wow_privacy | SELECT * FROM pii.user_identity",
        "wow_privacy | SELECT * FROM pii.privacy_action",
        "wow_privacy | SELECT * FROM ops.quarantine",
        "wow_privacy | SELECT * FROM pii.made_later",
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
        "wow_analyst | SELECT * FROM mart.subscription_churn",
        "wow_analyst | DELETE FROM warehouse.fact_watch_session",
        "wow_analyst | UPDATE mart.kpi_weight SET weight = 1",
        "wow_analyst | CREATE TABLE mart.mine (n int)",
        "wow_analyst | CREATE TABLE public.mine (n int)",
        "wow_analyst | SET ROLE wow_privacy",
        "wow_ops     | SELECT * FROM warehouse.dim_user",
        "wow_ops     | SELECT * FROM mart.kpi",
        "wow_ops     | SELECT * FROM pii.user_identity",
        "wow_ops     | SELECT raw_line FROM ops.quarantine",
        "wow_ops     | SELECT detail FROM ops.field_warning",
        "wow_ops     | DELETE FROM ops.operator_action",
        "wow_ops     | UPDATE ops.dag_run SET state = 'success'",
        "wow_privacy | SELECT * FROM warehouse.dim_user",
        "wow_privacy | SELECT * FROM mart.report_inactive_users",
        "wow_privacy | SELECT * FROM ops.task_log",
        "wow_privacy | DELETE FROM pii.erased_user",
        "wow_privacy | DELETE FROM pii.privacy_action",
        "wow_privacy | UPDATE pii.user_identity_change SET email = null",
      })
  void mayNot(String role, String sql) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
    }
  }

  @Test
  void rolesThemselvesLogNobodyIn() {
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
