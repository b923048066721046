package ro.wowcinema.pipeline.jobs.reference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The landing zone in the test resources: every rule once, and few enough rows to check by hand.
 */
final class HandWrittenLanding {
  private HandWrittenLanding() {}

  /** Copies the files with the wanted names. */
  static void copyTo(Path landing, Predicate<String> isWanted) throws IOException {
    Path source = resource();
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (isWanted.test(path.getFileName().toString())) {
          Path target = landing.resolve(source.relativize(path).toString());
          Files.createDirectories(target.getParent());
          Files.copy(path, target);
        }
      }
    }
  }

  private static Path resource() {
    try {
      return Path.of(HandWrittenLanding.class.getResource("/reference/hand-written").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The test resources are not in a folder", e);
    }
  }
}
