package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_RATINGS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.csv.CSVFormat;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.testing.StandaloneWarehouse;

/** Whatever is written into a file comes back from the staging table. */
final class LoaderPropertyTest {
  private static StandaloneWarehouse warehouse;
  private static Path folder;

  @BeforeContainer
  static void start() throws IOException {
    warehouse = StandaloneWarehouse.start();
    folder = Files.createTempDirectory("wowcinema-properties-");
  }

  @AfterContainer
  static void stop() throws IOException {
    warehouse.close();
    Files.deleteIfExists(folder.resolve("file"));
    Files.delete(folder);
  }

  /** Against the simplest reader there is: split at line feeds, split at tabs, count. */
  @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
  void imdbTsvIsSplitAtTabs(@ForAll("tsvLines") List<String> lines)
      throws IOException, SQLException {
    String file = "a\tb\tc\n" + String.join("", lines.stream().map(line -> line + "\n").toList());

    Loaded loaded = load(FileFormat.IMDB_TSV, file);

    List<List<String>> expected =
        lines.stream()
            .map(line -> line.split("\t", -1))
            .filter(fields -> fields.length == 3)
            .map(fields -> Stream.of(fields).map(LoaderPropertyTest::orNull).toList())
            .toList();
    assertThat(loaded.rows()).isEqualTo(expected);
    assertThat(loaded.result().linesRead()).isEqualTo(lines.size());
    assertThat(loaded.result().rejected()).isEqualTo(lines.size() - expected.size());
  }

  @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
  void csvIsReadAsItWasWritten(@ForAll("csvRecords") List<List<String>> records)
      throws IOException, SQLException {
    StringBuilder file = new StringBuilder("a,b,c\r\n");
    for (List<String> record : records) {
      CSVFormat.RFC4180.printRecord(file, record.toArray());
    }

    Loaded loaded = load(FileFormat.CSV, file.toString());

    assertThat(loaded.rows())
        .isEqualTo(
            records.stream()
                .map(record -> record.stream().map(LoaderPropertyTest::emptyToNull).toList())
                .toList());
    assertThat(loaded.result().rejected()).isZero();
  }

  /** Bytes of any kind never break the loader: they are loaded, refused, or the file is bad. */
  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void anyBytesAreAccountedFor(@ForAll FileFormat format, @ForAll byte[] bytes)
      throws IOException, SQLException {
    byte[] header =
        switch (format) {
          case IMDB_TSV -> "a\tb\tc\n".getBytes(UTF_8);
          case CSV -> "a,b,c\n".getBytes(UTF_8);
          case JSON_LINES -> new byte[0];
        };
    try {
      Loaded loaded = load(format, LoaderTest.concat(header, bytes));

      assertThat(loaded.rows()).hasSize((int) loaded.result().loaded());
      assertThat(loaded.result().linesRead())
          .isEqualTo(loaded.result().loaded() + loaded.result().rejected());
    } catch (BadFileException e) {
      assertThat(e).hasMessageContaining(folder.toString());
    }
  }

  @Provide
  Arbitrary<List<String>> tsvLines() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            text('"', '\\', '\r', ' ', ',', '\'', 'N', 'x'), Arbitraries.of("\\N", "\\\\N", "\\."));
    return field
        .list()
        .ofMinSize(2)
        .ofMaxSize(4)
        .map(fields -> String.join("\t", fields))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<List<String>>> csvRecords() {
    return text('"', ',', '\n', '\r', ' ', '\\', '\t', '#', 'x')
        .list()
        .ofSize(3)
        .list()
        .ofMaxSize(10);
  }

  /** Text in which the characters that formats care for are as frequent as all others together. */
  private static Arbitrary<String> text(Character... special) {
    Arbitrary<Character> any =
        Arbitraries.chars()
            .all()
            .filter(c -> !Character.isSurrogate(c) && c != 0 && c != '\n' && c != '\t');
    return Arbitraries.oneOf(Arbitraries.of(special), any)
        .list()
        .ofMaxSize(12)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  private record Loaded(LoadResult result, List<List<String>> rows) {}

  private static Loaded load(FileFormat format, String text) throws IOException, SQLException {
    return load(format, text.getBytes(UTF_8));
  }

  /** Loads in a transaction that is rolled back. */
  private static Loaded load(FileFormat format, byte[] bytes) throws IOException, SQLException {
    Path file = Files.write(folder.resolve("file"), bytes);
    try (Connection connection = warehouse.database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        long id = sourceFile(connection);
        LoadResult result =
            new FileLoader(1)
                .load(spec(format), new LandingZone(folder).file(file), id, connection, rows -> {});
        return new Loaded(result, rows(connection));
      } finally {
        connection.rollback();
      }
    }
  }

  private static FileSpec spec(FileFormat format) {
    return new FileSpec(
        "imdb",
        "file",
        Presence.OPTIONAL,
        format,
        TITLE_RATINGS,
        TITLE_RATINGS.LINE_NUMBER,
        List.of(
            Column.expected("a", TITLE_RATINGS.TCONST, FieldTypes.text()),
            Column.expected("b", TITLE_RATINGS.AVERAGE_RATING, FieldTypes.text()),
            Column.expected("c", TITLE_RATINGS.NUM_VOTES, FieldTypes.text())),
        List.of());
  }

  private static long sourceFile(Connection connection) {
    return (long)
        DSL.using(connection, SQLDialect.POSTGRES)
            .fetchValue(
                """
                WITH run AS (
                  INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
                  VALUES ('test', '2026-10-25', 'running', '2026-10-26Z') RETURNING run_id)
                INSERT INTO ops.source_file (source, logical_date, file_name, path, sha256,
                  size_bytes, state, lines_read, loaded, rejected, warnings, run_id, loaded_at)
                SELECT 'imdb', '2026-10-25', 'file', '', '', 0, 'staged', 0, 0, 0, 0, run_id,
                  '2026-10-26Z'
                FROM run
                RETURNING source_file_id
                """);
  }

  private static List<List<String>> rows(Connection connection) {
    List<List<String>> rows = new ArrayList<>();
    DSL.using(connection, SQLDialect.POSTGRES)
        .select(TITLE_RATINGS.TCONST, TITLE_RATINGS.AVERAGE_RATING, TITLE_RATINGS.NUM_VOTES)
        .from(TITLE_RATINGS)
        .orderBy(TITLE_RATINGS.LINE_NUMBER)
        .forEach(row -> rows.add(Arrays.asList(row.into(String[].class))));
    return rows;
  }

  private static String orNull(String field) {
    return field.equals("\\N") ? null : emptyToNull(field);
  }

  private static String emptyToNull(String field) {
    return field.isEmpty() ? null : field;
  }
}
