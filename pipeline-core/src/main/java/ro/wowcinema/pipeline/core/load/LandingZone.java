package ro.wowcinema.pipeline.core.load;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where deliveries arrive: {@code <root>/<source>/<yyyy-mm-dd>/<file>[.gz]}.
 *
 * @param root the landing folder
 */
public record LandingZone(Path root) {
  public LandingZone {
    requireNonNull(root, "root is null");
  }

  /** Folder of one source's delivery of a date. */
  public Path delivery(String source, LocalDate logicalDate) {
    return root.resolve(source).resolve(logicalDate.toString());
  }

  /**
   * The file, plain or packed, if it was delivered.
   *
   * @throws BadFileException where it is there both plain and packed
   */
  public Optional<Path> find(FileSpec spec, LocalDate logicalDate) {
    Path folder = delivery(spec.source(), logicalDate);
    Path plain = folder.resolve(spec.fileName());
    Path packed = folder.resolve(spec.fileName() + ".gz");
    if (Files.exists(plain) && Files.exists(packed)) {
      throw new BadFileException(
          plain,
          0,
          "delivered both plain and as %s; remove the wrong one".formatted(packed.getFileName()));
    }
    return Files.exists(plain) ? Optional.of(plain) : Optional.of(packed).filter(Files::exists);
  }
}
