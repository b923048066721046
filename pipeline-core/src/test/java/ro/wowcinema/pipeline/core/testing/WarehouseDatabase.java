package ro.wowcinema.pipeline.core.testing;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
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
 * migrated one and dropped after the class.
 */
public final class WarehouseDatabase implements BeforeAllCallback, AfterAllCallback {
  /** Ends the session that says it, within a transaction: the role may not end the login's. */
  public static final String LOSE_CONNECTION =
      "SET LOCAL ROLE NONE; SELECT pg_terminate_backend(pg_backend_pid())";

  /** A login of the server that is an analyst, and its password. */
  public static final String ANALYST = "analyst_of_tests";

  private static final int POOL_SIZE = 8;

  private WarehouseServer server;
  private String name;
  private Database database;
  private Database owned;

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    drop();
  }

  void open() {
    server = WarehouseServer.ofThisJvm();
    name = server.createCopy();
    database = Database.open(connectionInfo(), POOL_SIZE);
  }

  void drop() {
    if (database == null) {
      // Opening it failed, which is what the report must say.
      return;
    }
    database.close();
    if (owned != null) {
      owned.close();
      owned = null;
    }
    server.drop(name);
  }

  /**
   * As the pipeline sees it; the same object for the whole class, also across {@link #truncateAll}.
   */
  public Database database() {
    return database;
  }

  public DSLContext dsl() {
    return database.dsl();
  }

  /**
   * The same database as the schema's owner, to make and empty tables, which the pipeline may not.
   */
  public DSLContext owner() {
    return ownersDatabase().dsl();
  }

  /** The same for tests that need connections. */
  public synchronized Database ownersDatabase() {
    if (owned == null) {
      String url = connectionInfo().url();
      owned =
          Database.openAsLogin(
              new ConnectionInfo(
                  url + (url.contains("?") ? "&" : "?") + "options=-c%20role=wow_owner",
                  connectionInfo().user(),
                  connectionInfo().password()),
              2);
    }
    return owned;
  }

  /** As the server's superuser, who alone sees what every session does, and makes roles. */
  public <T> T asSuperuser(Function<DSLContext, T> work) {
    return database.transaction(
        dsl -> {
          dsl.execute("SET LOCAL ROLE NONE");
          return work.apply(dsl);
        });
  }

  public ConnectionInfo connectionInfo() {
    return server.connectionInfo(name);
  }

  /**
   * Resets the database to the state just after the migrations, with the rows that they seeded and
   * sequences at their start. Open transactions lose their connections.
   */
  public void truncateAll() {
    renewConnections();
    server.recreate(name);
  }

  /**
   * Makes this database a copy of another one of this JVM as it is now, which is faster than to
   * load it again. Open transactions in either lose their connections.
   */
  public void becomeCopyOf(WarehouseDatabase other) {
    renewConnections();
    other.renewConnections();
    server.replace(name, other.name);
  }

  private void renewConnections() {
    database.renewConnections();
    if (owned != null) {
      owned.renewConnections();
    }
  }
}
