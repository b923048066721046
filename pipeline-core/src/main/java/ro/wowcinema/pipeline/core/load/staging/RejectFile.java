package ro.wowcinema.pipeline.core.load.staging;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.postgresql.PGConnection;
import ro.wowcinema.pipeline.core.db.StorableText;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.warehouse.ops.Tables;

/**
 * Collects a file's rejects and warnings. A connection in the middle of a COPY accepts no other
 * statement, so they wait in a private temporary file, and are copied afterwards.
 */
final class RejectFile implements AutoCloseable {
  private final Table<?> table;
  private final long sourceFileId;
  private final FileChannel spool;
  private final OutputStream out;
  private final CopyWriter writer;
  private final Map<Kind, Tally> tallies = new TreeMap<>();
  private long count;

  /**
   * What all rejects and warnings have in common; the column is empty where no column is to blame.
   */
  private record Kind(Reason reason, String column) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      return Comparator.comparing(Kind::reason).thenComparing(Kind::column).compare(this, other);
    }
  }

  private record Tally(long count, long firstLine) {}

  /** Findings of a file, for {@code ops.quarantine} or {@code ops.field_warning}. */
  RejectFile(Table<?> table, long sourceFileId) throws IOException {
    this(table, sourceFileId, Path.of(System.getProperty("java.io.tmpdir")));
  }

  RejectFile(Table<?> table, long sourceFileId, Path folder) throws IOException {
    this.table = table;
    this.sourceFileId = sourceFileId;
    this.spool = open(folder);
    this.out = Channels.newOutputStream(spool);
    this.writer = new CopyWriter(out, columns().size());
  }

  /**
   * The lines may have personal data: only the owner may read the file, and where the system allows
   * it the file is deleted once it is open, so that not even a kill leaves it behind.
   */
  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        Files.createTempFile(folder, "wowcinema-findings-", ".copy"),
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /**
   * Adds one.
   *
   * @param person user id of the record, as far as it can be read; null elsewhere
   * @param key natural key of the record, for a file without personal data, as far as it can be
   *     read
   */
  void add(
      long lineNumber,
      Reason reason,
      String column,
      String detail,
      String rawLine,
      String person,
      String key)
      throws IOException {
    count++;
    tallies.merge(
        new Kind(reason, column == null ? "" : column),
        new Tally(1, lineNumber),
        (all, one) -> new Tally(all.count() + 1, all.firstLine()));
    writer.row();
    writer.number(sourceFileId);
    writer.number(lineNumber);
    writer.text(reason.code());
    writer.text(column);
    writer.text(StorableText.of(detail));
    writer.text(StorableText.of(rawLine));
    writer.text(person);
    writer.text(key);
  }

  long count() {
    return count;
  }

  /**
   * Counts by reason and column, each with its first line. What stands there is for those who may
   * read the file: a message goes to others.
   */
  String summary() {
    return tallies.entrySet().stream()
        .map(entry -> summary(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String summary(Kind kind, Tally tally) {
    return "%d %s (%sfirst in line %d)"
        .formatted(
            tally.count(),
            kind.reason().code(),
            kind.column().isEmpty() ? "" : kind.column() + ", ",
            tally.firstLine());
  }

  void copyInto(Connection connection) throws IOException, SQLException {
    writer.finish();
    out.flush();
    if (count == 0) {
      return;
    }
    spool.position(0);
    InputStream in = new BufferedInputStream(Channels.newInputStream(spool));
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(CopyWriter.statement(table, columns()), in);
  }

  private List<Field<?>> columns() {
    return List.of(
        table.fields(
            Tables.QUARANTINE.SOURCE_FILE_ID,
            Tables.QUARANTINE.LINE_NUMBER,
            Tables.QUARANTINE.REASON_CODE,
            Tables.QUARANTINE.COLUMN_NAME,
            Tables.QUARANTINE.DETAIL,
            Tables.QUARANTINE.RAW_LINE,
            Tables.QUARANTINE.PERSON,
            Tables.QUARANTINE.RECORD_KEY));
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
