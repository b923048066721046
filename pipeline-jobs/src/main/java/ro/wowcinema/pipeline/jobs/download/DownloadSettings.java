package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Where files are downloaded from, and how patiently.
 *
 * @param baseUrl folder of the files, with a slash at its end ({@code imdb.base-url})
 * @param timeout silence after which a transfer has failed ({@code imdb.timeout})
 */
public record DownloadSettings(URI baseUrl, Duration timeout) {
  public DownloadSettings {
    requireNonNull(baseUrl, "baseUrl is null");
    requireNonNull(timeout, "timeout is null");
  }
}
