package ro.wowcinema.pipeline.jobs.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Log files that the product keeps in its home. Somebody may be writing into one, so erased users
 * are blotted out where they stand, byte for byte; packed ones, which are finished, are replaced.
 */
final class LogFiles {
  private static final int BATCH = 500;
  private static final char BLOT = '*';

  private record Line(String text, long offset) {}

  private final Path home;
  private final ErasedPeople erased;

  LogFiles(Path home, ErasedPeople erased) {
    this.home = requireNonNull(home, "home is null");
    this.erased = erased;
  }

  void scrub(Counts counts) throws IOException {
    if (!Files.isDirectory(home)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(home)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().contains(".log"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      boolean isPacked = file.getFileName().toString().endsWith(".gz");
      counts.add("log lines", isPacked ? replacePacked(file) : blotOut(file));
    }
  }

  private long blotOut(Path file) throws IOException {
    long lines = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      long offset = 0;
      List<Line> batch = new ArrayList<>();
      for (byte[] line = next(in); line.length > 0; line = next(in)) {
        batch.add(new Line(new String(line, UTF_8), offset));
        offset += line.length;
        if (batch.size() == BATCH) {
          lines += blotOut(batch, out);
          batch.clear();
        }
      }
      lines += blotOut(batch, out);
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

  private long blotOut(List<Line> batch, RandomAccessFile out) throws IOException {
    long lines = 0;
    List<List<Identifiers.Candidate>> places =
        erased.places(batch.stream().map(Line::text).toList());
    for (int i = 0; i < batch.size(); i++) {
      Line line = batch.get(i);
      for (Identifiers.Candidate place : places.get(i)) {
        int before = bytes(line.text().substring(0, place.from()));
        int length = bytes(line.text().substring(place.from(), place.to()));
        out.seek(line.offset() + before);
        out.write(String.valueOf(BLOT).repeat(length).getBytes(ISO_8859_1));
      }
      lines += places.get(i).isEmpty() ? 0 : 1;
    }
    return lines;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private long replacePacked(Path file) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".erasing");
    Files.copy(
        file, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    long lines = 0;
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8));
        Writer out =
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(draft)), UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String clean = erased.scrubbed(List.of(line), String.valueOf(BLOT)).get(0);
        lines += clean.equals(line) ? 0 : 1;
        out.write(clean + "\n");
      }
    }
    if (lines > 0) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(draft);
    }
    return lines;
  }
}
