package ro.wowcinema.warehouse;

import java.util.concurrent.Callable;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.database.postgresql.PostgreSQLConnection;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * PostgreSQL for Flyway, without Flyway's advisory lock: every login that may connect can hold that
 * one and so stop all migrations. {@link MigrationLock} takes its place.
 *
 * <p>Flyway finds this class by {@code META-INF/services}.
 */
public final class FlywayWithoutAdvisoryLock extends PostgreSQLDatabaseType {
  /** Before Flyway's own type, which has priority 0. */
  @Override
  public int getPriority() {
    return 1;
  }

  @Override
  public Database<?> createDatabase(
      Configuration configuration,
      JdbcConnectionFactory connections,
      StatementInterceptor interceptor) {
    return new UnlockedDatabase(configuration, connections, interceptor);
  }

  private static final class UnlockedDatabase extends PostgreSQLDatabase {
    UnlockedDatabase(
        Configuration configuration,
        JdbcConnectionFactory connections,
        StatementInterceptor interceptor) {
      super(configuration, connections, interceptor);
    }

    @Override
    protected PostgreSQLConnection doGetConnection(java.sql.Connection connection) {
      return new UnlockedConnection(this, connection);
    }
  }

  private static final class UnlockedConnection extends PostgreSQLConnection {
    UnlockedConnection(PostgreSQLDatabase database, java.sql.Connection connection) {
      super(database, connection);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public <T> T lock(Table table, Callable<T> work) {
      try {
        return work.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Cannot migrate: " + e.getMessage(), e);
      }
    }
  }
}
