package ro.wowcinema.pipeline.core.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.ConnectionLimits;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;
import ro.wowcinema.pipeline.core.db.ServerCheck;

/** Administers the embedded server as its superuser; knows nothing of the product's data. */
final class ServerAdmin {
  private static final String ADMIN_DATABASE = "postgres";
  private static final String USER = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLIENTS =
      " FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

  private final ServerFiles files;
  private final int port;

  ServerAdmin(ServerFiles files, int port) {
    this.files = files;
    this.port = port;
  }

  ConnectionInfo connectionInfo(String database) {
    try {
      String url = "jdbc:postgresql://localhost:%d/%s".formatted(port, database);
      return new ConnectionInfo(url, USER, Optional.of(files.password()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(files.passwordFile()), e);
    }
  }

  /** Creates a login, with a password of its own, for a read-only role of the migrations. */
  ConnectionInfo ensureLogin(String role) throws IOException {
    String password = files.analystPassword();
    execute("ALTER ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    execute("ALTER ROLE " + role + " SET default_transaction_read_only = on");
    return new ConnectionInfo(
        connectionInfo(EmbeddedServer.DATABASE).url(), role, Optional.of(password));
  }

  /** Creates the product's database if it does not exist; waits for a server that is starting. */
  void createDatabase() {
    new ServerCheck(connectionInfo(ADMIN_DATABASE), ConnectionLimits.defaults())
        .awaitUsable(PATIENCE);
    String database = EmbeddedServer.DATABASE;
    if (!answersTrue(
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = '" + database + "')")) {
      execute("CREATE DATABASE " + database);
    }
  }

  void dropDatabase() {
    execute("DROP DATABASE IF EXISTS " + EmbeddedServer.DATABASE + " WITH (FORCE)");
  }

  /** Whether any client is connected, another process of the product or an SQL client. */
  boolean isClientConnected() {
    return answersTrue("SELECT EXISTS (SELECT" + CLIENTS + ")");
  }

  void endSessions() {
    execute("SELECT pg_terminate_backend(pid)" + CLIENTS);
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private boolean answersTrue(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private Connection connect() throws SQLException {
    ConnectionInfo info = connectionInfo(ADMIN_DATABASE);
    Properties properties = new Properties();
    properties.setProperty("user", info.user());
    info.password().ifPresent(password -> properties.setProperty("password", password));
    return DriverManager.getConnection(info.url(), properties);
  }

  private static DatabaseUnavailableException refused(SQLException cause) {
    return new DatabaseUnavailableException(
        "The embedded database refuses: " + cause.getMessage(), cause);
  }
}
