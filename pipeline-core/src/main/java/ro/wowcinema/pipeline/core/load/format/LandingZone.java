package ro.wowcinema.pipeline.core.load.format;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/**
 * Where deliveries arrive: {@code <root>/<source>/<yyyy-mm-dd>/<file>[.gz]}. The root may be a
 * symbolic link; below it no link is followed.
 *
 * @param root the landing folder
 * @param limits what its files may be
 */
public record LandingZone(Path root, SourceLimits limits) {
  public static final ConfigKey<Path> ROOT =
      ConfigKey.path("landing", "landing", "folder in which deliveries arrive");

  public LandingZone {
    requireNonNull(root, "root is null");
    requireNonNull(limits, "limits is null");
  }

  /** With the default limits. */
  public LandingZone(Path root) {
    this(root, SourceLimits.defaults());
  }

  public static LandingZone of(Config config) {
    return new LandingZone(config.get(ROOT), SourceLimits.of(config));
  }

  /** Folder of one source's delivery of a date. */
  public Path delivery(String source, LocalDate logicalDate) {
    return root.resolve(source).resolve(logicalDate.toString());
  }

  /**
   * A file of the landing zone, which need not be there.
   *
   * @param path below the root
   */
  public LandingFile file(Path path) {
    return new LandingFile(this, path);
  }

  /**
   * The file, plain or packed, if it was delivered.
   *
   * @throws BadFileException where it is there both plain and packed, or below a link
   */
  public Optional<LandingFile> find(FileSpec spec, LocalDate logicalDate) {
    Path folder = requireNoLink(delivery(spec.source(), logicalDate));
    LandingFile plain = file(folder.resolve(spec.fileName()));
    LandingFile packed = file(folder.resolve(spec.fileName() + ".gz"));
    if (plain.exists() && packed.exists()) {
      throw new BadFileException(
          plain.path(),
          0,
          "delivered both plain and as %s; remove the wrong one"
              .formatted(packed.path().getFileName()));
    }
    return plain.exists() ? Optional.of(plain) : Optional.of(packed).filter(LandingFile::exists);
  }

  /**
   * A path of the landing zone that no link leads to, as far as it exists. Every writer to the
   * landing zone checks its path here first: a link may lead anywhere.
   *
   * @throws BadFileException where the path, or a folder above it, is a symbolic link
   */
  public Path requireNoLink(Path path) {
    file(path).requireNoLink();
    return path;
  }
}
