package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** Who logs in to the database that is configured: pipeline, owner and analysts. */
record Logins(Config config) {
  Logins {
    requireNonNull(config, "config is null");
  }

  /**
   * Who loads; nothing where no database is configured.
   *
   * @throws ConfigException where the configured URL is none
   */
  Optional<ConnectionInfo> pipeline() {
    return config.databaseUrl().map(this::pipeline);
  }

  private ConnectionInfo pipeline(String url) {
    try {
      return ConnectionInfo.parse(url, config.databaseUser(), config.databasePassword());
    } catch (IllegalArgumentException e) {
      throw new ConfigException("database.url: " + e.getMessage());
    }
  }

  /** Who migrates the database that the pipeline reaches so. */
  ConnectionInfo owner(ConnectionInfo pipeline) {
    return config
        .ownerUser()
        .map(user -> new ConnectionInfo(pipeline.url(), user, config.ownerPassword()))
        .orElse(pipeline);
  }

  /** Who queries the database that the pipeline reaches so, where a user of its own is named. */
  Optional<ConnectionInfo> analyst(ConnectionInfo pipeline) {
    return config
        .analystUser()
        .map(user -> new ConnectionInfo(pipeline.url(), user, config.analystPassword()));
  }
}
