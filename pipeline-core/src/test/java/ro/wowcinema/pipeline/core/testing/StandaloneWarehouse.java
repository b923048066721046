package ro.wowcinema.pipeline.core.testing;

import ro.wowcinema.pipeline.core.db.Database;

/**
 * A freshly migrated warehouse for property tests, whose engine knows no JUnit extension. It starts
 * a server of its own, so one class of properties should hold many of them.
 */
public final class StandaloneWarehouse implements AutoCloseable {
  private final WarehouseServer server;
  private final Database database;

  private StandaloneWarehouse(WarehouseServer server) {
    this.server = server;
    this.database = Database.open(server.connectionInfo(server.createCopy()), 2);
  }

  public static StandaloneWarehouse start() {
    return new StandaloneWarehouse(WarehouseServer.start());
  }

  public Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    server.close();
  }
}
