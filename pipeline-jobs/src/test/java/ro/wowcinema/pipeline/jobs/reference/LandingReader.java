package ro.wowcinema.pipeline.jobs.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The dated folders of a landing zone. */
record LandingReader(Path landing) {

  /** Dates on which the platform delivered something, ascending. */
  List<LocalDate> platformDates() throws IOException {
    return dates("platform");
  }

  List<LocalDate> dates(String source) throws IOException {
    Path folder = landing.resolve(source);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> dates = Files.list(folder)) {
      return dates.map(date -> LocalDate.parse(date.getFileName().toString())).sorted().toList();
    }
  }

  /** Nothing where the delivery has no such file. */
  Optional<List<DeliveredRecord>> records(DeliveredFile file, LocalDate date) throws IOException {
    Path plain = plain(file, date);
    Path zipped = zipped(plain);
    if (Files.exists(plain)) {
      return Optional.of(DeliveredRecordReader.read(file, text(Files.readAllBytes(plain))));
    }
    if (Files.exists(zipped)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
        return Optional.of(DeliveredRecordReader.read(file, text(in.readAllBytes())));
      }
    }
    return Optional.empty();
  }

  boolean has(DeliveredFile file, LocalDate date) {
    Path plain = plain(file, date);
    return Files.exists(plain) || Files.exists(zipped(plain));
  }

  private Path plain(DeliveredFile file, LocalDate date) {
    return landing.resolve(file.source()).resolve(date.toString()).resolve(file.fileName());
  }

  private static Path zipped(Path plain) {
    return plain.resolveSibling(plain.getFileName() + ".gz");
  }

  private static String text(byte[] utf8) {
    String text = new String(utf8, UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
