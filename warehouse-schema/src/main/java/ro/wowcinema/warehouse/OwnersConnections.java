package ro.wowcinema.warehouse;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Has migrations run as {@value SchemaOwner#ROLE}, so that what they make is the role's. */
final class OwnersConnections implements Callback {
  @Override
  public String getCallbackName() {
    return "take the role " + SchemaOwner.ROLE;
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
      statement.execute("SET ROLE " + SchemaOwner.ROLE);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot take the role " + SchemaOwner.ROLE, e);
    }
  }
}
