package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Messages of the server, whose values begin with SECRET or 999. */
final class ServerMessageTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          22P02 | select 'SECRET "x'::int                                 | ERROR: invalid input syntax for type integer: …
          22P02 | select E'SECRET\\n" is out of range for type SECRET'::int | ERROR: invalid input syntax for type integer: …
          22P02 | select '{"a": SECRET}'::json                            | ERROR: invalid input syntax for type json
          22003 | select '99999999999'::int                               | ERROR: value … is out of range for type integer
          22003 | select 99999999999::bigint::int                         | ERROR: integer out of range
          22003 | select 99999::numeric(3)                                | ERROR: numeric field overflow
          22007 | select 'SECRET'::date                                   | ERROR: invalid input syntax for type date: …
          22007 | select to_date('SECRET', 'YYYY')                        | ERROR: invalid value …
          22008 | select '2026-99-99'::date                               | ERROR: date/time field value out of range: …
          22008 | select make_date(9999, 99, 99)                          | ERROR: date field value out of range: …
          22021 | select convert_from('\\x999999', 'UTF8')                | ERROR: invalid byte sequence for encoding "UTF8": …
          22P05 | select convert_to(U&'\\0999', 'LATIN1')                 | ERROR: character with byte sequence …
          23505 | insert into t values ('SECRET', 1), ('SECRET', 1)       | ERROR: duplicate key value violates unique constraint "t_pkey"
          23502 | insert into t values ('SECRET', null)                   | ERROR: null value in column "n" of relation "t" violates not-null constraint
          23514 | insert into t values ('SECRET', 999)                    | ERROR: new row for relation "t" violates check constraint "t_n_check"
          """)
  void quotesNoValue(String state, String statement, String expected) throws SQLException {
    SQLException failure = failureOf(statement);

    assertThat(failure.getSQLState()).isEqualTo(state);
    assertThat(ServerMessage.of(failure)).isEqualTo(expected);
  }

  @Test
  void aValueCannotPassForAName() {
    assertThat(of("22P02", "ERROR: invalid input: \"x\" in column \"SECRET\""))
        .isEqualTo("ERROR: invalid input: …");
    assertThat(of("22003", "ERROR: value \"x\" in column \"SECRET\" is refused"))
        .isEqualTo("ERROR: value …");
    assertThat(of("22P02", "ERREUR:  syntaxe en entrée invalide pour le type : « SECRET »"))
        .isEqualTo("ERREUR:  syntaxe en entrée invalide pour le type : …");
  }

  @Test
  void otherClassesAreRepeated() {
    assertThat(of("42P01", "ERROR: no such table: \"x\"")).isEqualTo("ERROR: no such table: \"x\"");
    assertThat(of(null, "closed: \"x\"")).isEqualTo("closed: \"x\"");
    assertThat(of("22", "closed: \"x\"")).isEqualTo("closed: \"x\"");
  }

  @Test
  void ofABatchTheServersWords() {
    SQLException server = new SQLException("ERROR: integer out of range", "22003");
    SQLException batch =
        new BatchUpdateException(
            "Batch entry 0 insert into t values ('SECRET') was aborted",
            "22003",
            new int[0],
            server);

    assertThat(ServerMessage.of(batch)).isEqualTo("ERROR: integer out of range");
  }

  private static String of(String state, String message) {
    return ServerMessage.of(new SQLException(message, state));
  }

  /** With all that the driver adds to a message. */
  private static SQLException failureOf(String statement) throws SQLException {
    ConnectionInfo info = warehouse.connectionInfo();
    try (Connection connection =
            DriverManager.getConnection(info.url(), info.user(), info.password().orElse(null));
        Statement sql = connection.createStatement()) {
      sql.execute("create temporary table t (s text primary key, n int not null check (n < 100))");
      return catchThrowableOfType(SQLException.class, () -> sql.execute(statement));
    }
  }
}
