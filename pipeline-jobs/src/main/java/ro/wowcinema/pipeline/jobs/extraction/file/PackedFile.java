package ro.wowcinema.pipeline.jobs.extraction.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A gz-compressed text file: the same text gives the same bytes, as Java writes no time into the
 * header. Once closed, it is on the disk.
 */
public final class PackedFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final GZIPOutputStream packed;
  private final Writer writer;

  private PackedFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.packed = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER);
    this.writer = new BufferedWriter(new OutputStreamWriter(packed, UTF_8), BUFFER);
  }

  static PackedFile create(Path path) throws IOException {
    return new PackedFile(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  public Writer writer() {
    return writer;
  }

  @Override
  public void close() throws IOException {
    try (Writer closing = writer) {
      closing.flush();
      packed.finish();
      channel.force(true);
    }
  }
}
