package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * A tab-separated file that was read from its first byte to its last, and is what it should be.
 *
 * @param sha256 of the file as it lies there, packed or not
 * @param sizeBytes of the same
 * @param records lines after the header
 */
public record CheckedFile(String sha256, long sizeBytes, long records) {
  private static final int BUFFER = 64 * 1024;
  private static final int QUOTED = 60;
  private static final byte GZIP_1 = 0x1F;
  private static final byte GZIP_2 = (byte) 0x8B;

  public CheckedFile {
    requireNonNull(sha256, "sha256 is null");
  }

  /**
   * Reads a file to its end, unpacking it where it is packed, and loads nothing.
   *
   * @param spec has the columns that the header must have, in the same order
   * @param progress told the number of records of each buffer
   * @throws BadFileException where the gzip is broken or another header stands first
   */
  public static CheckedFile of(FileSpec spec, Path path, LongConsumer progress) throws IOException {
    requireGzip(path);
    try (SourceInput input = SourceInput.open(path)) {
      requireHeader(spec, path, input);
      long records = countLines(input, progress);
      return new CheckedFile(input.finish(), Files.size(path), records);
    }
  }

  /** An error page of a web server says more when it is quoted. */
  private static void requireGzip(Path path) throws IOException {
    if (!path.getFileName().toString().endsWith(".gz")) {
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(QUOTED);
      if (start.length < 2 || start[0] != GZIP_1 || start[1] != GZIP_2) {
        throw new BadFileException(path, 0, "not gzip: it begins with '%s'".formatted(text(start)));
      }
    }
  }

  private static void requireHeader(FileSpec spec, Path path, InputStream in) throws IOException {
    String names = spec.columns().stream().map(Column::name).collect(Collectors.joining("\t"));
    byte[] expected = (names + "\n").getBytes(UTF_8);
    byte[] found = in.readNBytes(expected.length);
    if (!Arrays.equals(found, expected)) {
      throw new BadFileException(
          path,
          1,
          "the header is not '%s', but begins with '%s'"
              .formatted(text(expected), text(Arrays.copyOf(found, Math.min(found.length, 200)))));
    }
  }

  private static long countLines(InputStream in, LongConsumer progress) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long lines = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      long found = 0;
      for (int i = 0; i < count; i++) {
        found += buffer[i] == '\n' ? 1 : 0;
      }
      lines += found;
      progress.accept(found);
    }
    return lines;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8).strip().replaceAll("\\p{Cntrl}", " ");
  }
}
