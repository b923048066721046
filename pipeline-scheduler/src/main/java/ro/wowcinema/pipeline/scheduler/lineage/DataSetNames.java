package ro.wowcinema.pipeline.scheduler.lineage;

import java.net.URI;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.job.DataSet;

/**
 * What OpenLineage calls our data sets: a table is {@code postgres://host:port} and {@code
 * database.schema.table}, as its naming specification has it. A delivered file keeps its name
 * without the date, so that it is the same data set every day.
 */
final class DataSetNames {
  private static final String OUTSIDE = "outside/";
  private static final String LANDING = "landing/";

  private final String server;
  private final String database;

  /** A name and the space it is unique in. */
  record QualifiedName(String namespace, String name) {}

  DataSetNames(ConnectionInfo connection) {
    Properties parts = Driver.parseURL(connection.url(), new Properties());
    if (parts == null) {
      throw new IllegalArgumentException(connection + " is no PostgreSQL URL");
    }
    this.server =
        "postgres://%s:%s"
            .formatted(
                PGProperty.PG_HOST.getOrDefault(parts), PGProperty.PG_PORT.getOrDefault(parts));
    this.database = PGProperty.PG_DBNAME.getOrDefault(parts);
  }

  QualifiedName of(DataSet dataSet) {
    String name = dataSet.name();
    if (!dataSet.isExternal()) {
      return new QualifiedName(server, database + "." + name);
    }
    if (name.startsWith(LANDING)) {
      return new QualifiedName("landing", name.substring(LANDING.length()));
    }
    if (name.startsWith(OUTSIDE)) {
      String[] parts = name.substring(OUTSIDE.length()).split("/", 2);
      return new QualifiedName(parts[0], parts[parts.length - 1]);
    }
    URI uri = URI.create(name);
    return new QualifiedName(
        uri.getScheme() + "://" + uri.getRawAuthority(), uri.getRawPath().replaceFirst("^/", ""));
  }
}
