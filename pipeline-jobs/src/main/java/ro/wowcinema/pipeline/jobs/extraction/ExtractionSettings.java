package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * What an extraction can be told.
 *
 * @param source the platform's operational database ({@code platform.url}, {@code .user}, {@code
 *     .password}); empty where none is configured
 * @param schema schema of its tables ({@code platform.schema})
 * @param overlap how far a delivery reaches back before the end of the one before, for transactions
 *     that committed late ({@code platform.overlap})
 */
public record ExtractionSettings(Optional<ConnectionInfo> source, String schema, Duration overlap) {
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
        config.platformUrl().map(url -> source(url, config)),
        config.platformSchema(),
        config.platformOverlap());
  }

  private static ConnectionInfo source(String url, Config config) {
    try {
      return ConnectionInfo.parse(url, config.platformUser(), config.platformPassword());
    } catch (IllegalArgumentException e) {
      throw new ConfigException("platform.url: " + e.getMessage());
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
