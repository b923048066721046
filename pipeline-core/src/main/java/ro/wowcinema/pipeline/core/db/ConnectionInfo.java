package ro.wowcinema.pipeline.core.db;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who connects to it.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the role that connects
 * @param password its password; empty where the server or a {@code .pgpass} file needs none here
 */
public record ConnectionInfo(String url, String user, Optional<String> password) {
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)(password=)[^&]*");

  public ConnectionInfo {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
  }

  /** For logs and messages: never shows the password, not even one that the URL carries. */
  @Override
  public String toString() {
    return PASSWORD_IN_URL.matcher(url).replaceAll("$1***") + " as " + user;
  }
}
