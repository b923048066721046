package ro.wowcinema.pipeline.jobs.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/** The privacy key of all tests of a JVM, for every database. */
public final class TestVault {
  private static final Path KEY_FILE = keyFolder().resolve("privacy.key");

  private TestVault() {}

  public static PrivacyVault shared() {
    return new PrivacyVault(KEY_FILE, Clock.systemUTC());
  }

  private static Path keyFolder() {
    try {
      Path folder = Files.createTempDirectory("privacy-");
      folder.toFile().deleteOnExit();
      folder.resolve("privacy.key").toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
