package ro.wowcinema.warehouse;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Prepares the session of a migration: it waits for each lock only for a while, and what it creates
 * belongs to the owner role. The first migration, which creates that role and its schemas, runs as
 * the login itself.
 */
final class MigrationSession implements Callback {
  private final Duration patience;

  MigrationSession(Duration patience) {
    this.patience = requireNonNull(patience, "patience is null");
  }

  @Override
  public String getCallbackName() {
    return "session of a migration";
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_CONNECT || event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute("SET lock_timeout = " + patience.toMillis());
      if (SchemaOwner.ownsSchemas(context.getConnection())) {
        statement.execute("SET ROLE " + SchemaOwner.ROLE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot prepare a migration: " + e.getMessage(), e);
    }
  }
}
