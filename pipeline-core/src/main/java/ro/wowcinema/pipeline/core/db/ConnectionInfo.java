package ro.wowcinema.pipeline.core.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a PostgreSQL database is and who connects to it.
 *
 * @param url a JDBC URL without a login, {@code jdbc:postgresql://host:port/database}
 * @param user the role that connects
 * @param password its password; empty where the server or a {@code .pgpass} file needs none here
 */
public record ConnectionInfo(String url, String user, Optional<String> password) {
  private static final String JDBC = "jdbc:";
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)(password=)[^&]*");
  private static final Pattern LOGIN_IN_URL = Pattern.compile("(?<=[?&])(user|password)=[^&]*&?");
  private static final Pattern LIBPQ_SCHEME = Pattern.compile("^postgres(ql)?://");

  public ConnectionInfo {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
  }

  /**
   * Reads a URL as people write it: JDBC's {@code jdbc:postgresql://…?user=…}, or libpq's {@code
   * postgresql://user:password@host:port/database}.
   *
   * @param user beats the URL's; where neither has one, the operating system's user connects
   * @param password beats the URL's
   * @throws IllegalArgumentException where it is neither; the message has no password
   */
  public static ConnectionInfo parse(String url, Optional<String> user, Optional<String> password) {
    if (LIBPQ_SCHEME.matcher(url).find()) {
      return parseUri(url, user, password);
    }
    Properties properties = url.startsWith(JDBC) ? Driver.parseURL(url, new Properties()) : null;
    if (properties == null) {
      throw new IllegalArgumentException(
          "'%s' is not a PostgreSQL URL; write jdbc:postgresql://host:port/database"
              .formatted(hidePassword(url)));
    }
    return new ConnectionInfo(
        withoutLogin(url),
        user.or(() -> Optional.ofNullable(PGProperty.USER.getOrDefault(properties)))
            .orElse(System.getProperty("user.name")),
        password.or(() -> Optional.ofNullable(PGProperty.PASSWORD.getOrDefault(properties))));
  }

  private static ConnectionInfo parseUri(
      String url, Optional<String> user, Optional<String> password) {
    try {
      URI uri = new URI(url);
      String[] login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
      if (uri.getRawPath().contains("@")) {
        throw new IllegalArgumentException(
            "The database URL cannot be read: write %2F for a / in its password, %40 for an @");
      }
      String address = authority.substring(authority.lastIndexOf('@') + 1);
      return parse(
          "jdbc:postgresql://" + address + uri.getRawPath() + query,
          user.or(() -> Optional.of(decoded(login[0])).filter(name -> !name.isEmpty())),
          password.or(() -> login.length > 1 ? Optional.of(decoded(login[1])) : Optional.empty()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The database URL cannot be read; write postgresql://host:port/database", e);
    }
  }

  /** The same as a URI that psql and other libpq clients take, with its password. */
  public String toLibpqUri() {
    String login = encoded(user) + password.map(text -> ":" + encoded(text)).orElse("") + "@";
    return url.replaceFirst("^jdbc:postgresql://", "postgresql://" + login);
  }

  /** The database's address, for people: no login, and no parameters, which may be secrets. */
  public String address() {
    return url.replaceFirst("^" + JDBC, "").replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
  }

  /** For logs and messages: never shows the password, not even one that the URL carries. */
  @Override
  public String toString() {
    return hidePassword(url) + " as " + user;
  }

  /** The driver would use a login in the URL for every connection. */
  private static String withoutLogin(String url) {
    return LOGIN_IN_URL.matcher(url).replaceAll("").replaceFirst("[?&]$", "");
  }

  private static String hidePassword(String url) {
    return PASSWORD_IN_URL.matcher(url).replaceAll("$1***").replaceFirst("//.*@", "//***@");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
