package ro.wowcinema.pipeline.core.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * Gives a test class its own, freshly migrated warehouse:
 *
 * <pre>{@code
 * @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
 * }</pre>
 *
 * <p>All classes of a JVM share one real server, in a container where a Docker engine answers and
 * from embedded binaries elsewhere; each class works in a database of its own, copied from a
 * migrated one in about 0.05 s and dropped after the class. A class of properties, which Jupiter's
 * extensions do not reach, asks for the same by {@link WarehouseForProperties}.
 */
public final class WarehouseDatabase implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(WarehouseDatabase.class);
  private static final int POOL_SIZE = 8;

  private WarehouseServer server;
  private String name;
  private Database database;

  @Override
  public void beforeAll(ExtensionContext context) {
    openOn(
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                WarehouseServer.class, key -> WarehouseServer.start(), WarehouseServer.class));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    drop();
  }

  void openOn(WarehouseServer sharedServer) {
    server = sharedServer;
    name = server.createCopy();
    database = Database.open(connectionInfo(), POOL_SIZE);
  }

  void drop() {
    if (database == null) {
      // Opening it failed, which is what the report must say.
      return;
    }
    database.close();
    server.drop(name);
  }

  /** The same object for the whole class, also across {@link #truncateAll}. */
  public Database database() {
    return database;
  }

  public DSLContext dsl() {
    return database.dsl();
  }

  public ConnectionInfo connectionInfo() {
    return server.connectionInfo(name);
  }

  /**
   * Puts the database back to the state just after the migrations, with the rows that they seeded
   * and sequences at their start. Whatever transaction is open loses its connection.
   */
  public void truncateAll() {
    dropIdleConnections();
    server.recreate(name);
  }

  private void dropIdleConnections() {
    try {
      database
          .dataSource()
          .unwrap(HikariDataSource.class)
          .getHikariPoolMXBean()
          .softEvictConnections();
    } catch (SQLException e) {
      throw new IllegalStateException("The pool is not HikariCP's", e);
    }
  }
}
