package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/** The settings of an extraction. */
public record ExtractionSettings(Optional<ConnectionInfo> source, String schema, Duration overlap) {
  public static final ConfigKey<Optional<String>> URL =
      ConfigKey.text(
          "platform.url", "the platform's own PostgreSQL, from which deliveries are extracted");

  static final ConfigKey<Optional<String>> USER =
      ConfigKey.text("platform.user", "user of that PostgreSQL, who needs read access only");

  static final ConfigKey<Optional<String>> PASSWORD =
      ConfigKey.text("platform.password", "password of that user").secret();

  static final ConfigKey<String> SCHEMA =
      ConfigKey.requiredText(
          "platform.schema", "public", "schema of the platform's tables", "the name of a schema");

  static final ConfigKey<Duration> OVERLAP =
      ConfigKey.duration(
          "platform.overlap",
          "PT1H",
          "how far an extraction reaches back before the end of the previous one");

  public ExtractionSettings {
    requireNonNull(source, "source is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(overlap, "overlap is null");
  }

  /**
   * As configured.
   *
   * @throws ConfigException where {@code platform.url} is no URL of PostgreSQL, or another of these
   *     keys is wrong
   */
  public static ExtractionSettings of(Config config) {
    return new ExtractionSettings(
        config.get(URL).map(url -> source(url, config)), config.get(SCHEMA), config.get(OVERLAP));
  }

  private static ConnectionInfo source(String url, Config config) {
    try {
      return ConnectionInfo.parse(url, config.get(USER), config.get(PASSWORD));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(URL.path() + ": " + e.getMessage());
    }
  }

  /** The source, without which there is nothing to do. */
  ConnectionInfo requireSource() {
    return source.orElseThrow(
        () ->
            new ConfigException(
                "platform.url is not set: name the platform's PostgreSQL, such as postgresql://host:5432/database, with platform.user and platform.password"));
  }
}
