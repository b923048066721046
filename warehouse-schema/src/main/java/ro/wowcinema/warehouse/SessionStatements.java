package ro.wowcinema.warehouse;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Runs statements on each connection that Flyway opens, before any migration. */
final class SessionStatements implements Callback {
  private final List<String> statements;

  SessionStatements(String... statements) {
    this.statements = List.of(statements);
  }

  @Override
  public String getCallbackName() {
    return String.join("; ", statements);
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_CONNECT;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run %s".formatted(getCallbackName()), e);
    }
  }
}
