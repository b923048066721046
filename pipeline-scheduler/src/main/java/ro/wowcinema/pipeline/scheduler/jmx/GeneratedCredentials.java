package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.core.files.PrivateFolder;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.UserFiles;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;
import ro.wowcinema.pipeline.scheduler.jmx.JmxUsers.Role;

/**
 * Users of a process to which nobody gave any: {@code monitor} reads, {@code operator} does
 * everything. Whoever may read the files of the home folder logs in with them, which is how the
 * command line does.
 *
 * @param files in the home folder
 */
public record GeneratedCredentials(UserFiles files) {
  public static final String MONITOR = "monitor";
  public static final String OPERATOR = "operator";

  private static final int PASSWORD_BYTES = 24;

  public GeneratedCredentials {
    requireNonNull(files, "files is null");
  }

  /** Makes the files where there are none. */
  public static GeneratedCredentials in(Path home) throws IOException {
    PrivateFolder.create(home);
    GeneratedCredentials credentials = at(home);
    createOnce(
        credentials.files.passwords(),
        "%s %s%n%s %s%n".formatted(MONITOR, password(), OPERATOR, password()));
    createOnce(
        credentials.files.access(),
        "%s %s%n%s %s%n".formatted(MONITOR, Role.READONLY.text(), OPERATOR, Role.READWRITE.text()));
    return credentials;
  }

  /** Of a process whose home that is; makes nothing. */
  public static GeneratedCredentials at(Path home) {
    return new GeneratedCredentials(
        new UserFiles(home.resolve("jmx.password"), home.resolve("jmx.access")));
  }

  /** To log in with on this machine. */
  public JmxLogin login(String user) throws IOException {
    Keystore.requireSecret(files.passwords());
    Properties passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(files.passwords())) {
      passwords.load(reader);
    }
    String password = passwords.getProperty(user);
    if (password == null) {
      throw new JmxSetupException(
          "%s has no user %s; remove the file and start the daemon anew"
              .formatted(files.passwords(), user));
    }
    return new JmxLogin(user, password);
  }

  private static void createOnce(Path file, String content) throws IOException {
    if (!Files.exists(file)) {
      OwnerOnlyFile.write(file, content);
    }
  }

  private static String password() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
