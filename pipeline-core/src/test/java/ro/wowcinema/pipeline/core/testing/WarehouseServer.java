package ro.wowcinema.pipeline.core.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.warehouse.Migrations;

/** The server of this JVM's tests: migrates one database and hands out copies of it. */
final class WarehouseServer implements AutoCloseable {
  /** Surefire launches JUnit once for each class: what is to outlive a class hangs on the JVM. */
  private static final class OfThisJvm {
    static final WarehouseServer SERVER = start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "end-server-of-tests"));
    }
  }

  private static final String TEMPLATE = "migrated_template";

  private final TestServer server;
  private final Database admin;
  private final AtomicInteger copies = new AtomicInteger();

  private WarehouseServer(TestServer server) {
    this.server = server;
    this.admin = Database.openAsLogin(server.connectionInfo("postgres"), 2);
  }

  /** Started at the first call, ended with the JVM. */
  static WarehouseServer ofThisJvm() {
    return OfThisJvm.SERVER;
  }

  static WarehouseServer start() {
    WarehouseServer started = new WarehouseServer(TestServer.start());
    started.statements().createDatabase(TEMPLATE).execute();
    try (Database template = Database.openAsLogin(started.connectionInfo(TEMPLATE), 2)) {
      Migrations.migrate(template.dataSource());
    }
    started
        .statements()
        .execute(
            "CREATE ROLE {0} LOGIN IN ROLE wow_analyst PASSWORD {1}",
            DSL.name(WarehouseDatabase.ANALYST), DSL.inline(WarehouseDatabase.ANALYST));
    return started;
  }

  String createCopy() {
    String name = "warehouse_" + copies.incrementAndGet();
    create(name, TEMPLATE);
    return name;
  }

  /** Resets to the state just after the migrations; ends all connections. */
  void recreate(String name) {
    drop(name);
    create(name, TEMPLATE);
  }

  /** Copies one database to another; ends all connections to either. */
  void replace(String name, String other) {
    drop(name);
    // A pool that watches its connections would reconnect before the copy is made.
    allowConnections(other, false);
    try {
      statements()
          .execute(
              "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {0}",
              DSL.val(other));
      create(name, other);
    } finally {
      allowConnections(other, true);
    }
  }

  private void allowConnections(String name, boolean areAllowed) {
    statements()
        .execute(
            "ALTER DATABASE {0} ALLOW_CONNECTIONS {1}", DSL.name(name), DSL.inline(areAllowed));
  }

  void drop(String name) {
    statements().execute("DROP DATABASE {0} WITH (FORCE)", DSL.name(name));
  }

  ConnectionInfo connectionInfo(String name) {
    return server.connectionInfo(name);
  }

  @Override
  public void close() {
    admin.close();
    server.close();
  }

  private void create(String name, String template) {
    statements()
        .execute(
            "CREATE DATABASE {0} TEMPLATE {1} OWNER wow_owner", DSL.name(name), DSL.name(template));
  }

  private DSLContext statements() {
    return admin.dsl();
  }
}
