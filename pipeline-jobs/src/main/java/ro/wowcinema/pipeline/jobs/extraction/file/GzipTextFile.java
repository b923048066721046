package ro.wowcinema.pipeline.jobs.extraction.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import ro.wowcinema.pipeline.core.files.DurableFiles;

/**
 * A gz-compressed text file: the same text gives the same bytes, as Java writes no time into the
 * header. Once closed, it is on the disk.
 */
public final class GzipTextFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Writer writer;

  private GzipTextFile(OutputStream file) throws IOException {
    OutputStream packed = new GZIPOutputStream(file, BUFFER);
    this.writer = new BufferedWriter(new OutputStreamWriter(packed, UTF_8), BUFFER);
  }

  static GzipTextFile create(Path path) throws IOException {
    return new GzipTextFile(
        DurableFiles.newOutputStream(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  public Writer writer() {
    return writer;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
