package ro.wowcinema.pipeline.jobs.source;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.schedule.Deliveries;

/**
 * The deliveries of a landing zone.
 *
 * @param landing the landing zone
 */
public record LandedDeliveries(LandingZone landing) implements Deliveries {
  /** The file that says that a delivery of the platform is complete. */
  static final String COMPLETE = "_SUCCESS";

  public LandedDeliveries {
    requireNonNull(landing, "landing is null");
  }

  @Override
  public Optional<LocalDate> first() {
    return Stream.of(IMDB, PLATFORM).flatMap(this::dates).min(Comparator.naturalOrder());
  }

  @Override
  public String of(LocalDate date) {
    List<String> found = new ArrayList<>();
    if (isFolder(landing.delivery(IMDB, date))) {
      found.add(IMDB);
    }
    if (isFolder(landing.delivery(PLATFORM, date))) {
      found.add(missing(date).isEmpty() ? PLATFORM : PLATFORM + " (incomplete)");
    }
    return found.isEmpty() ? "none" : String.join(", ", found);
  }

  /** Behind a link nothing is delivered: the task that needs it says so, and does not wait. */
  @Override
  public Optional<String> missing(LocalDate date) {
    try {
      LandingFile complete = completeness(landing, date);
      return complete.exists()
          ? Optional.empty()
          : Optional.of(
              "the platform's delivery %s, which has no %s"
                  .formatted(complete.path().getParent(), COMPLETE));
    } catch (BadFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The file that says that the platform's delivery of a date is complete.
   *
   * @throws BadFileException where a link leads to it
   */
  static LandingFile completeness(LandingZone landing, LocalDate date) {
    Path folder = landing.requireNoLink(landing.delivery(PLATFORM, date));
    return landing.file(folder.resolve(COMPLETE));
  }

  private Stream<LocalDate> dates(String source) {
    Path folder = landing.root().resolve(source);
    if (!isFolder(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> deliveries = Files.list(folder)) {
      return deliveries
          .filter(LandedDeliveries::isFolder)
          .flatMap(LandedDeliveries::date)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static Stream<LocalDate> date(Path folder) {
    try {
      return Stream.of(LocalDate.parse(folder.getFileName().toString()));
    } catch (DateTimeParseException e) {
      return Stream.empty();
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, NOFOLLOW_LINKS);
  }
}
