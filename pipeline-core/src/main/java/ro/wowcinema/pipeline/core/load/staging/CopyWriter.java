package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Writes rows in the binary format of PostgreSQL's COPY, for columns of type bigint and text. Each
 * value goes behind its length: nothing is escaped here, and the server has no escapes to look for,
 * which makes a load a fifth cheaper for it than the text format.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-copy.html">COPY, File Formats, Binary
 *     Format</a>
 */
final class CopyWriter {
  private static final int SIZE = 64 * 1024;
  // The first byte is not ASCII, and the line ends reveal a transfer that was not binary.
  private static final byte[] SIGNATURE = "PGCOPY\n\u00FF\r\n\0".getBytes(ISO_8859_1);
  private static final int NULL = -1;
  private static final short END = -1;

  private final OutputStream out;
  private final short columns;
  private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);

  CopyWriter(OutputStream out, int columns) {
    this.out = out;
    this.columns = (short) columns;
    begin();
  }

  /** The statement that takes these rows in. */
  static String statement(Table<?> table, List<? extends Field<?>> columns) {
    return "COPY %s (%s) FROM STDIN (FORMAT binary)"
        .formatted(
            DSL.name(table.getSchema().getName(), table.getName()),
            String.join(
                ", ", columns.stream().map(c -> c.getUnqualifiedName().toString()).toList()));
  }

  /** Begins a row; as many values follow as there are columns. */
  void row() throws IOException {
    room(Short.BYTES);
    buffer.putShort(columns);
  }

  void number(long value) throws IOException {
    room(Integer.BYTES + Long.BYTES);
    buffer.putInt(Long.BYTES).putLong(value);
  }

  void text(String value) throws IOException {
    if (value == null) {
      nothing();
    } else {
      byte[] bytes = value.getBytes(UTF_8);
      bytes(bytes, 0, bytes.length);
    }
  }

  void nothing() throws IOException {
    room(Integer.BYTES);
    buffer.putInt(NULL);
  }

  /** A text in UTF-8. */
  void bytes(byte[] bytes, int from, int to) throws IOException {
    int length = to - from;
    room(Integer.BYTES);
    buffer.putInt(length);
    if (length > SIZE) {
      flush();
      out.write(bytes, from, length);
    } else {
      room(length);
      buffer.put(bytes, from, length);
    }
  }

  /** Ends the rows. */
  void finish() throws IOException {
    room(Short.BYTES);
    buffer.putShort(END);
    flush();
  }

  private void begin() {
    int flags = 0;
    int extension = 0;
    buffer.put(SIGNATURE).putInt(flags).putInt(extension);
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
