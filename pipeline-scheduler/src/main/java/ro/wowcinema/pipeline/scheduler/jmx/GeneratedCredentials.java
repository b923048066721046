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
 * Generated users of a process without configured ones: {@code monitor} reads, {@code operator} may
 * call everything. Every user who can read the files in the home folder can log in with them, as
 * the command line does.
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

  /** Creates the files if they do not exist. */
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

  /** The credentials of a process with this home folder; creates no files. */
  public static GeneratedCredentials at(Path home) {
    return new GeneratedCredentials(
        new UserFiles(home.resolve("jmx.password"), home.resolve("jmx.access")));
  }

  /** The login of a generated user. */
  public JmxLogin login(String user) throws IOException {
    Keystore.requireSecret(files.passwords());
    Properties passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(files.passwords())) {
      passwords.load(reader);
    }
    String password = passwords.getProperty(user);
    if (password == null) {
      throw new JmxSetupException(
          "%s has no user %s; delete the file and restart the daemon"
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
