package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.warehouse.LockTimeoutException;

/** Who can block the erasure from files, and its message. */
final class FileErasureLockTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void analystCannotBlockAnErasure() throws SQLException {
    try (Connection analyst = analyst();
        Statement statement = analyst.createStatement()) {
      assertThatThrownBy(() -> statement.execute("select pg_advisory_lock(1)"))
          .hasMessageContaining("permission denied for function pg_advisory_lock");
      assertThat(lockHolders(PATIENCE)).isOne();
      assertThatThrownBy(() -> statement.execute("begin; lock table pii.file_erasure"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void concurrentErasureBlocksAndIsReported() {
    int holder =
        warehouse
            .database()
            .transaction(
                first -> {
                  ErasureSteps.lockFiles(first, PATIENCE);
                  int process = (int) first.fetchValue("select pg_backend_pid()");

                  assertThatThrownBy(() -> lockHolders(SHORT))
                      .isInstanceOf(LockTimeoutException.class)
                      .hasMessageStartingWith("The erasure from files did not get a lock in time.")
                      .hasMessageContaining("process " + process + " of user")
                      .hasMessageContaining("which locks pii.file_erasure")
                      .hasMessageContaining("pg_terminate_backend");
                  return process;
                });

    assertThat(holder).isPositive();
    assertThat(lockHolders(PATIENCE)).isOne();
  }

  @Test
  void readersDoNotBlockAnErasure() throws SQLException {
    try (Connection operator = DriverManager.getConnection(url(), login(), password())) {
      operator.setAutoCommit(false);
      operator.createStatement().execute("select from pii.file_erasure");

      assertThat(lockHolders(PATIENCE)).isOne();
    }
  }

  /** Locks in a separate transaction, and counts the sessions with the lock. */
  private static int lockHolders(Duration patience) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              ErasureSteps.lockFiles(dsl, patience);
              return held(dsl);
            });
  }

  private static int held(DSLContext dsl) {
    return ((Number)
            dsl.fetchValue(
                "select count(*) from pg_locks where relation = 'pii.file_erasure'::regclass and mode = 'ExclusiveLock' and granted"))
        .intValue();
  }

  private static Connection analyst() throws SQLException {
    return DriverManager.getConnection(url(), WarehouseDatabase.ANALYST, WarehouseDatabase.ANALYST);
  }

  private static String url() {
    return warehouse.connectionInfo().url();
  }

  private static String login() {
    return warehouse.connectionInfo().user();
  }

  private static String password() {
    return warehouse.connectionInfo().password().orElse("");
  }
}
