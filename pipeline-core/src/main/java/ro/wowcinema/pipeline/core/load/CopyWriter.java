package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Writes rows in the text format of PostgreSQL's COPY: tabs between fields, {@code \N} for null,
 * backslash escapes. Only the four bytes that mean something there are escaped; the rest goes
 * through as it is.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-copy.html">COPY, File Formats, Text
 *     Format</a>
 */
final class CopyWriter {
  private static final int SIZE = 64 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int used;
  private boolean isRowStarted;

  CopyWriter(OutputStream out) {
    this.out = out;
  }

  /** The statement that takes these rows in. */
  static String statement(Table<?> table, List<? extends Field<?>> columns) {
    return "COPY %s (%s) FROM STDIN (FORMAT text, ENCODING 'UTF8')"
        .formatted(
            DSL.name(table.getSchema().getName(), table.getName()),
            String.join(
                ", ", columns.stream().map(c -> c.getUnqualifiedName().toString()).toList()));
  }

  void number(long value) throws IOException {
    separate();
    room(20);
    if (value < 0) {
      raw(Long.toString(value).getBytes(UTF_8));
      return;
    }
    int end = used + digits(value);
    long rest = value;
    for (int i = end - 1; i >= used; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used = end;
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
    separate();
    room(2);
    buffer[used++] = '\\';
    buffer[used++] = 'N';
  }

  void bytes(byte[] bytes, int from, int to) throws IOException {
    separate();
    int start = from;
    while (start < to) {
      int end = Math.min(to, start + SIZE / 2);
      room(2 * (end - start));
      escape(bytes, start, end);
      start = end;
    }
  }

  void endRow() throws IOException {
    room(1);
    buffer[used++] = '\n';
    isRowStarted = false;
  }

  void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  private void escape(byte[] bytes, int from, int to) {
    byte[] target = buffer;
    int at = used;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\\' || b == '\t' || b == '\n' || b == '\r') {
        target[at++] = '\\';
        target[at++] = (byte) (b == '\t' ? 't' : b == '\n' ? 'n' : b == '\r' ? 'r' : '\\');
      } else {
        target[at++] = b;
      }
    }
    used = at;
  }

  private void separate() throws IOException {
    if (isRowStarted) {
      room(1);
      buffer[used++] = '\t';
    }
    isRowStarted = true;
  }

  private void raw(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void room(int bytes) throws IOException {
    if (SIZE - used < bytes) {
      flush();
    }
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
