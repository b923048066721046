package ro.wowcinema.pipeline.scheduler.jmx.access;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The roles of an access file.
 *
 * @param byUser of each user that the file names
 */
record Roles(Map<String, Role> byUser) {
  Roles {
    byUser = Map.copyOf(byUser);
  }

  /** Reads the JDK's format; what it adds about create and unregister is allowed to nobody here. */
  static Roles read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new JmxSetupException("There is no access file %s that can be read".formatted(file));
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    Map<String, Role> roles = new HashMap<>();
    for (String user : lines.stringPropertyNames()) {
      roles.put(user, role(file, user, lines.getProperty(user)));
    }
    return new Roles(roles);
  }

  /** A user whom the file does not name has none. */
  Optional<Role> of(String user) {
    return Optional.ofNullable(byUser.get(user));
  }

  private static Role role(Path file, String user, String access) {
    if (user.equals(Caller.LOCAL)) {
      throw new JmxSetupException(
          "%s: nobody may be called %s, which stands for the process itself; choose another name"
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
}
