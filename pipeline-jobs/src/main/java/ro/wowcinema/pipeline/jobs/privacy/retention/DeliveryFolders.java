package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * The platform's deliveries in the landing zone. A delivery is deleted as a whole: if only some of
 * its files were missing, a forced run would remove what they contributed.
 */
final class DeliveryFolders {
  private final LandingZone landing;

  DeliveryFolders(LandingZone landing) {
    this.landing = requireNonNull(landing, "landing is null");
  }

  /** Folders of dates before this one, in order. */
  List<Path> before(LocalDate date) throws IOException {
    // A link may lead to folders outside the landing zone.
    Path source = landing.requireNoLink(landing.root().resolve(Sources.PLATFORM));
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(source)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> dateOf(folder).filter(found -> found.isBefore(date)).isPresent())
          .sorted()
          .toList();
    }
  }

  /** Deletes the folders of dates before this one, and returns their count. */
  int delete(LocalDate date) throws IOException {
    List<Path> folders = before(date);
    for (Path folder : folders) {
      List<Path> content;
      try (Stream<Path> all = Files.walk(folder)) {
        content = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : content) {
        Files.delete(path);
      }
    }
    return folders.size();
  }

  private static Optional<LocalDate> dateOf(Path folder) {
    try {
      return Optional.of(LocalDate.parse(folder.getFileName().toString()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
