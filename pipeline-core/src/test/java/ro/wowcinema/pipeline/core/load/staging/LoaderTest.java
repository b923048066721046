package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.optional;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.warehouse.staging.Tables.CATALOG;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;
import static ro.wowcinema.warehouse.staging.Tables.SESSIONS;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_EPISODE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.contract.FieldTypes;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.contract.RecordRule;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.load.format.SourceLimits;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** Small files of each format, delivered and loaded into real staging tables. */
public abstract class LoaderTest {
  static final LocalDate DAY = LocalDate.of(2026, 10, 25);
  static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

  public static final FileSpec EPISODES =
      new FileSpec(
          "imdb",
          "title.episode.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_EPISODE,
          TITLE_EPISODE.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_EPISODE.TCONST, FieldTypes.id("tt")),
              expected("parentTconst", TITLE_EPISODE.PARENT_TCONST, FieldTypes.text()),
              expected("seasonNumber", TITLE_EPISODE.SEASON_NUMBER, FieldTypes.integer(0, 99)),
              optional("episodeNumber", TITLE_EPISODE.EPISODE_NUMBER, FieldTypes.text())),
          List.of());

  public static final FileSpec PLANS_CSV =
      new FileSpec(
          "platform",
          "plans.csv",
          Presence.OPTIONAL,
          FileFormat.CSV,
          PLANS,
          PLANS.LINE_NUMBER,
          List.of(
              required("plan_id", PLANS.PLAN_ID, FieldTypes.integer(1, 999)),
              required("plan_name", PLANS.PLAN_NAME, FieldTypes.text()),
              optional("currency_code", PLANS.CURRENCY_CODE, FieldTypes.currencyCode())),
          List.of());

  static final FileSpec CATALOG_CSV =
      new FileSpec(
          "platform",
          "catalog.csv",
          Presence.OPTIONAL,
          FileFormat.CSV,
          CATALOG,
          CATALOG.LINE_NUMBER,
          List.of(
              required("title_id", CATALOG.TITLE_ID, FieldTypes.text()),
              optional("available_from", CATALOG.AVAILABLE_FROM, FieldTypes.instant(BUCHAREST))),
          List.of());

  public static final FileSpec SESSIONS_JSONL =
      new FileSpec(
          "platform",
          "sessions.jsonl",
          Presence.REQUIRED,
          FileFormat.JSON_LINES,
          SESSIONS,
          SESSIONS.LINE_NUMBER,
          List.of(
              required("log_id", SESSIONS.LOG_ID, FieldTypes.text(50)),
              required("session_start", SESSIONS.SESSION_START, FieldTypes.instant(BUCHAREST)),
              optional("session_end", SESSIONS.SESSION_END, FieldTypes.instant(BUCHAREST)),
              optional("rating", SESSIONS.RATING, FieldTypes.decimal("0", "10", 1))),
          List.of(
              new RecordRule(
                  Reason.END_BEFORE_START,
                  "session_end is before session_start",
                  record -> isInOrder(record, "session_start", "session_end"))));

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path landing;
  final List<String> log = new ArrayList<>();
  private double maxRejectRatio = 1;
  private SourceLimits limits = SourceLimits.defaults();

  @BeforeEach
  void startEmpty() {
    warehouse.owner().execute("TRUNCATE ops.dag_run CASCADE");
    List.of(EPISODES, PLANS_CSV, CATALOG_CSV, SESSIONS_JSONL)
        .forEach(spec -> warehouse.dsl().truncate(spec.staging()).execute());
  }

  static boolean isInOrder(Function<String, String> record, String first, String second) {
    String before = record.apply(first);
    String after = record.apply(second);
    return before == null || after == null || !Instant.parse(after).isBefore(Instant.parse(before));
  }

  void allowRejects(double ratio) {
    maxRejectRatio = ratio;
  }

  void limit(SourceLimits others) {
    limits = others;
  }

  LandingZone zone() {
    return new LandingZone(landing, limits);
  }

  /** Delivers a file of these lines and loads it. */
  JobResult load(FileSpec spec, String... lines) throws IOException, SQLException {
    return load(spec, (String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  JobResult load(FileSpec spec, byte[] content) throws IOException, SQLException {
    deliver(spec, "", content);
    return stage(spec, false);
  }

  JobResult loadPacked(FileSpec spec, byte[] packed) throws IOException, SQLException {
    deliver(spec, ".gz", packed);
    return stage(spec, false);
  }

  Path deliver(FileSpec spec, String suffix, byte[] content) throws IOException {
    Path folder = zone().delivery(spec.source(), DAY);
    Files.createDirectories(folder);
    return Files.write(folder.resolve(spec.fileName() + suffix), content);
  }

  JobResult stage(FileSpec spec, boolean force) throws IOException, SQLException {
    FileStaging staging = new FileStaging(zone(), new FileLoader(maxRejectRatio));
    return inTransaction(force, context -> staging.stage(spec, context));
  }

  /** Work in a job's transaction. */
  interface Work<T> {
    T in(TransactionContext context) throws IOException, SQLException;
  }

  <T> T inTransaction(boolean force, Work<T> work) throws IOException, SQLException {
    try (Connection connection = warehouse.database().dataSource().getConnection()) {
      connection.setAutoCommit(false);
      TransactionContext context =
          new TransactionContext(
              runId(),
              DAY,
              force,
              DSL.using(warehouse.dsl().configuration().derive(connection)),
              connection);
      try {
        T result = work.in(context);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
        log.addAll(context.log);
      }
    }
  }

  private static long runId() {
    return (long)
        warehouse
            .dsl()
            .fetchValue(
                """
                INSERT INTO ops.dag_run (dag, logical_date, state, created_at)
                VALUES ('test', '2026-10-25', 'queued', '2026-10-26Z')
                ON CONFLICT (dag, logical_date) DO UPDATE SET state = 'queued'
                RETURNING run_id
                """);
  }

  /** Rows in staging, {@code 2|tt1|null|…}: the line's number, then the fields of the spec. */
  static List<String> staged(FileSpec spec) {
    List<org.jooq.Field<?>> fields = new ArrayList<>(List.of(spec.lineNumber()));
    spec.columns().forEach(column -> fields.add(column.target()));
    return warehouse.dsl().select(fields).from(spec.staging()).orderBy(spec.lineNumber()).stream()
        .map(LoaderTest::joined)
        .toList();
  }

  /** {@code 3|wrong_field_count|null|raw line}. */
  static List<String> quarantine() {
    return rows("SELECT line_number, reason_code, column_name, raw_line FROM ops.quarantine");
  }

  /** {@code 3|missing_offset|session_start|raw line}. */
  static List<String> warnings() {
    return rows("SELECT line_number, reason_code, column_name, raw_line FROM ops.field_warning");
  }

  /** {@code 5|4|1|0}: lines read, loaded, rejected, warnings of the only file. */
  static List<String> accounts() {
    return rows("SELECT lines_read, loaded, rejected, warnings FROM ops.source_file");
  }

  static List<String> rows(String query) {
    return warehouse.dsl().fetch(query + " ORDER BY 1, 2").stream()
        .map(LoaderTest::joined)
        .toList();
  }

  private static String joined(Record row) {
    return Arrays.stream(row.intoArray()).map(Objects::toString).collect(Collectors.joining("|"));
  }

  static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  static byte[] concat(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
