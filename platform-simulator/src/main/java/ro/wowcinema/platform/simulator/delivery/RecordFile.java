package ro.wowcinema.platform.simulator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file of records, compressed if its name ends in .gz (Java writes no time into the header). */
final class RecordFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final LineFormat format;
  private final List<String> columns;
  private final FlawSelector dirt;
  private final Writer writer;

  RecordFile(Path path, LineFormat format, List<String> columns, FlawSelector dirt)
      throws IOException {
    this.format = format;
    this.columns = columns;
    this.dirt = dirt;
    this.writer = new BufferedWriter(new OutputStreamWriter(open(path), UTF_8), BUFFER);
    if (format.hasHeader()) {
      writeLine(format.header(columns));
    }
  }

  void write(List<String> values) throws IOException {
    Optional<Flaw> flaw = dirt.next();
    if (flaw.isEmpty() || flaw.get().additional()) {
      writeLine(format.line(columns, values));
    }
    if (flaw.isPresent()) {
      RecordDraft draft = new RecordDraft(format, columns, values, dirt.chance());
      flaw.get().edit().accept(draft);
      writeLine(draft.text());
    }
  }

  long badRecords() {
    return dirt.badRecords();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private void writeLine(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  private static OutputStream open(Path path) throws IOException {
    OutputStream file = Files.newOutputStream(path);
    return path.toString().endsWith(".gz") ? new GZIPOutputStream(file, BUFFER) : file;
  }
}
