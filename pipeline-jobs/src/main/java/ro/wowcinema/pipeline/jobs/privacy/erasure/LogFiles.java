package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.registry.ErasedUserRegistry;
import ro.wowcinema.pipeline.jobs.privacy.registry.MessageFields;

/**
 * Log files in the home folder. A process may be writing to one, so identifiers of erased users are
 * overwritten in place, byte for byte; compressed files, which are complete, are replaced.
 */
final class LogFiles {
  private static final int BATCH = 500;
  private static final char BLOT = '*';

  /** A line as bytes and as text, with positions that can be converted. */
  private record Line(String text, Charset charset, long offset) {
    static Line of(byte[] bytes, long offset) {
      String text = new String(bytes, UTF_8);
      // Text that is not UTF-8 would become longer when written again.
      return Arrays.equals(text.getBytes(UTF_8), bytes)
          ? new Line(text, UTF_8, offset)
          : new Line(new String(bytes, ISO_8859_1), ISO_8859_1, offset);
    }

    int bytes(int from, int to) {
      return text.substring(from, to).getBytes(charset).length;
    }
  }

  private final Path home;
  private final ErasedUserRegistry erased;

  LogFiles(Path home, ErasedUserRegistry erased) {
    this.home = requireNonNull(home, "home is null");
    this.erased = erased;
  }

  /**
   * Overwrites identifiers of erased users.
   *
   * @return files that cannot be read or written, with the reason
   */
  List<String> scrub(Counts counts) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path file : files()) {
      try {
        boolean isPacked = file.getFileName().toString().endsWith(".gz");
        counts.add("log lines", isPacked ? replacePacked(file) : overwrite(file));
      } catch (IOException e) {
        problems.add("%s cannot be read or written: %s".formatted(file, e));
      }
    }
    return problems;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(home)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains(".log"))
          .sorted()
          .toList();
    }
  }

  private long overwrite(Path file) throws IOException {
    long lines = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      long offset = 0;
      List<Line> batch = new ArrayList<>();
      for (byte[] line = next(in); line.length > 0; line = next(in)) {
        batch.add(Line.of(line, offset));
        offset += line.length;
        if (batch.size() == BATCH) {
          lines += overwrite(batch, out);
          batch.clear();
        }
      }
      lines += overwrite(batch, out);
    }
    return lines;
  }

  /** A line with its line feed; empty at the end. */
  private static byte[] next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private long overwrite(List<Line> batch, RandomAccessFile out) throws IOException {
    long lines = 0;
    List<List<MessageFields.Place>> places = erased.places(batch.stream().map(Line::text).toList());
    for (int i = 0; i < batch.size(); i++) {
      Line line = batch.get(i);
      for (MessageFields.Place place : places.get(i)) {
        out.seek(line.offset() + line.bytes(0, place.from()));
        out.write(asterisks(line.bytes(place.from(), place.to())));
      }
      lines += places.get(i).isEmpty() ? 0 : 1;
    }
    return lines;
  }

  private static byte[] asterisks(int length) {
    return String.valueOf(BLOT).repeat(length).getBytes(ISO_8859_1);
  }

  private long replacePacked(Path file) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".erasing");
    Files.copy(
        file, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    long lines = 0;
    try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
        OutputStream out =
            new GZIPOutputStream(DurableFiles.newOutputStream(draft, WRITE, TRUNCATE_EXISTING))) {
      for (byte[] bytes = next(in); bytes.length > 0; bytes = next(in)) {
        Line line = Line.of(bytes, 0);
        List<MessageFields.Place> places = erased.places(List.of(line.text())).get(0);
        for (MessageFields.Place place : places) {
          byte[] asterisks = asterisks(line.bytes(place.from(), place.to()));
          System.arraycopy(asterisks, 0, bytes, line.bytes(0, place.from()), asterisks.length);
        }
        lines += places.isEmpty() ? 0 : 1;
        out.write(bytes);
      }
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    if (lines > 0) {
      DurableFiles.move(draft, file);
    } else {
      Files.delete(draft);
    }
    return lines;
  }
}
