package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.BlackHole;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class DatabaseTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeEach
  void table() {
    warehouse.truncateAll();
    warehouse.owner().execute("CREATE TABLE ops.scratch (id int PRIMARY KEY)");
  }

  @Test
  void messagesOfTheServerQuoteNoRows() {
    DSLContext dsl = warehouse.dsl();
    warehouse.owner().execute("CREATE TABLE IF NOT EXISTS ops.person (email text UNIQUE)");
    dsl.execute("INSERT INTO ops.person VALUES ('ana@example.com')");

    assertThatThrownBy(() -> dsl.execute("INSERT INTO ops.person SELECT email FROM ops.person"))
        .hasMessageContaining("duplicate key value violates unique constraint")
        .hasMessageNotContaining("ana@example.com");
  }

  @Test
  void sessionsRunInUtcUnderTheProductsName() {
    assertThat(warehouse.dsl().fetchValue("SHOW TimeZone")).isEqualTo("UTC");
    assertThat(warehouse.dsl().fetchValue("SHOW application_name")).isEqualTo("wowcinema-pipeline");
  }

  @Test
  void sessionsAreInThePipelinesRoleUnlessTheyAreToBeTheLogins() {
    assertThat(warehouse.dsl().fetchValue("SELECT current_user")).isEqualTo("wow_pipeline");

    try (Database asLogin = Database.openAsLogin(warehouse.connectionInfo(), 1)) {
      assertThat(asLogin.dsl().fetchValue("SELECT current_user"))
          .isEqualTo(warehouse.connectionInfo().user());
    }
  }

  @Test
  void transactionCommitsAllOrNothing() {
    int inserted =
        warehouse.database().transaction(tx -> tx.execute("INSERT INTO ops.scratch VALUES (1)"));

    assertThat(inserted).isOne();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                warehouse
                    .database()
                    .transaction(
                        tx -> {
                          tx.execute("INSERT INTO ops.scratch VALUES (2)");
                          throw new IllegalStateException("no");
                        }));
    assertThat(ids()).isEqualTo("1");
  }

  @Test
  void brokenConnectionFailsItsStatementAndOnlyThatOne() {
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                warehouse
                    .database()
                    .transaction(
                        tx -> {
                          tx.execute("INSERT INTO ops.scratch VALUES (3)");
                          return tx.execute(WarehouseDatabase.LOSE_CONNECTION);
                        }));

    assertThat(ids()).isNull();
  }

  @Test
  void sharedSessionThatIdlesInTransactionLosesItsLocks() {
    try (Database shared =
        Database.openShared(warehouse.connectionInfo(), 1, Duration.ofMillis(300))) {
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(
              () ->
                  shared.transaction(
                      tx -> {
                        tx.execute("LOCK TABLE ops.scratch");
                        await().until(() -> !isScratchLocked());
                        return tx.execute("INSERT INTO ops.scratch VALUES (4)");
                      }));

      assertThat(shared.dsl().fetchValue("SHOW TimeZone")).isEqualTo("UTC");
    }
    assertThat(ids()).isNull();
  }

  private static boolean isScratchLocked() {
    return (boolean)
        warehouse
            .dsl()
            .fetchValue(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'ops.scratch'::regclass)");
  }

  @Test
  void namesServerThatNobodyAnswersFor() throws IOException {
    ConnectionInfo nobody = new ConnectionInfo(urlWithFreePort(), "me", Optional.of("secret"));

    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() -> Database.open(nobody, 2, Duration.ofMillis(300)))
        .withMessageContaining(nobody.url())
        .withMessageContaining("Check that the server runs")
        .withMessageNotContaining("secret");
  }

  @Test
  @Timeout(30)
  void namesServerThatAcceptsConnectionsWithoutAnswering() {
    try (BlackHole silent = new BlackHole(warehouse.connectionInfo())) {
      silent.swallowAll();
      ConnectionInfo info = silent.connectionInfo();

      assertThatExceptionOfType(DatabaseUnavailableException.class)
          .isThrownBy(() -> Database.open(info, 2, Duration.ofMillis(300)))
          .withMessageContaining("Check that the server runs");
    }
  }

  @Test
  void namesDatabaseThatDoesNotExistAtOnce() {
    ConnectionInfo info = warehouse.connectionInfo();
    ConnectionInfo missing = new ConnectionInfo(info.url() + "_no", info.user(), info.password());

    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() -> Database.open(missing, 2, Duration.ofHours(1)))
        .withMessageContaining("Create that database");
  }

  @Test
  void refusesServersThatAreTooOld() {
    ServerCheck check = new ServerCheck(warehouse.connectionInfo(), ConnectionLimits.defaults());

    check.requireSupported(150_000);
    assertThatExceptionOfType(DatabaseUnavailableException.class)
        .isThrownBy(() -> check.requireSupported(140_019))
        .withMessageContaining("is PostgreSQL 14; this needs PostgreSQL 15 or newer");
  }

  private static Object ids() {
    return warehouse.dsl().fetchValue("SELECT string_agg(id::text, ',') FROM ops.scratch");
  }

  private static String urlWithFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "jdbc:postgresql://127.0.0.1:%d/none".formatted(socket.getLocalPort());
    }
  }
}
