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
 * The platform's deliveries in the landing zone. One goes as a whole: where only some of its files
 * were gone, a run by force would take back what they contributed.
 */
final class DeliveryFolders {
  private final LandingZone landing;

  DeliveryFolders(LandingZone landing) {
    this.landing = requireNonNull(landing, "landing is null");
  }

  /** Folders of dates before this one, in order. */
  List<Path> before(LocalDate date) throws IOException {
    // Behind a link there may be folders that are not ours to delete.
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

  /** Deletes those, and answers how many. */
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
