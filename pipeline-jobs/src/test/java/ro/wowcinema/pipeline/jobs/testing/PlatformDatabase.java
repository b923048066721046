package ro.wowcinema.pipeline.jobs.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.embedded.EmbeddedServer;

/**
 * The platform's operational database: empty tables as documented, on a server of their own that
 * asks for passwords, and whose clock a test sets:
 *
 * <pre>
 *   platform.clockSays("2025-03-02T01:00:00Z");
 *   platform.users("user_id | plan_id | …");
 * </pre>
 */
public final class PlatformDatabase implements BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(PlatformDatabase.class);
  private static final Path DOCUMENTATION = Path.of("../docs/platform-extraction.md");
  private static final Pattern SQL_BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String EXTRACTOR = "wow_extractor";
  private static final String PASSWORD = "o parolă: \"tăinuită\"";

  /** The server of this JVM's tests; stopped after the last. */
  private record Server(Path home, EmbeddedServer server, Database database)
      implements AutoCloseable {
    static Server start() {
      try {
        Path home = Files.createTempDirectory("platform-");
        EmbeddedServer server = EmbeddedServer.open(home);
        return new Server(home, server, Database.open(server.connectionInfo(), 4));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      database.close();
      server.close();
      Folders.delete(home);
    }
  }

  private Server server;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Server.class, key -> Server.start(), Server.class);
    List<String> documented = documentedSql();
    clear();
    dsl().execute(documented.get(0));
    dsl().execute(documented.get(1));
    dsl().execute("ALTER ROLE " + EXTRACTOR + " PASSWORD '" + PASSWORD + "'");
    ownClock();
  }

  /** As the documented user, who may only read. */
  public ConnectionInfo connectionInfo() {
    return connectionInfo(PASSWORD);
  }

  public ConnectionInfo connectionInfo(String password) {
    return new ConnectionInfo(
        server.server().connectionInfo().url(), EXTRACTOR, Optional.of(password));
  }

  /** As its owner. */
  public Database database() {
    return server.database();
  }

  public DSLContext dsl() {
    return database().dsl();
  }

  /** Sets the result of {@code now()} for extractions. */
  public void clockSays(String instant) {
    dsl().execute("UPDATE test_clock.clock SET at = ?::timestamptz", instant);
  }

  /** Inserts rows, or replaces those with the same key; empty cells are null. */
  public void put(String table, String rows) {
    LiteralTable literal = LiteralTable.of(rows);
    List<String> columns = literal.header();
    for (String line : literal.body()) {
      List<String> values =
          LiteralTable.cells(line).stream()
              .map(cell -> cell.isEmpty() ? "NULL" : "'" + cell.replace("'", "''") + "'")
              .toList();
      dsl().execute(upsert(table, columns, values));
    }
  }

  private static String upsert(String table, List<String> columns, List<String> values) {
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
        .formatted(
            table,
            String.join(", ", columns),
            String.join(", ", values),
            columns.get(0),
            String.join(
                ", ", columns.stream().map(column -> column + " = excluded." + column).toList()));
  }

  /** Faster by a second than a new database. */
  private void clear() {
    dsl()
        .execute(
            """
            DO $$
            DECLARE old text;
            BEGIN
              FOR old IN SELECT nspname FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', old);
              END LOOP;
              CREATE SCHEMA public;
              DROP ROLE IF EXISTS wow_extractor;
            END
            $$
            """);
  }

  /** A function of the same name that is found first. */
  private void ownClock() {
    dsl()
        .execute(
            """
            CREATE SCHEMA test_clock;
            CREATE TABLE test_clock.clock (at timestamptz NOT NULL);
            INSERT INTO test_clock.clock VALUES ('2025-03-01T12:00:00Z');
            CREATE FUNCTION test_clock.now() RETURNS timestamptz
              LANGUAGE sql STABLE AS 'SELECT at FROM test_clock.clock';
            GRANT USAGE ON SCHEMA test_clock TO wow_extractor;
            GRANT SELECT ON test_clock.clock TO wow_extractor;
            ALTER ROLE wow_extractor SET search_path = test_clock, pg_catalog;
            """);
  }

  private static List<String> documentedSql() throws IOException {
    return SQL_BLOCK
        .matcher(requireNonNull(Files.readString(DOCUMENTATION)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
