package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ro.wowcinema.pipeline.core.load.contract.Column;
import ro.wowcinema.pipeline.core.load.contract.FieldTypes;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Every value written into a file is read back from the staging table. */
final class LoaderPropertyTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir private static Path folder;

  /** Against the simplest reader there is: split at line feeds, split at tabs, count. */
  @Test
  void imdbTsvIsSplitAtTabs() {
    RandomCases.check(50, LoaderPropertyTest::tsvLines, LoaderPropertyTest::assertSplitAtTabs);
  }

  private static void assertSplitAtTabs(List<String> lines) throws IOException, SQLException {
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

  @Test
  void csvIsReadAsItWasWritten() {
    RandomCases.check(50, LoaderPropertyTest::csvRecords, LoaderPropertyTest::assertReadAsWritten);
  }

  private static void assertReadAsWritten(List<List<String>> records)
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
  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void anyBytesAreAccountedFor(FileFormat format) {
    RandomCases.check(20, LoaderPropertyTest::anyBytes, bytes -> assertAccountedFor(format, bytes));
  }

  private static void assertAccountedFor(FileFormat format, String bytes)
      throws IOException, SQLException {
    byte[] header =
        switch (format) {
          case IMDB_TSV -> "a\tb\tc\n".getBytes(UTF_8);
          case CSV -> "a,b,c\n".getBytes(UTF_8);
          case JSON_LINES -> new byte[0];
        };
    try {
      Loaded loaded = load(format, LoaderTest.concat(header, bytes.getBytes(ISO_8859_1)));

      assertThat(loaded.rows()).hasSize((int) loaded.result().loaded());
      assertThat(loaded.result().linesRead())
          .isEqualTo(loaded.result().loaded() + loaded.result().rejected());
    } catch (BadFileException e) {
      assertThat(e).hasMessageContaining(folder.toString());
    }
  }

  private static List<String> tsvLines(Random random) {
    return RandomCases.list(
        random,
        0,
        20,
        line -> String.join("\t", RandomCases.list(line, 2, 4, LoaderPropertyTest::tsvField)));
  }

  private static String tsvField(Random random) {
    return random.nextBoolean()
        ? text(random, '"', '\\', '\r', ' ', ',', '\'', 'N', 'x')
        : RandomCases.oneOf(random, "\\N", "\\\\N", "\\.");
  }

  private static List<List<String>> csvRecords(Random random) {
    return RandomCases.list(
        random,
        0,
        10,
        record ->
            RandomCases.list(
                record,
                3,
                3,
                field -> text(field, '"', ',', '\n', '\r', ' ', '\\', '\t', '#', 'x')));
  }

  /** A character stands for a byte; bytes that the formats care for are often among them. */
  private static String anyBytes(Random random) {
    return RandomCases.list(
            random,
            0,
            200,
            any ->
                any.nextBoolean()
                    ? (char) any.nextInt(256)
                    : RandomCases.oneOf(any, '"', ',', '\n', '\r', '\\', '\t', '{', '}', ':', 'a'))
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  /** Text in which the characters that formats care for are as frequent as all others together. */
  private static String text(Random random, Character... special) {
    return RandomCases.list(
            random, 0, 12, any -> any.nextBoolean() ? RandomCases.oneOf(any, special) : other(any))
        .stream()
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static char other(Random random) {
    return (char)
        random
            .ints(1, Character.MAX_VALUE + 1)
            .filter(c -> !Character.isSurrogate((char) c) && c != '\n' && c != '\t')
            .findFirst()
            .orElseThrow();
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
