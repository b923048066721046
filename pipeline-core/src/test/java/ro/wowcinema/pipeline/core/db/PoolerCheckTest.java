package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.BlackHole;
import ro.wowcinema.pipeline.core.testing.TransactionPooler;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

@Timeout(60)
final class PoolerCheckTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void poolerThatSharesSessionsIsRefusedWithWhatToDo(boolean prefersLatest) {
    try (TransactionPooler pooler =
        new TransactionPooler(warehouse.connectionInfo(), prefersLatest)) {
      ConnectionInfo info = pooler.connectionInfo();

      assertThatExceptionOfType(DatabaseUnavailableException.class)
          .isThrownBy(() -> Database.open(info, 2).close())
          .withMessageContaining("behind a connection pooler that shares sessions")
          .withMessageContaining("pool_mode = session");
      assertThatExceptionOfType(DatabaseUnavailableException.class)
          .isThrownBy(() -> Database.openAsOwner(info, 2).close());
    }
  }

  /** As a pooler in session mode is: one session for each connection, at another address. */
  @Test
  void proxyWithOneSessionPerConnectionIsNoPooler() {
    try (BlackHole proxy = new BlackHole(warehouse.connectionInfo());
        Database database = Database.open(proxy.connectionInfo(), 2)) {
      assertThat(database.dsl().fetchValue("SELECT 1")).isEqualTo(1);
    }
  }
}
