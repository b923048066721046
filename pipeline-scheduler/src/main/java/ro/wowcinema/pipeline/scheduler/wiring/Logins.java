package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** Who logs in to the database that is configured: pipeline, owner and analysts. */
public record Logins(Config config) {
  public static final ConfigKey<Optional<String>> URL =
      ConfigKey.text("database.url", "PostgreSQL to use; empty: the embedded one");

  static final ConfigKey<Optional<String>> USER =
      ConfigKey.text("database.user", "user of that PostgreSQL");

  static final ConfigKey<Optional<String>> PASSWORD =
      ConfigKey.text("database.password", "password of that user").secret();

  static final ConfigKey<Optional<String>> OWNER_USER =
      ConfigKey.text(
          "database.owner-user", "user of that PostgreSQL that migrates; empty: `database.user`");

  static final ConfigKey<Optional<String>> OWNER_PASSWORD =
      ConfigKey.text("database.owner-password", "password of the owner").secret();

  static final ConfigKey<Optional<String>> ANALYST_USER =
      ConfigKey.text(
          "database.analyst-user",
          "user of that PostgreSQL for `sql` and `report`, which refuse to work without it");

  static final ConfigKey<Optional<String>> ANALYST_PASSWORD =
      ConfigKey.text("database.analyst-password", "password of the analyst").secret();

  public Logins {
    requireNonNull(config, "config is null");
  }

  /**
   * The login for loads; empty where no database is configured.
   *
   * @throws ConfigException where the configured URL is invalid
   */
  Optional<ConnectionInfo> pipeline() {
    return config.get(URL).map(this::pipeline);
  }

  private ConnectionInfo pipeline(String url) {
    try {
      return ConnectionInfo.parse(url, config.get(USER), config.get(PASSWORD));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL.path() + ": " + e.getMessage());
    }
  }

  /** Who migrates the database that the pipeline reaches so. */
  ConnectionInfo owner(ConnectionInfo pipeline) {
    return config
        .get(OWNER_USER)
        .map(user -> new ConnectionInfo(pipeline.url(), user, config.get(OWNER_PASSWORD)))
        .orElse(pipeline);
  }

  /** Who queries the database that the pipeline reaches so, where a user of its own is named. */
  Optional<ConnectionInfo> analyst(ConnectionInfo pipeline) {
    return config
        .get(ANALYST_USER)
        .map(user -> new ConnectionInfo(pipeline.url(), user, config.get(ANALYST_PASSWORD)));
  }
}
