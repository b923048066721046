package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.WebUrl;

/**
 * Source of downloads, and the timeout of servers.
 *
 * @param baseUrl folder of the files, with a slash at its end
 * @param timeout time without a byte after which a transfer fails
 */
public record DownloadSettings(URI baseUrl, Duration timeout) {
  /** Off by default, because the files have a licence of their own. */
  public static final ConfigKey<Boolean> ALLOWED =
      ConfigKey.flag(
          "imdb.download",
          "whether the DAG imdb_download may download; IMDb's files have a licence of their own");

  static final ConfigKey<URI> BASE_URL =
      ConfigKey.url(
          "imdb.base-url",
          "https://datasets.imdbws.com/",
          "where IMDb publishes its files",
          WebUrl::isPlain,
          "an http or https URL without user, query and fragment");

  static final ConfigKey<Duration> TIMEOUT =
      ConfigKey.duration("imdb.timeout", "PT60S", "silence after which a download has failed")
          .matching(timeout -> !timeout.isZero(), "more than PT0S");

  public DownloadSettings {
    requireNonNull(baseUrl, "baseUrl is null");
    requireNonNull(timeout, "timeout is null");
  }

  public static DownloadSettings of(Config config) {
    URI url = config.get(BASE_URL);
    return new DownloadSettings(
        url.getPath().endsWith("/") ? url : URI.create(url + "/"), config.get(TIMEOUT));
  }
}
