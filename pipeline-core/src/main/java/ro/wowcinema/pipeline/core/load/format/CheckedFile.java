package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import ro.wowcinema.pipeline.core.load.contract.Column;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/**
 * A tab-separated file that was read from its first byte to its last, and is what it should be.
 *
 * @param sha256 of the file as it lies there, packed or not
 * @param sizeBytes of the same
 * @param records lines after the header
 */
public record CheckedFile(String sha256, long sizeBytes, long records) {
  private static final int BUFFER = 64 * 1024;

  public CheckedFile {
    requireNonNull(sha256, "sha256 is null");
  }

  /**
   * Reads a file to its end, decompressing it if it is compressed, and loads nothing.
   *
   * @param spec has the columns that the header must have, in the same order
   * @param progress receives the number of records of each buffer
   * @throws BadFileException where the gzip is broken or the header is different
   */
  public static CheckedFile of(FileSpec spec, LandingFile file, LongConsumer progress)
      throws IOException {
    try (SourceInput input = SourceInput.open(file)) {
      requireHeader(spec, file.path(), input);
      long records = countLines(input, progress);
      return new CheckedFile(input.finish(), input.size(), records);
    }
  }

  private static void requireHeader(FileSpec spec, Path path, InputStream in) throws IOException {
    List<String> names = spec.columns().stream().map(Column::name).toList();
    byte[] expected = (String.join("\t", names) + "\n").getBytes(UTF_8);
    byte[] found = in.readNBytes(expected.length);
    if (!Arrays.equals(found, expected)) {
      throw new BadFileException(
          path,
          1,
          "the header is not the expected one, which is %s with tabs between%s"
              .formatted(
                  String.join(", ", names),
                  FileDiagnosis.ofText(found, found.length, true)
                      .or(() -> FileDiagnosis.ofFirstLine(spec, firstLine(found)))
                      .map(looks -> "; " + looks)
                      .orElse("")));
    }
  }

  private static String firstLine(byte[] start) {
    return new String(start, UTF_8).lines().findFirst().orElse("");
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
}
