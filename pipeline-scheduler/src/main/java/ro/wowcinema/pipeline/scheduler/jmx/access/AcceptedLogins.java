package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.management.remote.rmi.RMIConnectorServer;

/**
 * How the connector tells who may log in.
 *
 * @param files of the users
 * @param roles of the users
 * @param isHashed whether the JDK puts hashes in place of the passwords at the first login
 */
public record AcceptedLogins(UserFiles files, Roles roles, boolean isHashed) {
  /** Whoever logs in is not known yet: a user's name and a password, and nothing else, is read. */
  private static final String CREDENTIALS_FILTER = "maxdepth=2;maxarray=2;java.lang.String;!*";

  /** Names, plain values, and conditions of JMX itself; a gadget is made of other classes. */
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

  public AcceptedLogins {
    requireNonNull(files, "files is null");
    requireNonNull(roles, "roles is null");
  }

  /** Checks the files, or makes those of the home folder. */
  public static AcceptedLogins of(JmxSettings settings, Path home) {
    try {
      UserFiles files =
          settings.users().isPresent()
              ? settings.users().get()
              : GeneratedCredentials.in(home).files();
      SecretFile.check(files.passwords());
      return new AcceptedLogins(files, Roles.read(files.access()), settings.users().isPresent());
    } catch (IOException e) {
      throw new JmxSetupException(
          "The files of JMX's users cannot be used: %s. Look at the permissions of %s"
              .formatted(e, home),
          e);
    }
  }

  /** Of the JDK's connector. */
  public Map<String, ?> environment() {
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
