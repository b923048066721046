package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.management.remote.rmi.RMIConnectorServer;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.UserFiles;

/**
 * Users who may log in to the connector, and their roles.
 *
 * @param files of the users
 * @param roles by user, from the access file
 * @param isHashed whether the JDK replaces the passwords by hashes at the first login
 */
record JmxUsers(UserFiles files, Map<String, Role> roles, boolean isHashed) {
  /** Before the login only a user name and a password are deserialised. */
  private static final String CREDENTIALS_FILTER = "maxdepth=2;maxarray=2;java.lang.String;!*";

  /** Names, plain values, and query classes of JMX; excludes classes of deserialisation attacks. */
  private static final String CALLS_FILTER =
      String.join(
          ";",
          "maxdepth=20;maxarray=10000;maxrefs=100000",
          "java.lang.Boolean;java.lang.Byte;java.lang.Character;java.lang.Double;java.lang.Enum",
          "java.lang.Float;java.lang.Integer;java.lang.Long;java.lang.Number;java.lang.Object",
          "java.lang.Short;java.lang.String;java.math.BigDecimal;java.math.BigInteger",
          "java.util.ArrayList;java.util.Date;java.util.HashSet;java.util.Vector",
          "java.rmi.MarshalledObject;javax.security.auth.Subject",
          "!javax.management.BadAttributeValueExpException",
          "javax.management.*;javax.management.openmbean.*;!*");

  JmxUsers {
    requireNonNull(files, "files is null");
    roles = Map.copyOf(roles);
  }

  /** Permissions of a user in the access file. */
  enum Role {
    /** May read attributes, listen, and call operations that only read. */
    READONLY,
    /** May also call the product's other operations, and set its attributes. */
    READWRITE;

    /** The role as in the access file. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the files, or creates those of the home folder. */
  static JmxUsers of(JmxSettings settings, Path home) {
    try {
      UserFiles files =
          settings.users().isPresent()
              ? settings.users().get()
              : GeneratedCredentials.in(home).files();
      Keystore.requireSecret(files.passwords());
      return new JmxUsers(files, roles(files.access()), settings.users().isPresent());
    } catch (IOException e) {
      throw new JmxSetupException(
          "The JMX user files cannot be used: %s. Check the permissions of %s".formatted(e, home),
          e);
    }
  }

  /** Reads the JDK's format; its create and unregister permissions are ignored. */
  private static Map<String, Role> roles(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new JmxSetupException(
          "The access file %s does not exist or cannot be read".formatted(file));
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    Map<String, Role> roles = new HashMap<>();
    for (String user : lines.stringPropertyNames()) {
      roles.put(user, role(file, user, lines.getProperty(user)));
    }
    return roles;
  }

  private static Role role(Path file, String user, String access) {
    if (user.equals(Caller.LOCAL)) {
      throw new JmxSetupException(
          "%s: the user name %s is reserved for the process itself; choose another name"
              .formatted(file, user));
    }
    String word = access.strip().split("\\s+", 2)[0];
    for (Role role : Role.values()) {
      if (role.text().equals(word)) {
        return role;
      }
    }
    throw new JmxSetupException(
        "%s: user %s has access \"%s\"; expected readonly or readwrite"
            .formatted(file, user, access));
  }

  /** Settings of the JDK's connector. */
  Map<String, ?> environment() {
    return Map.of(
        "jmx.remote.x.password.file",
        files.passwords().toString(),
        "jmx.remote.x.password.toHashes",
        Boolean.toString(isHashed),
        RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
        CREDENTIALS_FILTER,
        RMIConnectorServer.SERIAL_FILTER_PATTERN,
        CALLS_FILTER);
  }
}
